"""Changes of a questionnaire's structure: each as a table, then any run of them at all."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from participation.surveys.adapters.bank import shipped
from participation.surveys.rules.bank import (
    copy_of,
    origin_of,
)
from participation.surveys.rules.changes import EditRefusal, why_not
from participation.surveys.rules.conditions import (
    Condition,
    Sense,
    answers_of,
    before,
    breaks,
    fits,
    read_condition,
    write_condition,
)
from participation.surveys.rules.editing import (
    add,
    both,
    condition,
    dissolve,
    duplicate,
    gather,
    put_back,
    recast,
    rechoose,
    rehint,
    remove,
    retitle,
    shift,
    speak,
)
from participation.surveys.rules.items import Items, find_question, free_name, name_from
from participation.surveys.rules.moving import move
from participation.surveys.rules.questions import (
    Group,
    Question,
    QuestionKind,
    Questionnaire,
)
from tests.surveys.asking import questionnaire

BANK = {one.identifier: one for one in shipped()}


def shape(items: Items) -> list[object]:
    """Give the names, a group as a list that begins with its own."""
    return [
        [item.name, *shape(item.items)] if isinstance(item, Group) else item.name for item in items
    ]


def plain(*names: str) -> Questionnaire:
    """Give questions of one kind, a name in capitals for a group of the two after it."""
    items: list[Question | Group] = []
    waiting: list[Question | Group] = []
    for name in reversed(names):
        if name.isupper():
            items = [Group(name, items=tuple(items[:2])), *items[2:]]
        else:
            items = [Question(name, QuestionKind.COMMENT, {"fr": name}), *items]
    return Questionnaire({"fr": "T"}, ("fr",), (*waiting, *items))


@pytest.mark.parametrize(
    ("names", "moved", "down", "expected"),
    [
        ("a b c", "a", True, ["b", "a", "c"]),
        ("a b c", "c", True, ["a", "b", "c"]),
        ("a b c", "a", False, ["a", "b", "c"]),
        ("a G b c d", "a", True, [["G", "a", "b", "c"], "d"]),
        ("a G b c d", "c", True, ["a", ["G", "b"], "c", "d"]),
        ("a G b c d", "b", False, ["a", "b", ["G", "c"], "d"]),
        ("a G b c d", "d", False, ["a", ["G", "b", "c", "d"]]),
        ("a G b c d", "G", False, [["G", "b", "c"], "a", "d"]),
        ("a G b c d", "G", True, ["a", "d", ["G", "b", "c"]]),
        ("G b c H d e", "H", False, [["H", "d", "e"], ["G", "b", "c"]]),
        ("G b c H d e", "G", True, [["H", "d", "e"], ["G", "b", "c"]]),
    ],
)
def test_moves_reach_every_place(
    names: str, moved: str, expected: list[object], *, down: bool
) -> None:
    assert shape(move(plain(*names.split()), moved, down=down).items) == expected


def test_a_repetition_is_passed_over() -> None:
    form = plain("a", "G", "b", "c")
    (group,) = form.groups()
    form = replace(form, items=(form.items[0], replace(group, repeats=True)))
    assert shape(move(form, "a", down=True).items) == [["G", "b", "c"], "a"]
    assert shape(dissolve(form, "G").items) == ["a"], "its questions were never asked"


def test_each_change_of_structure() -> None:
    form = plain("a", "b", "c")
    new = Question("a", QuestionKind.COMMENT, {"fr": "n"})
    assert shape(add(form, new).items) == ["a", "b", "c", "a_2"]
    assert shape(add(form, new, "a").items) == ["a", "a_2", "b", "c"]
    assert shape(duplicate(form, "b").items) == ["a", "b", "b_2", "c"]
    banked = add(form, copy_of(BANK["meals_taste"], ("fr",)))
    copied = find_question(duplicate(banked, "meals_taste"), "meals_taste_2")
    assert origin_of(copied) is None, "kept, it would replace the bank's"
    assert shape(remove(form, "b").items) == ["a", "c"]
    grouped = gather(form, "b", "Les repas")
    assert shape(grouped.items) == ["a", ["les_repas", "b", "c"]]
    assert shape(add(grouped, new, "les_repas").items) == ["a", ["les_repas", "b", "c", "a_2"]]
    assert [one.number for one in remove(grouped, "a").questions()] == [1, 2]
    titled = retitle(grouped, "les_repas", "Le soir")
    assert [group.label for group in titled.groups()] == [{"fr": "Le soir"}]
    asked = condition(condition(grouped, "les_repas", "1 = 1"), "b", "2 = 2")
    opened = dissolve(asked, "les_repas")
    assert shape(opened.items) == ["a", "b", "c"]
    assert [one.relevant for one in opened.questions()] == ["", "(1 = 1) and (2 = 2)", "1 = 1"]
    assert both("a", "") == both("", "a") == "a"
    assert speak(form, ["en", "fr"]).languages == ("fr", "en")
    impossible: tuple[Callable[[], Questionnaire], ...] = (
        lambda: add(form, new, "z"),
        lambda: remove(form, "z"),
        lambda: move(form, "z", down=True),
        lambda: gather(grouped, "b", "T"),
        lambda: condition(form, "z", ""),
        lambda: dissolve(form, "a"),
    )
    for change in impossible:
        with pytest.raises(KeyError):
            change()


def test_names_are_such_as_xlsform_permits() -> None:
    assert name_from("Les repas, ça va ?", []) == "les_repas_ca_va"
    assert name_from("هل أنت بخير؟", []) == "q"
    assert name_from("3 choses", ["q_3_choses"]) == "q_3_choses_2"
    assert name_from("3 choses", []) == "q_3_choses"
    assert free_name("a_2", ["a", "a_2"]) == "a_3"
    assert len(name_from("x" * 500, [])) == 40


def test_choices_keep_their_values_when_their_words_change() -> None:
    asked = find_question(questionnaire(), "why")
    changed = rechoose(asked, "fr", ["Le repas", ""], ["Le froid", ""])
    assert [(one.name, one.value, one.label) for one in changed.choices] == [
        ("meals", 1, {"fr": "Le repas", "ar": "الوجبات"}),
        ("le_froid", 3, {"fr": "Le froid"}),
    ]
    silent = replace(asked, choices=(replace(asked.choices[0], label={"ar": "الوجبات"}),))
    assert rechoose(silent, "fr", [""], []) == silent, "nobody erased what had no words"
    assert rehint({"ar": "x"}, "fr", "") == {"ar": "x"}
    assert rehint({"fr": "y", "ar": "x"}, "fr", "") == {}
    assert rehint({"ar": "x"}, "fr", "y") == {"fr": "y", "ar": "x"}


def test_choices_change_places_and_keep_their_values() -> None:
    asked = rechoose(find_question(questionnaire(), "why"), "fr", ["Repas", "Bruit"], ["Froid"])
    for value, down, order in ((1, True, [2, 1, 3]), (3, False, [1, 3, 2]), (1, False, [1, 2, 3])):
        moved = shift(asked, value, down=down)
        assert [choice.value for choice in moved.choices] == order
        assert all(choice in asked.choices for choice in moved.choices)
    with pytest.raises(KeyError):
        shift(asked, 9, down=True)


def test_a_question_changes_its_kind_and_keeps_its_words() -> None:
    form = questionnaire()
    asked = replace(
        find_question(form, "why"), raw={"bank": "why@1", "type": "select_multiple why"}
    )
    one = recast(asked, Question("", QuestionKind.ONE))
    assert (one.choices, one.or_other, one.label) == (asked.choices, True, asked.label)
    assert (one.relevant, one.raw) == (asked.relevant, {})
    number = recast(replace(asked, required=True), Question("", QuestionKind.NUMBER))
    assert (number.choices, number.or_other, number.required) == ((), False, True)
    assert why_not(form, put_back(form, "why", number)) is None
    refused = why_not(form, put_back(form, "safe", recast(find_question(form, "safe"), number)))
    assert refused
    assert (refused[0], refused[1].reader, refused[1].read) == (
        EditRefusal.KIND_READ,
        "why",
        "safe",
    )


@pytest.mark.parametrize(
    ("asked", "sense", "values", "written"),
    [
        ("yes_no", Sense.IS, ("no",), "${q} = 'no'"),
        ("faces", Sense.IS, ("1", "2"), "${q} = '1' or ${q} = '2'"),
        ("one", Sense.IS_NOT, ("a", "b"), "${q} != 'a' and ${q} != 'b'"),
        ("one", Sense.IS, ("l'un",), '${q} = "l\'un"'),
        ("many", Sense.IS, ("a", "b"), "selected(${q}, 'a') or selected(${q}, 'b')"),
        ("many", Sense.IS_NOT, ("a",), "not(selected(${q}, 'a'))"),
        ("number", Sense.AT_LEAST, ("3",), "${q} >= 3"),
    ],
)
def test_a_plain_condition_reads_back(
    asked: str, sense: Sense, values: tuple[str, ...], written: str
) -> None:
    wanted = Condition("q", sense, values)
    question = Question("q", QuestionKind(asked))
    assert write_condition(wanted, question) == written
    assert read_condition(written) == wanted


def test_the_plain_builder_shows_a_condition_whole_or_not_at_all() -> None:
    form = questionnaire()
    for relevant, name, expected in (
        ("${months} = 1", "months", True),
        ("${months} >= 3", "months", True),
        ("${months} = 1 or ${months} = 2", "months", False),
        ("${months} = 'x'", "months", False),
        ("${safe} = 'no'", "safe", True),
        ("${safe} = 'no'", "meals", False),
        ("${safe} = 'no' or ${safe} = 'perhaps'", "safe", False),
        ("${safe} >= 1", "safe", False),
    ):
        found = read_condition(relevant)
        assert found is not None
        assert fits(found, find_question(form, name)) is expected, relevant


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "${a} = 'x' and ${a} = 'y'",
        "${a} = 'x' or ${b} = 'y'",
        "${a} = 'x' or ${a} != 'y'",
        "${a} >= 1 or ${a} >= 2",
        "${a} > 3",
        "${a} = 1.5",
        "${a} = 1" + "0" * 400,
        "count-selected(${a}) > 1",
        "${a} =",
        "(" * 10_000 + "1",
    ],
)
def test_what_is_complicated_is_left_as_it_is(expression: str) -> None:
    assert read_condition(expression) is None


def test_a_change_that_breaks_a_condition_is_refused() -> None:
    form = questionnaire()
    assert not breaks(form)
    told = (
        (remove(form, "safe"), EditRefusal.UNKNOWN),
        (move(form, "why", down=False), EditRefusal.LATER),
    )
    for after, refusal in told:
        found = why_not(form, after)
        assert found is not None
        assert found[0] is refusal
        assert (found[1].reader, found[1].read) == ("why", "safe")
    fewer = rechoose(find_question(form, "safe"), "fr", ["Oui", ""], [])
    found = why_not(form, put_back(form, "safe", fewer))
    assert found is not None
    assert (found[0], found[1].word) == (EditRefusal.NO_CHOICE, "no")
    for relevant, refusal in (
        ("${words} = '1'", EditRefusal.LATER),
        ("${meals} = 'f1' or ${none} = 2", EditRefusal.UNKNOWN),
        ("${meals} =", EditRefusal.UNREADABLE),
        ("${safe} = 'perhaps'", EditRefusal.NO_CHOICE),
        ("'perhaps' != ${safe}", EditRefusal.NO_CHOICE),
        ("${safe} = 7", EditRefusal.NO_CHOICE),
        ("7 = ${safe}", EditRefusal.NO_CHOICE),
        ("${why} = 'x'", EditRefusal.CIRCULAR),
        ("(" * 10_000 + "1", EditRefusal.UNREADABLE),
    ):
        found = why_not(form, condition(form, "why", relevant))
        assert found is not None, relevant
        assert found[0] is refusal, relevant
    broken = condition(form, "why", "${none} = 1")
    assert why_not(broken, duplicate(broken, "meals")) is None, "what an import brought may stay"
    quoting = put_back(form, "note", replace(find_question(form, "note"), label={"fr": "${zz}"}))
    assert why_not(form, quoting) is not None
    assert [one.name for one in before(form, "months")] == ["meals", "safe", "why"]
    assert answers_of(find_question(form, "why")) == ("meals", "noise", "other")

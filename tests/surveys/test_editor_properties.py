"""Any run of changes at all leaves a whole questionnaire, that our own reader takes back."""

from dataclasses import replace

from hypothesis import given, settings, strategies as st

from participation.surveys.adapters.bank import shipped
from participation.surveys.adapters.xlsform import read_form, write_form
from participation.surveys.rules import document
from participation.surveys.rules.bank import copy_of
from participation.surveys.rules.changes import why_not
from participation.surveys.rules.conditions import (
    Condition,
    Sense,
    answers_of,
    before,
    breaks,
    write_condition,
)
from participation.surveys.rules.editing import (
    add,
    condition,
    create,
    dissolve,
    duplicate,
    gather,
    put_back,
    rechoose,
    remove,
)
from participation.surveys.rules.items import Items, find_question
from participation.surveys.rules.moving import move
from participation.surveys.rules.questions import (
    Choice,
    Group,
    Question,
    QuestionKind,
    Questionnaire,
)

BANK = {one.identifier: one for one in shipped()}

CHANGES = st.lists(
    st.tuples(st.sampled_from("bank up down copy remove gather open ask words".split()),
              st.integers(0, 99)),
    max_size=14,
)  # fmt: skip


def changed(form: Questionnaire, deed: str, chance: int) -> Questionnaire:
    """Make one change somewhere; a deed that fits nothing here changes nothing."""
    questions = [one.name for one in form.questions()]
    groups = [one.name for one in form.groups()]
    name = questions[chance % len(questions)] if questions else ""
    if deed == "bank" or not name:
        banked = list(BANK.values())[chance % len(BANK)]
        copy = copy_of(banked, form.languages, faces=3 + 2 * (chance % 2))
        return add(form, copy, [*groups, ""][chance % (len(groups) + 1)])
    tops = [one.name for one in form.items if isinstance(one, Question)]
    asked = find_question(form, name)
    match deed:
        case "up" | "down":
            return move(form, [*groups, name][chance % (len(groups) + 1)], down=deed == "down")
        case "copy":
            return duplicate(form, name)
        case "remove":
            return remove(form, name)
        case "gather" if tops:
            return gather(form, tops[chance % len(tops)], "Un titre")
        case "open" if groups:
            return dissolve(form, groups[chance % len(groups)])
        case "ask" if earlier := [one for one in before(form, name) if one.choices]:
            on = earlier[chance % len(earlier)]
            sense = (Sense.IS, Sense.IS_NOT)[chance % 2]
            wanted = Condition(on.name, sense, answers_of(on)[:2])
            return condition(form, name, write_condition(wanted, on))
        case "words" if asked.kind is QuestionKind.MANY:
            words = [one.label["fr"] for one in asked.choices]
            return put_back(form, name, rechoose(asked, "fr", [*words[:-1], ""], ["Neuf"]))
    return form


@settings(max_examples=60)
@given(CHANGES)
def test_any_run_of_changes_keeps_a_whole_questionnaire(run: list[tuple[str, int]]) -> None:
    form = create("Votre avis", ("fr", "fr@falc", "en"), "votre-avis")
    for deed, chance in run:
        after = changed(form, deed, chance)
        form = form if why_not(form, after) else after
        assert not breaks(form)
        assert [one.number for one in form.questions()] == list(
            range(1, 1 + len(list(form.questions())))
        )
        names = [one.name for one in form.questions()]
        assert len(set(names)) == len(names)
    written = document.write(form)
    assert document.read(written) == form
    assert document.digest(document.write(document.read(written))) == document.digest(written)


@settings(max_examples=15)
@given(CHANGES)
def test_what_the_editor_makes_is_taken_back_by_our_reader(run: list[tuple[str, int]]) -> None:
    form = add(
        create("Votre avis", ("fr", "fr@falc", "en"), "votre-avis"),
        copy_of(BANK["meals_taste"], ("fr", "fr@falc", "en")),
    )
    for deed, chance in run:
        after = changed(form, deed, chance)
        form = form if why_not(form, after) or not list(after.questions()) else after
    read, report = read_form(write_form(form))
    assert report.ok, report.errors
    assert read is not None
    again = replace(read, items=bare(read.items))
    assert again.items == bare(form.items)
    assert (again.title, again.languages) == (form.title, form.languages)


def bare(items: Items) -> Items:
    """Leave out the rows that items were read from."""
    return tuple(
        replace(item, items=bare(item.items), origin=None)
        if isinstance(item, Group)
        else replace(item, origin=None, choices=tuple(map(drawn, item.choices)))
        for item in items
    )


def drawn(choice: Choice) -> Choice:
    return replace(choice, columns=dict(choice.columns))

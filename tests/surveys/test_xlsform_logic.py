"""Groups, conditions and names of a form: what is an error, what is read all the same."""

from datetime import date

import pytest

from participation.surveys.adapters.xlsform import Reason, read_form, write_form
from participation.surveys.rules.flow import Course
from participation.surveys.rules.questions import (
    Group,
    NotAsked,
    Question,
    QuestionKind,
)
from tests.surveys.readings import places, read
from tests.surveys.sheets import YES_NO, Rows, form, questions

# ------------------------------------------------------------------------- groups and logic


def test_groups_nest_and_repeats_are_kept_without_being_asked() -> None:
    rows = questions(
        ("begin_group", "g", "Groupe", "${q} = 'x'"),
        ("text", "q", "Q", None),
        ("begin repeat", "r", "Répétition", None),
        ("text", "inside", "Dedans", None),
        ("end repeat", None, None, None),
        ("end group", None, None, None),
        headers=("type", "name", "label", "relevant"),
    )
    _, report = read_form(form(rows))
    assert places(report.errors) == set()
    assert report.groups == 2
    rows = [rows[0], ("begin_group", "g", "Groupe", "1 = 1"), *rows[2:]]
    questionnaire, report = read(form(rows))
    group = questionnaire.items[0]
    assert isinstance(group, Group)
    assert group.relevant == "1 = 1"
    repeat = group.items[1]
    assert isinstance(repeat, Group)
    assert repeat.repeats
    inside = repeat.items[0]
    assert isinstance(inside, Question)
    assert (inside.kind, inside.not_asked_because) == (QuestionKind.NOT_ASKED, NotAsked.REPEAT)
    assert [question.number for question in questionnaire.questions()] == [1, 2]


LOGIC: list[tuple[Rows, set[tuple[str, str, Reason]]]] = [
    (
        (("text", "a", "A", "${b} = 1 and ("), ("text", "b", "B", None)),
        {("survey", "D2", Reason.EXPRESSION_INVALID)},
    ),
    (
        (("text", "a", "A", "${b} = 1"), ("text", "b", "B", "${c} = 1"),
         ("text", "c", "C", "${a} = 1")),
        {("survey", "D2", Reason.CIRCULAR)},
    ),
    (
        (("text", "a", "A", None), ("text", "a", "A", None)),
        {("survey", "B3", Reason.DUPLICATE_NAME)},
    ),
    (
        (("begin group", "g", "G", None), ("text", "a", "A", None)),
        {("survey", "A2", Reason.GROUP_NOT_CLOSED)},
    ),
    (
        (("text", "a", "A", None), ("end group", None, None, None)),
        {("survey", "A3", Reason.GROUP_NOT_OPENED)},
    ),
    (
        (("begin group", "g", "G", None), ("text", "a", "A", None),
         ("end repeat", None, None, None)),
        {("survey", "A4", Reason.GROUP_NOT_CLOSED)},
    ),
    ((("selct_one yn", "a", "A", None),), {("survey", "A2", Reason.UNKNOWN_TYPE)}),
    ((("select_one yn", "a", "A", None),), {("survey", "A2", Reason.MISSING_SHEET)}),
    (
        (("begin group", "g1", "G", None), ("text", "a", "A", "${a} = 1"),
         ("end group", None, None, None), ("begin group", "g2", "G", None),
         ("text", "a", "A", None), ("end group", None, None, None)),
        {("survey", "B6", Reason.DUPLICATE_NAME)},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), LOGIC)
def test_faults_are_errors_at_their_place(
    rows: Rows, expected: set[tuple[str, str, Reason]]
) -> None:
    content = form(questions(*rows, headers=("type", "name", "label", "relevant")))
    questionnaire, report = read_form(content)
    assert questionnaire is None
    assert not report.ok
    assert places(report.errors) == expected


def test_what_pyxform_refuses_is_read_with_a_warning() -> None:
    rows = questions(
        ("begin group", "meta", "Réservé", None, None),
        ("select_one missing", "q1", "Liste absente", None, None),
        ("select_one yn", "mon nom", "Nom avec espace", None, None),
        ("Select one from source", "old", "Type ancien", None, None),
        ("include", "part", None, None, None),
        ("text", None, "Sans nom", None, None),
        (None, None, "Remarque", None, None),
        ("end group", None, None, None, None),
        ("text", "q2", "${mon nom} et ${nobody}", "${nobody} = 1", "${mon nom} = 'yes'"),
        headers=("type", "name", "label", "relevant", "relevance"),
    )
    choices = (*YES_NO, ("yn", "yes", "Encore oui", ""))
    questionnaire, report = read(form(rows, choices))
    read_rows = {one.origin.row: one for one in questionnaire.questions() if one.origin}
    assert next(questionnaire.groups()).name == "q_meta"
    assert read_rows[3].not_asked_because == NotAsked.LIST_MISSING
    assert read_rows[4].name == "mon_nom"
    assert len(read_rows[4].choices) == 3
    assert read_rows[5].not_asked_because == NotAsked.LIST_MISSING
    assert read_rows[7].name == "row_7"
    assert read_rows[8].not_asked_because == NotAsked.NO_TYPE
    last = read_rows[10]
    assert last.label == {"fr": "${mon_nom} et …"}
    assert last.relevant == ""
    assert last.raw["kept_relevant"] == "${nobody} = 1"
    assert {
        ("survey", "B2", Reason.NAME_CHANGED),
        ("survey", "A3", Reason.MISSING_LIST),
        ("survey", "B4", Reason.NAME_CHANGED),
        ("survey", "A5", Reason.MISSING_LIST),
        ("survey", "A6", Reason.NOT_ASKED),
        ("survey", "B7", Reason.MISSING_NAME),
        ("survey", "D10", Reason.UNKNOWN_REFERENCE),
        ("survey", "C10", Reason.UNKNOWN_REFERENCE),
        ("survey", "E1", Reason.DUPLICATE_COLUMN),
        ("choices", "B4", Reason.DUPLICATE_CHOICE),
    } <= places(report.warnings)


def test_names_alike_in_two_groups_are_told_apart() -> None:
    rows = questions(
        ("begin group", "g1", "G"),
        ("text", "why", "Pourquoi ?"),
        ("end group", None, None),
        ("begin group", "g2", "G"),
        ("text", "why", "Pourquoi ?"),
        ("end group", None, None),
    )
    questionnaire, report = read(form(rows))
    assert [one.name for one in questionnaire.questions()] == ["why", "why_2"]
    assert places(report.warnings) >= {("survey", "B6", Reason.DUPLICATE_NAME_CHANGED)}


REACH = ("type", "name", "label", "relevant", "calculation", "choice_filter")


def test_logic_out_of_reach_is_told_and_kept() -> None:
    rows = questions(
        ("text", "q", "Q", "instance('x')/root/item/y = 1", None, None),
        ("text", "r", "R", "../nowhere = 1", None, None),
        ("calculate", "s", None, None, "regex(${q}, ${r})", None),
        ("calculate", "t", None, None, "format-date(today(), '%B')", None),
        headers=REACH,
    )
    questionnaire, report = read(form(rows))
    assert next(iter(questionnaire.questions())).relevant == "instance('x')/root/item/y = 1"
    assert places(report.warnings) >= {
        ("survey", "D2", Reason.EXPRESSION_UNSUPPORTED),
        ("survey", "D3", Reason.EXPRESSION_UNSUPPORTED),
        ("survey", "E4", Reason.EXPRESSION_UNSUPPORTED),
        ("survey", "E5", Reason.EXPRESSION_UNSUPPORTED),
    }


def test_paths_name_the_questions_that_stand_where_they_lead() -> None:
    rows = questions(
        ("text", "why", "Pourquoi ?", None, None, None),
        ("begin group", "g1", "G", "../why = 'x' and /data/g2/why = 'y'", None, None),
        ("text", "why", "Pourquoi ?", "../../why != '' and position(..) = 1", None, None),
        ("select_one yn", "a", "A", None, None, "current()/../why = name or ../why = name"),
        ("end group", None, None, None, None, None),
        ("begin group", "g2", "G", None, None, None),
        ("text", "why", "Pourquoi ?", None, None, None),
        ("calculate", "c", None, None, "concat(../why, ../../g1/why, ./why, ../../../why)", None),
        ("end group", None, None, None, None, None),
        headers=REACH,
    )
    questionnaire, report = read(form(rows, YES_NO))
    found = {one.name: one for one in questionnaire.questions()}
    assert next(questionnaire.groups()).relevant == "${why} = 'x' and ${why_3} = 'y'"
    assert found["why_2"].relevant == "${why} != '' and position(..) = 1"
    assert found["a"].choice_filter == "${why_2} = name or ../why = name"
    assert found["c"].calculation == "concat(${why_3}, ${why_2}, ./why, ../../../why)"
    told = {place for place in places(report.warnings) if place[2] is Reason.EXPRESSION_UNSUPPORTED}
    assert {place for _, place, _ in told} == {"F5", "E9"}


def test_lists_are_read_by_the_name_that_the_form_gives_them() -> None:
    """`score` is read too, although it becomes a part of the scale."""
    rows = questions(
        ("select_one places", "first", "Où ?", None, None, None),
        ("select_one places", "second", "Et après ?", None, None, "name != ${first}"),
        ("calculate", "region", None, None,
         "instance('places')/root/item[name = ${first}]/region", None),
        ("calculate", "points", None, None, "sum(instance('places')/root/item/score)", None),
        ("note", "seen", "${region}, ${points}", "count(instance('places')/root/item) = 3",
         None, None),
        ("note", "lost", "?", "instance('unused')/root/item/name = 'a'", None, None),
        headers=REACH,
    )  # fmt: skip
    choices: Rows = (
        ("list_name", "name", "label", "region", "score"),
        *(("places", name, name.upper(), region, score)
          for name, region, score in (("a", "nord", 1), ("b", "sud", 2), ("c", "nord", 3))),
        ("unused", "a", "A", None, None),
    )  # fmt: skip
    questionnaire, report = read(form(rows, choices))
    now = Course(questionnaire, {"first": 2, "second": 3}, date(2024, 5, 6))
    assert now.calculations() == {"region": "sud", "points": "6"}
    assert [one.name for one in now.asked()] == ["first", "second", "seen", "lost"]
    assert now.piped(now.asked()[2].label) == {"fr": "\u2068sud\u2069, \u20686\u2069"}
    assert [choice.name for choice in now.choices("second")] == ["a", "c"]
    assert ("survey", "D7", Reason.EXPRESSION_UNSUPPORTED) in places(report.warnings)
    again = read(write_form(questionnaire))[0]
    assert Course(again, {"first": 2}, date(2024, 5, 6)).calculations()["region"] == "sud"


def test_what_reads_an_item_that_is_not_asked_is_told_at_its_place() -> None:
    rows = questions(
        ("date", "born", "Naissance", None, None, None),
        ("begin repeat", "child", "Enfant", None, None, None),
        ("integer", "age", "Âge", "${born} != ''", None, None),
        ("end repeat", None, None, None, None, None),
        ("calculate", "oldest", None, None, "max(${age})", None),
        ("note", "said", "Né le ${born}, ${oldest}", "count(${child}) > 0", None, None),
        ("select_one yn or_other", "a", "A", "${oldest} = ''", None, "${age} > 3"),
        headers=REACH,
    )
    _, report = read(form(rows, YES_NO))
    told = places(report.warnings)
    assert {place for place in told if place[2] is Reason.READS_NOT_ASKED} == {
        ("survey", place, Reason.READS_NOT_ASKED) for place in ("E6", "C7", "D7", "F8")
    }
    assert ("survey", "A8", Reason.OTHER_WITHOUT_WORDS) in told
    assert ("survey", "A4", Reason.NOT_ASKED) in told


@pytest.mark.parametrize(
    "text", ["(" * 3_000 + "1" + ")" * 3_000, "(" * 10_000, "1+" * 3_900 + "1", "not(" * 2_000]
)
def test_expressions_without_end_are_refused_at_their_place(text: str) -> None:
    content = form(questions(("text", "a", "A", text, None, None), headers=REACH))
    questionnaire, report = read_form(content)
    assert questionnaire is None
    assert places(report.errors) == {("survey", "D2", Reason.EXPRESSION_INVALID)}

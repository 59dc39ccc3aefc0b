"""Types of questions in XLSForm: every spelling, and how each is asked."""

import pytest

from participation.surveys.adapters.xlsform import Reason
from participation.surveys.adapters.xlsform.types import Control, read_type
from participation.surveys.rules.questions import (
    DONT_KNOW,
    WONT_SAY,
    NotAsked,
    Question,
    QuestionKind,
)
from tests.surveys.readings import only, places, read
from tests.surveys.sheets import Cell, form, questions

# ------------------------------------------------------------------------------------ types


@pytest.mark.parametrize(
    ("cell", "control", "list_name"),
    [
        ("select_one yn", Control.ONE, "yn"),
        ("Select One yn", Control.ONE, "yn"),
        ("select_one   from yn", Control.ONE, "yn"),
        ("Select one from source", Control.ONE, "source"),
        ("select1 yn", Control.ONE, "yn"),
        ("add select one prompt using yn", Control.ONE, "yn"),
        ("select_multiple yn", Control.MANY, "yn"),
        ("select all that apply from yn", Control.MANY, "yn"),
        ("select yn", Control.MANY, "yn"),
        ("string", Control.COMMENT, ""),
        ("Integer", Control.INTEGER, ""),
        ("percentage", Control.INTEGER, ""),
        ("trigger", Control.ACKNOWLEDGE, ""),
        ("begin group", Control.BEGIN_GROUP, ""),
        ("begin_group", Control.BEGIN_GROUP, ""),
        ("begin  repeat", Control.BEGIN_REPEAT, ""),
        ("end lgroup", Control.END_REPEAT, ""),
        ("begin loop over yn", Control.BEGIN_REPEAT, ""),
    ],
)
def test_types_are_understood_however_spelled(cell: str, control: Control, list_name: str) -> None:
    kind = read_type(cell)
    assert (kind.control, kind.list_name, kind.because) == (control, list_name, None)


@pytest.mark.parametrize(
    ("cell", "because"),
    [
        ("geopoint", NotAsked.PLACE),
        ("start-geopoint", NotAsked.PLACE),
        ("osm building_tags", NotAsked.PLACE),
        ("date", NotAsked.DATE),
        ("dateTime", NotAsked.DATE),
        ("image", NotAsked.UPLOAD),
        ("photo", NotAsked.UPLOAD),
        ("background-audio", NotAsked.UPLOAD),
        ("barcode", NotAsked.BARCODE),
        ("start", NotAsked.DEVICE),
        ("deviceid", NotAsked.DEVICE),
        ("get phone number", NotAsked.DEVICE),
        ("hidden", NotAsked.HIDDEN),
        ("select_one_from_file f.csv", NotAsked.EXTERNAL_LIST),
        ("select one external towns", NotAsked.EXTERNAL_LIST),
        ("select_one ${repeat}", NotAsked.EXTERNAL_LIST),
        ("rank yn", NotAsked.RANKING),
        ("set form title", NotAsked.OLD_COMMAND),
        ("include other", NotAsked.OLD_COMMAND),
        ("selct_one yn", NotAsked.UNKNOWN_TYPE),
    ],
)
def test_what_is_not_asked_says_why(cell: str, because: NotAsked) -> None:
    assert read_type(cell).because is because


def test_not_asked_items_stay_in_place_with_their_cells() -> None:
    rows = questions(
        ("text", "a", "A", None),
        ("geopoint", "where", "Où ?", "maps"),
        ("start", "begun", None, None),
        headers=("type", "name", "label", "appearance"),
    )
    questionnaire, report = read(form(rows))
    where = list(questionnaire.questions())[1]
    assert where.kind is QuestionKind.NOT_ASKED
    assert where.not_asked_because == NotAsked.PLACE
    assert (where.label, where.appearance, where.raw) == (
        {"fr": "Où ?"},
        "maps",
        {"type": "geopoint"},
    )
    assert report.ok
    assert report.questions == 2
    assert ("survey", "A3", Reason.NOT_ASKED) in places(report.warnings)
    assert ("survey", "A4", Reason.NOT_ASKED) in places(report.warnings)


# ------------------------------------------------------------------------------------ kinds


def kind_of(names: list[str], labels: list[str], appearance: str = "") -> Question:
    choices = [("list_name", "name", "label"), *zip(["l"] * 9, names, labels, strict=False)]
    headers = ("type", "name", "label", "appearance")
    return only(form(questions(("select_one l", "q", "Q", appearance), headers=headers), choices))


def test_choices_decide_how_a_question_is_asked() -> None:
    assert kind_of(["oui", "non"], ["Oui", "Non"]).kind is QuestionKind.YES_NO
    assert kind_of(["1", "0"], ["Oui", "Non"]).kind is QuestionKind.YES_NO
    assert kind_of(["a", "b"], ["Oui", "Non"]).kind is QuestionKind.ONE
    numbered = [str(number) for number in range(1, 6)]
    assert kind_of(numbered, ["Nord", "Sud", "Est", "Ouest", "Centre"]).kind is QuestionKind.ONE
    assert kind_of(numbered, numbered, "likert").kind is QuestionKind.FACES
    assert kind_of(["a", "b"], ["A", "B"], "faces").kind is QuestionKind.ONE


def test_a_scale_in_words_is_faces_whatever_its_order() -> None:
    words = ["Très satisfait", "Satisfait", "Neutre", "Insatisfait", "Très insatisfait"]
    question = kind_of(["a", "b", "c", "d", "e"], words)
    assert question.kind is QuestionKind.FACES
    assert [choice.score for choice in question.choices] == [5, 4, 3, 2, 1]
    assert [choice.value for choice in question.choices] == [1, 2, 3, 4, 5]


def test_do_not_know_has_its_own_value_and_no_score() -> None:
    question = kind_of(["yes", "dont_know", "no", "refused"], ["Oui", "NSP", "Non", "—"])
    assert question.kind is QuestionKind.YES_NO
    assert [choice.value for choice in question.choices] == [1, DONT_KNOW, 2, WONT_SAY]


NUMBERS: list[tuple[tuple[Cell, ...], tuple[int | None, int | None, int]]] = [
    (("integer", "q", "Q", None, None), (None, None, 1)),
    (("integer", "q", "Q", ". >= 0 and . <= 10", None), (0, 10, 1)),
    (("integer", "q", "Q", "(.>0) and (.<11)", None), (1, 10, 1)),
    (("integer", "q", "Q", "0 <= . and 5 >= . and ${q} != 3", None), (0, 5, 1)),
    (("integer", "q", "Q", ". < 5 or . > 7", None), (None, None, 1)),
    (("range", "q", "Q", None, "start=0 end=100 step=10"), (0, 100, 10)),
    (("range", "q", "Q", None, "end = 5;start = 1"), (1, 5, 1)),
    (("range", "q", "Q", None, None), (1, 10, 1)),
    (("range", "q", "Q", None, "start=0.5 end=4.5 step=0.5"), (1, 4, 1)),
    (("decimal", "q", "Q", ". > 2.5", None), (3, None, 1)),
]


@pytest.mark.parametrize(("row", "bounds"), NUMBERS)
def test_numbers_know_their_bounds(
    row: tuple[Cell, ...], bounds: tuple[int | None, int | None, int]
) -> None:
    headers = ("type", "name", "label", "constraint", "parameters")
    question = only(form(questions(row, headers=headers)))
    assert question.kind is QuestionKind.NUMBER
    assert (question.minimum, question.maximum, question.step) == bounds


def test_numbers_below_zero_are_not_asked() -> None:
    headers = ("type", "name", "label", "parameters")
    question = only(form(questions(("range", "q", "Q", "start=-5 end=5"), headers=headers)))
    assert question.not_asked_because == NotAsked.NEGATIVE_NUMBER


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("text", None, None, None), QuestionKind.COMMENT),
        (("note", None, None, None), QuestionKind.NOTE),
        (("note", "${a}", None, None), QuestionKind.NOTE),
        (("calculate", "1 + 1", None, None), QuestionKind.CALCULATION),
        (("integer", "1 + 1", None, None), QuestionKind.CALCULATION),
        (("integer", "1 + 1", None, "${q}"), QuestionKind.NUMBER),
        (("hidden", "1 + 1", None, None), QuestionKind.CALCULATION),
        (("text", None, "yes", None), QuestionKind.NOTE),
        (("acknowledge", None, None, None), QuestionKind.ONE),
    ],
)
def test_calculated_and_fixed_values_are_not_asked_for(
    cells: tuple[Cell, ...], expected: QuestionKind
) -> None:
    headers = ("type", "calculation", "read_only", "trigger", "name", "label")
    rows = questions((*cells, "q", "Q"), ("text", None, None, None, "a", "A"), headers=headers)
    assert next(iter(read(form(rows))[0].questions())).kind is expected


@pytest.mark.parametrize(
    ("cell", "required", "when"),
    [
        ("yes", True, ""),
        ("TRUE", True, ""),
        ("true()", True, ""),
        (True, True, ""),
        (1, True, ""),
        ("no", False, ""),
        (False, False, ""),
        (None, False, ""),
        ("${a} = 'x'", False, "${a} = 'x'"),
    ],
)
def test_required_in_all_its_spellings(cell: Cell, when: str, *, required: bool) -> None:
    rows = questions(
        ("text", "q", "Q", cell),
        ("text", "a", "A", None),
        headers=("type", "name", "label", "required"),
    )
    question = next(iter(read(form(rows))[0].questions()))
    assert (question.required, question.required_when) == (required, when)

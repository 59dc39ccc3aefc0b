"""Writing XLSForm: what is written reads back equal, and pyxform takes it."""

import importlib.util
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from participation.surveys.adapters.xlsform import read_form, write_form
from participation.surveys.adapters.xlsform.aside import is_well_formed
from participation.surveys.rules.questions import (
    DONT_KNOW,
    Choice,
    Group,
    NotAsked,
    Question,
    QuestionKind,
)
from tests.surveys.sheets import YES_NO, form, questions
from tests.surveys.trips import assert_pyxform_accepts, assert_round_trip, one, read

FORMS = Path(__file__).parent / "forms"
MADE = ("satisfaction.xlsx", "untidy.xlsx", "logic.csv")


FACES = tuple(
    Choice(f"f{score}", score, {"fr": f"Visage {score}"}, score=score) for score in range(1, 6)
)
YN = (Choice("yes", 1, {"fr": "Oui"}), Choice("no", 2, {"fr": "Non"}))
ONE_OF_EACH = (
    Question("faces", QuestionKind.FACES, {"fr": "Visages ?"}, choices=FACES, required=True),
    Question("again", QuestionKind.FACES, {"fr": "Encore ?"}, choices=FACES, appearance="faces"),
    Question("yn", QuestionKind.YES_NO, {"fr": "Oui ?"}, choices=YN, theme="t", criterion="1.1"),
    Question("plain", QuestionKind.ONE, {"fr": "Oui ?"}, choices=YN, pictogram="meal"),
    Question(
        "odd",
        QuestionKind.YES_NO,
        {"fr": "D’accord ?"},
        choices=(
            Choice("ok", 7, {"fr": "D’accord"}),
            Choice("nope", 3, {"fr": "Pas d’accord"}),
            Choice("nsp", DONT_KNOW, {"fr": "NSP"}),
        ),
    ),
    Question(
        "many",
        QuestionKind.MANY,
        {"fr": "Lesquels ?"},
        choices=(Choice("a", 1, {"fr": "A"}, columns={"zone": "n"}), Choice("b", 2, {"fr": "B"})),
        or_other=True,
    ),
    Question("n0", QuestionKind.NUMBER, {"fr": "Combien ?"}),
    Question("n1", QuestionKind.NUMBER, {"fr": "Combien ?"}, minimum=0, maximum=10, step=2),
    Question("n2", QuestionKind.NUMBER, {"fr": "Combien ?"}, minimum=1, constraint=". < 4"),
    Question("n3", QuestionKind.NUMBER, {"fr": "Combien ?"}, maximum=9, step=3, decimal=True),
    Question("n4", QuestionKind.NUMBER, {"fr": "Combien ?"}, minimum=5, maximum=5),
    Question(
        "words",
        QuestionKind.COMMENT,
        {"fr": "Dites ${n1}"},
        hint={"fr": "Tout"},
        relevant="${yn} = 'yes'",
        required_when="${n1} > 3",
        required_message={"fr": "Un mot"},
        constraint="string-length(.) < 9",
        constraint_message={"fr": "Trop long"},
        image={"fr": "i.png"},
        audio={"fr": "a.mp3"},
        raw={"chapitre": "deux"},
    ),
    Question("thanks", QuestionKind.NOTE, {"fr": "Merci"}),
    Question("sum", QuestionKind.CALCULATION, calculation="${n0} + ${n1}"),
    Question(
        "where",
        QuestionKind.NOT_ASKED,
        {"fr": "Où ?"},
        not_asked_because=NotAsked.PLACE.value,
        raw={"type": "geopoint"},
    ),
)


def test_one_of_each_kind_reads_back_equal_and_pyxform_takes_it() -> None:
    group = Group("g", {"fr": "Groupe"}, ONE_OF_EACH[:3], "${n0} = 1", appearance="field-list")
    content = assert_round_trip(one(group, *ONE_OF_EACH[3:]))
    xform = assert_pyxform_accepts(content)
    assert "Visages ?" in xform
    assert "accord ?" in xform


def test_questions_share_their_list() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(one(*ONE_OF_EACH[:4]))))
    lists = [row[0].value for row in book["choices"].iter_rows(min_row=2)]
    assert lists == ["faces"] * 5 + ["yn"] * 2


LANGUAGES = ("fr", "fr@falc", "en", "ar", "fa_AF", "ps", "uk", "ru", "x-romani-old")


def test_every_language_reads_back() -> None:
    text = dict(zip(LANGUAGES, ["A", "B", "C", "أ", "آ", "ا", "Б", "В", "R"], strict=True))
    question = Question("q", QuestionKind.ONE, text, choices=(Choice("a", 1, text),))
    questionnaire = replace(one(question, languages=LANGUAGES), title=text)
    assert_pyxform_accepts(assert_round_trip(questionnaire))


def test_a_language_without_any_text_yet_is_kept() -> None:
    assert_round_trip(one(Question("q", QuestionKind.NOTE, {"fr": "A"}), languages=("fr", "ti")))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t=", "'=", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula_whatever_it_begins_with(first: str) -> None:
    words = f"{first}1+1"
    choices = (Choice("a", 1, {"fr": words}, columns={"zone": words.strip()}),)
    question = Question("q", QuestionKind.ONE, {"fr": words}, choices=choices, hint={"fr": words})
    content = write_form(one(question))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(
        cell.quotePrefix
        for cell in cells
        if isinstance(cell.value, str) and cell.value[0] in "=+-@\t"
    )
    found = next(iter(read(content).questions()))
    assert (found.label, found.hint) == ({"fr": words.strip()}, {"fr": words.strip()})


@pytest.mark.parametrize("name", MADE)
def test_our_own_forms_are_those_of_the_script_and_make_the_round_trip(name: str) -> None:
    spec = importlib.util.spec_from_file_location("make", FORMS / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    content = (FORMS / name).read_bytes()
    questionnaire = read(content)
    assert questionnaire == read(make.FORMS[name]())
    assert_pyxform_accepts(assert_round_trip(questionnaire))


TYPES = (
    "text integer decimal range acknowledge note geopoint geotrace geoshape date time dateTime "
    "image audio video file barcode start end today deviceid phonenumber username email "
    "simserial subscriberid audit start-geopoint background-audio hidden xml-external "
    "csv-external"
).split()


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_of_the_standard_survives(type_: str) -> None:
    name = "audit" if type_ == "audit" else "q"
    content = form(questions((type_, name, "Q"), ("text", "z", "Z")))
    assert_pyxform_accepts(assert_round_trip(read(content)))


SELECTS = (
    "select_one yn",
    "select_multiple yn",
    "select_one yn or_other",
    "rank yn",
    "select_one_from_file towns.csv",
    "select_multiple_from_file towns.geojson",
)


@pytest.mark.parametrize("type_", [*SELECTS, "selct", "include", "select_one absent", None])
@pytest.mark.parametrize("repeated", [False, True])
def test_every_select_and_every_unknown_survives(type_: str | None, *, repeated: bool) -> None:
    rows: list[tuple[str | None, ...]] = [(type_, "q", "Q"), ("text", "z", "Z")]
    if repeated:
        rows = [("begin_repeat", "r", "R"), *rows, ("end_repeat", None, None)]
    questionnaire, report = read_form(form(questions(*rows), YES_NO))
    if type_ == "selct":
        assert not report.ok
        return
    assert questionnaire is not None
    assert_pyxform_accepts(assert_round_trip(questionnaire))


@pytest.mark.parametrize(
    "type_", ["select_one towns or_other", "select one towns or specify other"]
)
def test_a_filtered_list_keeps_its_other_for_us_and_loses_it_for_others(type_: str) -> None:
    rows = ((type_, "q", "Q", "zone = 'n'"), ("select_multiple towns or_other", "z", "Z", None))
    towns = (("list_name", "name", "label", "zone"), ("towns", "a", "A", "n"))
    headers = ("type", "name", "label", "choice_filter")
    questionnaire = read(form(questions(*rows, headers=headers), towns))
    assert [each.or_other for each in questionnaire.questions()] == [True, True]
    content = assert_round_trip(questionnaire)
    assert_pyxform_accepts(content)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["survey"]
    written = [str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert ["other" in each for each in written] == [False, True]


def test_lists_and_sheets_that_nothing_uses_come_back() -> None:
    headers = ("type", "name", "label", "choice_filter")
    rows = (("select_one_external towns", "q", "Q", "zone = 'n'"), ("text", "z", "Z", None))
    content = form(
        questions(*rows, headers=headers),
        (("list name", "name", "label", "zone"), ("old", "x", "X", "nord")),
        others={"external_choices": (("list_name", "name"), ("towns", "paris"))},
    )
    questionnaire = read(content)
    assert questionnaire.kept["external_choices"] == ({"list_name": "towns", "name": "paris"},)
    assert_pyxform_accepts(assert_round_trip(questionnaire))


def test_duplicate_choices_are_declared() -> None:
    rows = (*YES_NO, ("yn", "yes", "Oui encore", ""))
    content = write_form(read(form(questions(("select_multiple yn", "q", "Q")), rows)))
    assert_pyxform_accepts(content)
    assert len(next(iter(read(content).questions())).choices) == 3


def test_parameters_are_looked_at_only_when_they_are_short() -> None:
    """Each sign that begins a word has the rest looked through: long ones are put aside unread."""
    assert is_well_formed("parameters", "start=1 end=5, step=1")
    assert not is_well_formed("parameters", "start")
    assert not is_well_formed("parameters", "start=1 " * 200)

"""Reading XLSForm: choices, columns, sheets, formats, and the report."""

import json
from pathlib import Path

import pytest

from participation.surveys.adapters.xlsform import Reason, check_file, read_form
from participation.surveys.labels.xlsform import NOT_ASKED, SENTENCES
from participation.surveys.rules.questions import (
    NotAsked,
    QuestionKind,
)
from tests.surveys.old_excel import old_form
from tests.surveys.readings import only, places, read
from tests.surveys.sheets import YES_NO, form, questions

FORMS = Path(__file__).parent / "forms"


# -------------------------------------------------------------------- choices and the rest


def test_choices_keep_their_columns_scores_and_media() -> None:
    choices = (
        ("list name", "name", "label", "region", "score", "media::image", None),
        ("towns", "paris", "Paris", "idf", 2, "p.png", "stray"),
        ("towns", "lyon", "Lyon", "ara", 1, None, None),
        ("unused", "x", "X", None, None, None, None),
        (None, "y", "Sans liste", None, None, None, None),
    )
    headers = ("type", "name", "label", "choice_filter")
    rows = questions(("select_multiple towns", "q", "Q", "region = 'idf'"), headers=headers)
    questionnaire, report = read(form(rows, choices))
    paris = next(iter(questionnaire.questions())).choices[0]
    assert (paris.score, paris.image) == (2, {"fr": "p.png"})
    assert paris.columns == {"region": "idf", "column_G": "stray"}
    assert [row["name"] for row in questionnaire.kept["choices"]] == ["x", "y"]
    assert places(report.warnings) == {
        ("choices", "G1", Reason.COLUMN_WITHOUT_NAME),
        ("choices", "A4", Reason.LIST_NOT_USED),
        ("choices", "A5", Reason.CHOICE_WITHOUT_LIST),
    }


@pytest.mark.parametrize("type_", ["select_one yn or_other", "select one from yn or specify other"])
def test_or_other_is_a_mark_not_a_choice(type_: str) -> None:
    question = only(form(questions((type_, "q", "Q")), YES_NO))
    assert question.or_other
    assert [choice.name for choice in question.choices] == ["yes", "no"]


def test_unknown_columns_and_settings_are_kept() -> None:
    rows = questions(("text", "q", "Q", "mine"), headers=("type", "name", "label", "chapter"))
    settings = (("form_title", "form_id", "version", "style"), ("T", "f", 3, "pages"))
    questionnaire, report = read(form(rows, settings=settings, others={"notes": (("Lisez",),)}))
    assert next(iter(questionnaire.questions())).raw == {"chapter": "mine"}
    assert (questionnaire.title, questionnaire.form_id) == ({"fr": "T"}, "f")
    assert (questionnaire.version, questionnaire.settings) == ("3", {"style": "pages"})
    assert places(report.warnings) >= {
        ("survey", "D1", Reason.COLUMN_NOT_USED),
        ("notes", "0", Reason.SHEET_IGNORED),
    }


def test_our_own_columns_are_read() -> None:
    headers = ("type", "name", "label", "theme", "criterion", "pictogram")
    question = only(form(questions(("text", "q", "Q", "repas", "1.2", "meal"), headers=headers)))
    assert (question.theme, question.criterion, question.pictogram) == ("repas", "1.2", "meal")


def test_a_form_without_any_question_is_an_error() -> None:
    _, report = read_form(form((("type", "name", "label"),)))
    assert places(report.errors) == {("survey", "0", Reason.NO_QUESTION)}


def test_missing_columns_are_errors() -> None:
    _, report = read_form(form((("label",), ("Où ?",))))
    assert {finding.facts["name"] for finding in report.errors} >= {"type", "name"}


def test_a_single_likely_sheet_is_taken_as_the_survey() -> None:
    rows = questions(("text", "q", "Q"))
    questionnaire, report = read(form(None, settings=None, others={"Feuil1": rows}))
    assert len(list(questionnaire.questions())) == 1
    assert ("Feuil1", "0", Reason.SHEET_GUESSED) in places(report.warnings)


# ---------------------------------------------------------------------------- other formats


def test_old_workbooks_are_read_with_the_place_of_their_formulas() -> None:
    survey = [["type", "name", "label"], ["text", "été", "Où ?"], ["integer", "n", "=1+6"]]
    settings = [["form_title", "default_language"], ["Vieux", "fr"]]
    questionnaire, report = read(old_form({"survey": survey, "settings": settings}))
    assert [one.label for one in questionnaire.questions()] == [{"fr": "Où ?"}, {"fr": "7"}]
    assert places(report.warnings) == {("survey", "C3", Reason.FORMULA_SHOWN)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_in_its_encodings_and_delimiters(encoding: str, mark: str) -> None:
    text = f'type{mark}name{mark}label::fr\r\ntext{mark}q{mark}"Où, quand ; comment ?"\r\n'
    assert only(text.encode(encoding)).label == {"fr": "Où, quand ; comment ?"}


def test_csv_may_stack_its_sheets() -> None:
    text = (
        '"survey",,,\n,"type","name","label"\n,"select_one yn","q","Q"\n'
        '"choices",,,\n,"list_name","name","label"\n,"yn","yes","Oui"\n,"yn","no","Non"\n'
    )
    assert only(text.encode()).kind is QuestionKind.YES_NO


# ----------------------------------------------------------------------- report and command


def test_the_line_of_the_command() -> None:
    for path in sorted(FORMS.glob("*.*sx")) + sorted(FORMS.glob("*.csv")):
        line = check_file(path)
        assert list(line) == [
            "file", "ok", "questions", "choices", "languages", "groups", "warnings", "errors",
        ]  # fmt: skip
        assert line["ok"] is True
        assert json.loads(json.dumps(line)) == line


def test_the_line_of_a_bad_file_names_the_cell(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(form(questions(("text", "a", "A"), ("text", "a", "B"))))
    line = check_file(bad)
    assert line["ok"] is False
    assert line["errors"] == [
        {"sheet": "survey", "row": 3, "column": "B", "reason": "duplicate_name"}
    ]
    assert check_file(tmp_path / "absent.xlsx")["ok"] is False


def test_every_reason_has_a_sentence() -> None:
    special = {Reason.NOT_ASKED, Reason.EXPRESSION_INVALID, Reason.EXPRESSION_UNSUPPORTED}
    assert set(SENTENCES) == set(Reason) - special
    assert set(NOT_ASKED) == set(NotAsked)

"""The questionnaire on paper: whole in eight languages, alike on every copy, ready for scans."""

import datetime as dt
import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
import typst

from participation.followups.rules import ParticipationLevel
from participation.foundation import papers
from participation.foundation.codes import qr_svg
from participation.foundation.fonts import font_folder
from participation.foundation.languages import find
from participation.foundation.localized import Localized
from participation.seed.form import LANGUAGES, questionnaire
from participation.surveys.adapters.papers.sheets import HERE, PaperSheet, print_sheet
from participation.surveys.labels import sheets as labels
from participation.surveys.queries.answering import Asked
from participation.surveys.rules import sheets
from participation.surveys.rules.questions import Question, QuestionKind, Questionnaire
from participation.surveys.rules.stages import Stage
from tests.conftest import START
from tests.surveys import asking
from tests.surveys.test_papers import streams

SURVEY = 0x1234_5678_9ABC


def asked(form: Questionnaire | None = None) -> Asked:
    """Give an open survey as its papers need it."""
    found = form or questionnaire()
    return Asked(
        survey_id=SURVEY, service_id=1, campaign_id=2, previous_id=None,
        title=Localized(found.title), purpose=Localized({"fr": "À choisir.", "ar": "لنختار."}),
        level=ParticipationLevel.CONSULT, stage=Stage.OPEN, closes_on=dt.date(2026, 12, 4),
        version="0123456789abcdef", questionnaire=found,
        by_number={each.number: each for each in found.questions()},
    )  # fmt: skip


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep what the codes of pages say, for a drawing tells it to cameras only."""
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return qr_svg(text)

    monkeypatch.setattr(labels, "qr_svg", keep)
    return kept


def boxes_on(sheet: PaperSheet, cache: Path) -> list[dict[str, object]]:
    """Give every box to tick with its place, as a reader of scans will ask for them."""
    facts = papers.facts_of(sheet.locale, asdict(sheet))
    found = typst.query(
        str(HERE / "sheet.typ"),
        "<tick>",
        field="value",
        root=str(HERE),
        font_paths=[str(font_folder(cache))],
        sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
    )
    return list(json.loads(found))


EVERY_DAY = ("fr", "ps", "uk")
"""A language of each script; the others are printed by the long run."""
PRINTED = [
    tag if tag in EVERY_DAY else pytest.param(tag, marks=pytest.mark.long) for tag in LANGUAGES
]


@pytest.mark.parametrize("locale", PRINTED)
def test_a_sheet_is_whole_in_each_language(locale: str, run_folder: Path) -> None:
    pdf = streams(
        print_sheet(
            labels.write_sheet(locale, asked(), "Tilleul"), cache=run_folder, printed_at=START
        )
    )
    language = find(locale).html.partition("-")[0].encode()
    assert b"pdfuaid:part" in pdf
    assert b"/Lang(" + language in pdf or b"/Lang (" + language in pdf
    assert pdf.count(b"/S/H2") + pdf.count(b"/S /H2") >= 15


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_each_answer_has_one_box_at_a_known_place(locale: str, run_folder: Path) -> None:
    sheet = labels.write_sheet(locale, asked(), "Tilleul")
    found = boxes_on(sheet, run_folder)
    wanted = {
        (question.number, box.value)
        for _place, question in sheets.asked_on_paper(questionnaire())
        for box in sheets.boxes_of(question)
    }
    aided = {(sheets.AIDED, key) for key in range(1, 7)} | {(sheets.VOICED, 1), (sheets.VOICED, 2)}
    places = [(each["question"], each["value"]) for each in found]
    assert sorted(places) == sorted(wanted | aided)
    points = {name: [float(str(each[name]).removesuffix("pt")) for each in found] for name in "xy"}
    assert min(points["x"]) > 17 * 72 / 25.4, "clear of the marks in the corners"
    assert max(points["x"]) < 193 * 72 / 25.4
    assert len({(each["page"], each["x"], each["y"]) for each in found}) == len(found)
    assert max(int(str(each["page"])) for each in found) <= len(sheet.codes)


def test_the_code_of_a_page_is_the_same_on_every_copy_and_names_nobody(codes: list[str]) -> None:
    first = labels.write_sheet("fr@falc", asked(), "Tilleul")
    count = len(codes)
    assert first == labels.write_sheet("fr@falc", asked(), "Tilleul")
    assert codes[:count] == codes[count:]
    for page, words in enumerate(codes[:count], 1):
        assert re.fullmatch(rf"PQ1 [0-9a-z]{{13}} 01234567 fr@falc {page}", words)


def test_what_depends_on_another_answer_says_so_and_quotes_nothing() -> None:
    sheet = labels.write_sheet("fr", asked(asking.questionnaire()), "Tilleul")
    kinds = [(item.kind, item.place) for item in sheet.items]
    assert kinds == [
        ("title", 0), ("faces", 1), ("boxes", 2), ("boxes", 3), ("number", 4), ("note", 0),
        ("words", 5), ("boxes", 6), ("boxes", 7),
    ]  # fmt: skip
    _title, meals, safe, why, *_rest = sheet.items
    assert not meals.note
    assert not safe.note
    assert "n’est pas pour tout le monde" in why.note
    assert "plusieurs cases" in why.note
    assert [(box.key, box.words) for box in why.boxes][2:4] == [
        ("3", "Autre chose"), ("0", "Je ne sais pas"),
    ]  # fmt: skip
    assert all("<svg" in box.svg for box in safe.boxes), "yes and no are drawn"
    assert [box.words for box in sheet.items[-1].boxes][1] == "Je réponds à sa place"
    quoting = Question("more", QuestionKind.COMMENT, {"fr": "Et ${meals} ?"}, 1)
    form = Questionnaire({"fr": "Avis"}, ("fr",), (quoting,))
    assert labels.write_sheet("fr", asked(form), "Tilleul").items[0].words == "Et … ?"

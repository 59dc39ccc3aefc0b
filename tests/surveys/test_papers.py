"""Papers: they pass Typst's checker of PDF/UA-1, hold the words, and hide what the page hides."""

import datetime as dt
import io
import json
import re
import zipfile
import zlib
from pathlib import Path

import pytest
import typst
from flask import Flask
from sqlalchemy import Engine

from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import State
from participation.foundation import papers
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.surveys.adapters.papers import Block, ReportPaper, Section, print_report
from participation.surveys.queries.campaigns import survey_origin
from tests.builders import Town, acting_in, make_town
from tests.conftest import START
from tests.inspection import Inspecting
from tests.surveys.desk import LOCAL, Closed, close_wave, sign_in


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def wave(engine: Engine, town: Town) -> Closed:
    return close_wave(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return sign_in(app, engine, town)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep what reaches Typst, words and drawings, for a PDF holds glyphs and not letters."""
    kept: list[str] = []
    legible = papers.legible

    def keep(facts: object, letters: frozenset[int]) -> object:
        if isinstance(facts, dict) and "lang" in facts:
            kept.append(json.dumps(facts, ensure_ascii=False))
        return legible(facts, letters)

    monkeypatch.setattr(papers, "legible", keep)
    return kept


def streams(pdf: bytes) -> bytes:
    """Give the unpacked streams of a PDF, in which its structure and its metadata stand."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    unpacked = []
    for each in found:
        try:
            unpacked.append(zlib.decompress(each))
        except zlib.error:
            unpacked.append(each)
    return pdf + b"".join(unpacked)


def test_the_report_is_tagged_and_speaks_of_its_language(
    desk: Inspecting, wave: Closed, printed: list[str]
) -> None:
    given = desk.get(f"/rive/results/{wave.key}/report.pdf", base_url=LOCAL)
    assert (given.status_code, given.mimetype) == (200, "application/pdf")
    inside = streams(given.data)
    assert b"pdfuaid:part" in inside
    assert b"/Marked true" in inside
    assert b"/Lang(fr" in inside
    for tag in (b"/Table", b"/TH", b"/TD", b"/Figure", b"/H1", b"/H2"):
        assert tag in inside, tag
    for words in ("Les repas", "Maison Tilleul", "Participation", "hypergéométrique"):
        assert words in printed[0]


def test_a_tiny_service_has_no_number_on_paper(
    desk: Inspecting, wave: Closed, printed: list[str]
) -> None:
    desk.get(f"/rive/results/{wave.key}/report.pdf", base_url=LOCAL)
    rows = [
        row
        for section in json.loads(printed[0])["sections"]
        for block in section["blocks"]
        for row in block["rows"]
        if row[0] == "Résidence Olivier"
    ]
    assert rows == [["Résidence Olivier", "", "Moins de 5", ""]]
    assert '"41"' not in printed[0]  # 37 + 4: no total lets anyone subtract


def test_the_poster_of_a_tiny_service_says_so_in_words(
    desk: Inspecting, wave: Closed, printed: list[str]
) -> None:
    address = f"/rive/results/{wave.key}/poster/{to_text(wave.there_id)}.pdf"
    assert desk.get(address, base_url=LOCAL).status_code == 200
    (poster,) = json.loads(printed[0])["posters"]
    assert poster["figures"] == []
    assert poster["no_figures"].startswith("Il y a trop peu de réponses")


def test_the_poster_shows_tens_and_promises(
    desk: Inspecting, wave: Closed, engine: Engine, town: Town, printed: list[str]
) -> None:
    with acting_in(engine, town) as act:
        sheet = FollowUpSheet(
            said=Localized(fr="Les repas sont froids", ar="الوجبات باردة"),
            decided=Localized(fr="Un nouveau four", ar="فرن جديد"),
            owner="la cuisine",
            state=State.PROMISED,
            due_on=dt.date(2026, 6, 1),
            is_public=True,
        )
        open_follow_up(act, sheet, service_id=town.here, origin=survey_origin(wave.here_id))
    base = f"/rive/results/{wave.key}/poster/{to_text(wave.here_id)}.pdf"
    for language in ("fr", "ar"):
        given = desk.get(f"{base}?language={language}", base_url=LOCAL)
        assert given.status_code == 200
        assert b"pdfuaid:part" in streams(given.data)
    french, arabic = (each["posters"][0] for each in map(json.loads, printed) if "posters" in each)
    meals = next(each for each in french["figures"] if each["name"] == "Les repas")
    assert (meals["out_of_ten"], meals["words"]) == (6, "6 personnes sur 10 sont contentes.")
    assert french["changes"][0]["decided"] == "Un nouveau four"
    assert (arabic["dir"], arabic["changes"][0]["said"]) == ("rtl", "الوجبات باردة")
    assert arabic["fonts"][0] == "Noto Sans Arabic"
    assert "%" not in "".join(each["words"] for each in french["figures"])


def test_posters_in_every_language_are_one_file_a_service(
    desk: Inspecting, wave: Closed, printed: list[str]
) -> None:
    here = f"/rive/results/{wave.key}/poster/{to_text(wave.here_id)}.pdf"
    whole = desk.get(f"{here}?language=all&size=a4", base_url=LOCAL)
    assert re.search(rb"/Count 3\b", streams(whole.data)), "easy French, French and English"
    facts = json.loads(printed[0])
    assert (facts["paper"], [one["locale"] for one in facts["posters"]]) == (
        "a4",
        ["fr@falc", "fr", "en"],
    )
    packed = desk.get(f"/rive/results/{wave.key}/posters.zip", base_url=LOCAL)
    with zipfile.ZipFile(io.BytesIO(packed.data)) as archive:
        assert archive.namelist() == ["tilleul.pdf", "olivier.pdf"]
        assert all(archive.read(name).startswith(b"%PDF-") for name in archive.namelist())
    tiny = [one for each in map(json.loads, printed) for one in each.get("posters", ())]
    assert {len(one["figures"]) for one in tiny if "Olivier" in one["subtitle"]} == {0}


def _paper(text: str, block: Block | None = None) -> ReportPaper:
    return ReportPaper(
        locale="fr",
        organisation="Rive",
        title=text,
        subtitle="",
        foot="",
        figures=(),
        sections=(Section("Un", (block or Block("text", text),)),),
    )


@pytest.mark.parametrize(
    "hostile",
    [
        '#eval("1")',
        "$x$ *gras* _italique_ @ref <label>",
        '#import "x.typ": *',
        "Merci 🎉 漢字 − ok",
        "a\x00b\u202ec\u200d\u200c\u200f\ud83d",
    ],
)
def test_no_words_are_run_and_no_sign_stops_a_paper(hostile: str, tmp_path: Path) -> None:
    pdf = print_report(_paper(hostile), cache=tmp_path, printed_at=START)
    assert pdf.startswith(b"%PDF-")


def test_a_picture_without_words_is_refused(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    chart = _paper("Un", Block("chart", svg=svg, alt=""))
    with pytest.raises(typst.TypstError):
        print_report(chart, cache=tmp_path, printed_at=START)

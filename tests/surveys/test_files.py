"""Files made whole: SPSS, its dictionary, the charts; they tell no more than the page."""

import datetime as dt
import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pyreadstat
import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.surveys.labels import deck
from participation.surveys.labels.analysis import Names
from participation.surveys.labels.papers import Reading
from participation.surveys.models import Campaign
from participation.surveys.rules.anonymity import Cell, Hidden, ProtectedTable, Threshold
from participation.surveys.rules.contrasts import contrast
from participation.surveys.rules.counts import Sheet, Wave
from participation.surveys.rules.lines import Groups, shown
from participation.surveys.rules.questions import (
    Choice,
    Group,
    Question,
    QuestionKind,
    Questionnaire,
)
from participation.surveys.rules.report import Publication, publish
from participation.surveys.rules.variables import Posed, codes, variables
from tests.builders import Town, make_town
from tests.inspection import Inspecting
from tests.surveys.desk import Closed, close_wave, sign_in
from tests.surveys.intruder import Intruder
from tests.surveys.test_exports import read_csv, take
from tests.surveys.test_publication import whole_of
from tests.surveys.waves import both, faces, make_questionnaire

FIGURE = re.compile(r"(\d+) % \((\d+)–(\d+)\)")


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def wave(engine: Engine, town: Town) -> Closed:
    return close_wave(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


def unpack(content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def branching() -> Questionnaire:
    """Ask why only of whoever dislikes the meals, and one thing more of whoever wrote a word."""
    meals = faces("repas", "Les repas", 1)
    why = tuple(Choice(n, v, both(n)) for v, n in enumerate(("Froid", "Fade"), 1))
    many, one = QuestionKind.MANY, QuestionKind.ONE
    return Questionnaire(
        title=both("Avis"),
        languages=("fr", "en"),
        items=(
            meals,
            Question("repas_why", many, both("Pourquoi"), 2, choices=why, relevant="${repas} < 3"),
            Question("all", QuestionKind.NUMBER, both("Combien"), 3, minimum=0, maximum=9),
            Question("mot", QuestionKind.COMMENT, both("Un mot"), 4),
            Question("après", one, both("Et après"), 5, choices=why, relevant="${mot} != ''"),
            Group("g", both("Fin"), (Question("All", one, both("« Tout »"), 6, choices=why),)),
        ),
    )


def test_names_are_plain_and_all_apart() -> None:
    names = [each.name for each in variables(branching())]
    assert names == ["repas", "repas_why_1", "repas_why_2", "all_2", "apres", "All_3"]
    long = Question("é" * 90, QuestionKind.NUMBER, both("?"), 1)
    again = Question("é" * 89, QuestionKind.NUMBER, both("?"), 2)
    digits = Question("1er", QuestionKind.NUMBER, both("?"), 3)
    whole = Questionnaire(both("?"), ("fr",), (long, again, digits))
    names = [each.name for each in variables(whole)]
    assert len({name.casefold() for name in names}) == 3
    assert all(re.fullmatch(r"[A-Za-z]\w{0,31}", name, re.ASCII) for name in names)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["1:5", "3:7", "6:1"], [5, -9, -9, 7, "", 1]),
        (["1:1", "2:2"], [1, 0, 1, "", "", ""]),
        (["1:2", "2:-1", "3:-2"], [2, -1, -1, -2, "", ""]),
        (["1:2"], [2, "", "", "", "", ""]),
        ([], ["", -9, -9, "", "", ""]),
    ],
)
def test_what_was_not_posed_is_no_blank(given: list[str], expected: list[int | str]) -> None:
    form = branching()
    posed = Posed(form, dt.date(2026, 4, 1))
    assert codes(variables(form), given, posed.left_out(given)) == expected


def opened(content: bytes, folder: Path) -> tuple[Mapping[str, list[Any]], Any]:
    """Read a file as ReadStat does, the library behind R and jamovi: columns, and their words."""
    path = folder / "responses.sav"
    path.write_bytes(content)
    found: tuple[Mapping[str, list[Any]], Any] = pyreadstat.read_sav(
        path, output_format="dict", user_missing=True
    )
    return found


def test_codes_say_what_words_say_and_nothing_more(
    desk: Inspecting, wave: Closed, tmp_path: Path
) -> None:
    coded, facts = opened(take(desk, wave, "responses.sav"), tmp_path)
    told = read_csv(take(desk, wave, "responses.csv"))
    told = [line for line in told if not line["Remarque"]]
    assert len(coded["repas"]) == len(told) == 37
    words = facts.variable_value_labels["repas"]
    assert words[-9] == "Question pas posée"
    assert words[1] == "Pas du tout content"
    pairs = zip(coded["repas"], coded["chambre"], strict=True)
    said = Counter((words.get(one, ""), words.get(other, "")) for one, other in pairs)
    assert said == Counter((x["Les repas"], x["La chambre"]) for x in told)
    assert {repr(one) for one in coded["w_language"]} <= {"nan", "None"}, "three in English"
    assert facts.column_names[5:] == ["repas", "chambre", "envies_1", "envies_2", "envies_3"]
    _coded, english = opened(take(desk, wave, "responses.sav", "en"), tmp_path)
    assert english.column_names_to_labels["repas"] == "Les repas (en)"
    assert english.variable_measure["repas"] == "ordinal"
    ranges = [(each["lo"], each["hi"]) for each in english.missing_ranges["repas"]]
    assert sorted(ranges) == [(-9, -9), (-2, -2), (-1, -1)]
    assert any("Olivier" in note for note in english.notes), "who is left out is said"
    assert english.variable_value_labels["w_service"] == {1: "Maison Tilleul"}


def test_the_dictionary_depends_on_no_answer(
    desk: Inspecting, wave: Closed, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(take(desk, wave, "dictionary.xlsx")))
    names = [row[0] for row in book["Variables"].iter_rows(values_only=True)]
    _coded, facts = opened(take(desk, wave, "responses.sav"), tmp_path)
    assert names[1:] == facts.column_names
    heads = next(book["Variables"].iter_rows(values_only=True))
    assert heads[2:4] == ("Français", "English")
    labels = {row[:3] for row in book["Codes"].iter_rows(values_only=True)}
    assert {("repas", 5, "Très content"), ("repas", -9, "Question pas posée")} <= labels
    cells = {cell for page in book for row in page.values for cell in row}
    numbers = {cell for cell in cells if isinstance(cell, int)}
    assert numbers <= set(range(-2, 7)) | {-9}, "codes only: no count, not even of responses"


def test_each_chart_has_its_pictures_and_its_words(desk: Inspecting, wave: Closed) -> None:
    files = unpack(take(desk, wave, "figures.zip"))
    drawn = {name.removesuffix(".svg") for name in files if name.endswith(".svg")}
    assert {"participation", "opinions", "choices-q03"} <= drawn
    for name in drawn:
        root = ET.fromstring(files[f"{name}.svg"].decode())  # noqa: S314 - our own drawing
        assert root.findtext("{http://www.w3.org/2000/svg}title")
        assert files[f"{name}.png"].startswith(b"\x89PNG")
    words = files["captions.txt"].decode()
    assert "opinions.svg, opinions.png" in words
    assert re.search(r"- Les repas : Avis donnés : 37 ; Contents \(intervalle\) : 65 %", words)
    assert "Résidence Olivier : Réponses : Moins de 5" in words
    assert "41" not in re.findall(r"\d+", words), "37 and 4: no total lets anyone subtract"


def read_of(publication: Publication) -> Reading:
    """Give what a quality manager reads of everything."""
    line = next(iter(publication.lines), None)
    services = {key: f"s{key}" for each in publication.lines for key in each.service_ids}
    services |= {key: f"s{key}" for key in publication.left_out}
    names = Names(services, {"a": "a", "b": "b"}, "fr")
    none = contrast(publication, [], line)
    campaign = Campaign(opens_on=dt.date(2026, 3, 16))
    return Reading(campaign, publication, line, none, None, names)


def houses(seed: int) -> tuple[Groups, Publication]:
    """Draw some houses, small or of one mind, and what is published of them."""
    draw = random.Random(seed)
    sheets = []
    for house in range(1, draw.randint(2, 7) + 1):
        size = draw.choice([draw.randint(0, 9), draw.randint(5, 30), draw.randint(10, 60)])
        said = draw.choices(range(1, 6), [draw.random() ** 3 + 1e-9 for _ in range(5)], k=size)
        counted = {1: {value: said.count(value) for value in said}}
        sheets.append(Sheet(house, size + 5, draw.choice("ab"), responses=size, values=counted))
    form = Questionnaire(both("Avis"), ("fr",), (faces("repas", "Les repas", 1),))
    return Groups(shown(sheets)[0]), publish(Wave(form, tuple(sheets)))


@pytest.mark.parametrize("seed", range(12))
def test_whoever_has_the_deck_pins_nobody(seed: int) -> None:
    groups, publication = houses(seed)
    if not groups.members:
        return
    reading = read_of(publication)
    whole = whole_of(groups, 5)
    cells: dict[tuple[str, str], Cell] = dict.fromkeys(whole.counts, Hidden.WITHHELD)
    keys = {reading.names.line(line): line.key for line in publication.lines}
    for piece in deck.pieces(reading):
        if not piece.name.startswith("services-"):
            continue
        for name, answered, share in piece.table.rows:
            if answered.isdigit():
                cells[keys[name], "answered"] = int(answered)
            if found := FIGURE.match(share):
                top = whole.counts[keys[name], "top"]
                assert round(100 * top / int(answered)) == int(found[1])
                cells[keys[name], "top"] = top
                cells[keys[name], "rest"] = int(answered) - top
    known = ProtectedTable(whole.rows, whole.columns, cells, whole.bases, Threshold.INTERNAL)
    few = {place for place, count in whole.counts.items() if count < Threshold.INTERNAL}
    pinned = Intruder(whole, known).pinned(whole=False)
    assert not few & set(pinned), "no count of fewer than five can be worked out"


def test_a_questionnaire_without_condition_claims_nothing() -> None:
    posed = Posed(make_questionnaire(), dt.date(2026, 4, 1))
    assert posed.left_out([]) == frozenset()

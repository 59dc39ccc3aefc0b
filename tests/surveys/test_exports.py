"""Files of results: what they hold, what they never hold, and what the journal keeps of them."""

import csv
import io
from collections import Counter

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.audit.queries import list_entries
from participation.foundation.exports import csv_lines
from participation.surveys.queries import results
from participation.surveys.queries.exports import shown_ways
from tests.builders import Town, looking_in, make_town
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
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


def take(desk: Inspecting, wave: Closed, kind: str, language: str = "fr") -> bytes:
    address = f"/rive/results/{wave.key}/exports"
    asked = desk.post(address, data={"kind": kind, "language": language}, base_url=LOCAL)
    assert asked.status_code == 303
    with desk.get(asked.location, base_url=LOCAL) as given:
        assert given.status_code == 200
        return given.get_data()


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_each_response_is_a_line_with_its_words(desk: Inspecting, wave: Closed) -> None:
    lines = read_csv(take(desk, wave, "responses.csv"))
    here = [line for line in lines if line["Service"] == "Maison Tilleul"]
    said = Counter(line["Les repas"] for line in here)
    assert said == {
        "Très content": 13,
        "Content": 11,
        "Pas du tout content": 10,
        "Moyen": 3,
    }
    assert Counter(line["Vos envies"] for line in here)["Sport | Cuisine"] == 3
    assert "Un mot de plus" not in lines[0]


def test_the_language_of_three_people_is_blank(desk: Inspecting, wave: Closed) -> None:
    here = read_csv(take(desk, wave, "responses.csv"))
    languages = Counter(line["Langue"] for line in here if line["Service"] == "Maison Tilleul")
    # The three English responses alone would be blank: the smallest shown group joins them,
    # and as it is the only one, nobody's language is given.
    assert languages == {"": 37}


def test_words_come_in_the_language_asked_for(desk: Inspecting, wave: Closed) -> None:
    lines = read_csv(take(desk, wave, "responses.csv", "en"))
    assert "Très content (en)" in {line["Les repas (en)"] for line in lines}


def test_a_tiny_service_is_named_and_left_out(desk: Inspecting, wave: Closed) -> None:
    lines = read_csv(take(desk, wave, "responses.csv"))
    there = [line for line in lines if line["Service"] == "Résidence Olivier"]
    assert len(there) == 1
    assert there[0]["Remarque"] == "Trop peu de réponses : rien n’est donné"
    assert not any(
        there[0][name] for name in ("Les repas", "La chambre", "Langue") if there[0][name]
    )


def test_no_key_leaves_with_a_response(desk: Inspecting, wave: Closed) -> None:
    headings = read_csv(take(desk, wave, "responses.csv"))[0].keys()
    ways = {"Service", "Remarque", "Lieu", "Aide", "Langue", "Écouté ou lu"}
    assert set(headings) == ways | {"Les repas", "La chambre", "Vos envies"}


def test_both_kinds_of_file_say_the_same(desk: Inspecting, wave: Closed) -> None:
    lines = read_csv(take(desk, wave, "responses.csv"))
    book = openpyxl.load_workbook(io.BytesIO(take(desk, wave, "responses.xlsx")))
    rows = list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert list(rows[0]) == list(lines[0])
    told = Counter(tuple(cell or "" for cell in row) for row in rows[1:])
    assert told == Counter(tuple(value or "" for value in line.values()) for line in lines)


def test_tables_show_no_number_of_a_tiny_service(desk: Inspecting, wave: Closed) -> None:
    lines = read_csv(take(desk, wave, "tables.csv"))
    there = [line for line in lines if line["Ligne"] == "Résidence Olivier"]
    assert {line["Valeur"] for line in there} <= {"", "Moins de 5"}
    assert not any("Tous les services" in line["Ligne"] for line in lines)
    book = openpyxl.load_workbook(io.BytesIO(take(desk, wave, "tables.xlsx")))
    cells = [
        row
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        if row[0] == "Résidence Olivier"
    ]
    assert cells
    assert {cell for row in cells for cell in row[1:]} <= {None, "", "Moins de 5"}


def test_each_file_taken_is_in_the_journal(
    desk: Inspecting, wave: Closed, engine: Engine, town: Town
) -> None:
    take(desk, wave, "responses.csv")
    take(desk, wave, "tables.xlsx")
    with looking_in(engine, town) as session:
        found = [each for each in list_entries(session) if each.action == "results.exported"]
    assert [each.facts for each in found] == [
        '{"kind": "tables.xlsx"}',
        '{"kind": "responses.csv"}',
    ]
    assert {each.subject for each in found} == {f"campaign:{wave.key}"}


def test_no_earlier_wave_is_counted_for_a_file_that_shows_none(
    desk: Inspecting, wave: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[object] = []

    def count(*facts: object) -> list[object]:
        counted.append(facts)
        return []

    monkeypatch.setattr(results, "list_earlier", count)
    assert desk.get(f"/rive/results/{wave.key}/exports", base_url=LOCAL).status_code == 200
    take(desk, wave, "responses.csv")
    assert counted == []
    take(desk, wave, "tables.csv")
    assert len(counted) == 1


def test_a_file_that_was_not_asked_for_is_not_given(desk: Inspecting, wave: Closed) -> None:
    direct = desk.get(f"/rive/results/{wave.key}/exports/responses.csv", base_url=LOCAL)
    assert direct.status_code == 303
    assert direct.location.endswith(f"/{wave.key}/exports")


def test_formulas_of_people_stay_asleep() -> None:
    line = next(csv_lines(["=1+1"], [["@SUM(A1)", "-2", 3]])).decode("utf-8-sig")
    assert line == "'=1+1\r\n'@SUM(A1);'-2;3\r\n"


def test_ways_are_shown_when_eleven_share_them_and_blanks_are_not_few() -> None:
    many, some, few = (
        ("kiosk", "none", "fr", True),
        ("phone", "none", "fr", False),
        ("paper", "peer", "ar", False),
    )
    assert shown_ways({many: 20, some: 11}) == {many, some}
    assert shown_ways({many: 20, some: 11, few: 6}) == {many, some}
    assert shown_ways({many: 20, some: 11, few: 2}) == {many}
    assert shown_ways({some: 11, few: 2}) == frozenset()

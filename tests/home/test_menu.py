"""The menu of staff: a few words, and behind each the rooms that this person may enter."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from tests.builders import make_town
from tests.surveys.desk import LOCAL, sign_in

LINE = re.compile(r'<a href="([^"]+)"(?: aria-current="(\w+)")?>([^<]+)</a>')
WORDS = {
    Role.ADMINISTRATOR: ["Accueil", "Maison", "Ma page"],
    Role.COORDINATOR: ["Accueil", "Pair-aidance", "Maison", "Ma page"],
    Role.FACILITATOR: ["Accueil", "Collecte", "Conseils", "Maison", "Ma page"],
    Role.QUALITY_MANAGER: ["Accueil", "Enquêtes", "Conseils", "Maison", "Ma page"],
}
"""What a desk reads first; a word with one room behind it is named after the room."""


def _part(page: str, start: str, end: str) -> list[tuple[str, str, str]]:
    return LINE.findall(page.split(start, 1)[1].split(end, 1)[0])


@pytest.mark.parametrize("role", WORDS, ids=str)
def test_a_desk_has_a_few_words_and_a_phone_all_of_its_rooms(
    app: Flask, engine: Engine, role: Role
) -> None:
    desk = sign_in(app, engine, make_town(engine), role)
    page = desk.get("/rive/", base_url=LOCAL).get_data(as_text=True)
    words = _part(page, '<div class="words-of-menu">', "</div>")
    assert [label for _url, _marked, label in words] == WORDS[role]
    assert [label for _url, marked, label in words if marked] == ["Accueil"]
    folded = _part(page, '<details class="whole-menu">', "</details>")
    assert {url for url, _marked, _label in words} <= {url for url, _marked, _label in folded}
    assert all(desk.get(url, base_url=LOCAL).status_code == 200 for url, _marked, _label in folded)


def test_the_present_room_is_marked_among_those_beside_it(app: Flask, engine: Engine) -> None:
    desk = sign_in(app, engine, make_town(engine), Role.QUALITY_MANAGER)
    page = desk.get("/rive/questionnaires", base_url=LOCAL).get_data(as_text=True)
    words = _part(page, '<div class="words-of-menu">', "</div>")
    assert [(label, marked) for _url, marked, label in words if marked] == [("Enquêtes", "true")]
    beside = _part(page, '<nav class="submenu" aria-label="Enquêtes">', "</nav>")
    marked = [(label, mark) for _url, mark, label in beside if mark]
    assert marked == [("Questionnaires", "page")]
    assert "Résultats" in [label for _url, _marked, label in beside]

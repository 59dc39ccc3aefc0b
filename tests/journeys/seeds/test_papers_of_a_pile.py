"""Paper: a pile found by its code, a sample of places, numbers of those who were not reached."""

import re
from typing import Any

import pytest

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.surveys.queries.answering import get_asked
from participation.surveys.rules.sheets import pile_code
from tests.builders import looking_in
from tests.journeys.seeds.walkers import Person, Walk

pytestmark = pytest.mark.sqlite

TITLE = "Vos droits"


@pytest.fixture
def team(walk: Walk) -> Person:
    """Give somebody who goes inside with a pile of sheets."""
    return walk.staff(Role.FACILITATOR, "amandier")


def field(walk: Walk) -> str:
    return walk.path("amandier", TITLE).replace("/surveys/", "/fieldwork/")


def test_a_pile_is_found_by_its_code_and_typed_without_a_name(walk: Walk, team: Person) -> None:
    survey = walk.survey("amandier", TITLE)
    with looking_in(walk.served.engine, walk.town) as session:
        code = pile_code(to_text(survey), get_asked(session, survey).version, "fr@falc")
    sheet = team.file(f"{field(walk)}/sheet.pdf?language=fr@falc")
    assert sheet.mimetype == "application/pdf"
    lost = team.read("/fieldwork?code=ZZZ-ZZZ", status=422)
    assert "Aucune feuille d’une enquête ouverte ne porte ce code." in lost
    found = team.client.get(f"/rive/fieldwork?code={code.lower()}", base_url="http://localhost")
    typing = found.location.removeprefix("http://localhost").removeprefix("/rive")
    assert typing.startswith(f"{field(walk)}/typing")
    page = team.read(typing)
    assert not re.search(r'type="(?:tel|email)"|name="(?:name|phone)"', page)
    led = team.send(typing, f"{field(walk)}/typing", q1="1", q2="2", q3="1", q4="", q5="0")
    assert "/typing" in led
    (kept,) = walk.responses(survey)
    assert (kept.channel, kept.language) == ("paper", "fr@falc")
    assert kept.answers == {1: (1,), 2: (2,), 3: (1,), 5: (-1,)}


def test_a_pile_of_another_house_is_not_found(walk: Walk) -> None:
    survey = walk.survey("amandier", TITLE)
    with looking_in(walk.served.engine, walk.town) as session:
        code = pile_code(to_text(survey), get_asked(session, survey).version, "fr")
    elsewhere = walk.staff(Role.FACILITATOR, "noisetier")
    assert "ne porte ce code" in elsewhere.read(f"/fieldwork?code={code}", status=422)


def test_a_sample_is_drawn_and_is_the_same_again(walk: Walk, team: Person) -> None:
    first, second = (team.read(f"{field(walk)}/sample?size=8&strata=") for _turn in range(2))
    drawn = [re.findall(r"<(?:td|li)[^>]*>([^<]+)<", page) for page in (first, second)]
    assert drawn[0]
    assert drawn[0] == drawn[1]


def test_numbers_alone_tell_who_was_not_reached(walk: Walk, team: Person) -> None:
    page = team.read(f"{field(walk)}/outcomes")
    asked: dict[str, Any] = dict.fromkeys(re.findall(r'<input[^>]* name="(\w+)"[^>]*>', page), "0")
    for name in ("csrf_token", "once"):
        asked.pop(name, None)
    team.send(f"{field(walk)}/outcomes", **asked | {"refused": "3"})
    assert re.search(r'name="refused"[^>]*value="3"', team.read(f"{field(walk)}/outcomes"))

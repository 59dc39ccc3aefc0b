"""Small and protected places: nobody is recognised, nobody outside reads."""

import csv
import io
import re

import pytest
from sqlalchemy import select

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.organisations.models import Service, Site
from participation.surveys.models import Campaign
from participation.surveys.rules.stages import Stage
from tests.builders import looking_in
from tests.journeys.seeds.walkers import Walk

pytestmark = pytest.mark.sqlite

SMALL, OF_25 = "Maison Érable", "Équipe Amandier"
LEAST = 11


def published(walk: Walk) -> str:
    """Give the last published wave as addresses write it."""
    with looking_in(walk.served.engine, walk.town) as session:
        found = session.scalars(
            select(Campaign)
            .where(Campaign.stage == Stage.PUBLISHED)
            .order_by(Campaign.closes_on.desc())
        ).first()
        assert found
        return to_text(found.id)


def taken(walk: Walk, kind: str) -> list[list[str]]:
    """Ask for a file of the last wave, and give its lines."""
    manager, wave = walk.staff(Role.QUALITY_MANAGER), published(walk)
    led = manager.send(f"/results/{wave}/exports", kind=kind)
    text = manager.file(led).get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_four_answers_are_shown_with_another_house_and_never_alone(walk: Walk) -> None:
    page = walk.staff(Role.QUALITY_MANAGER).read(f"/results/{published(walk)}")
    rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    named = [row for row in rows if SMALL in row and re.search(r"\d+ %", row)]
    assert named, "it is shown with the house it was put together with"
    assert not [row for row in named if not re.search(rf"{SMALL} \+|\+ {SMALL}", row)]


def test_a_place_of_twenty_five_hides_what_few_said(walk: Walk) -> None:
    manager = walk.staff(Role.QUALITY_MANAGER)
    rows = [row for row in taken(walk, "tables.csv") if OF_25 in row[1]]
    assert rows
    page = manager.read(f"/results/{published(walk)}")
    assert "Ce qui est caché, et comment lire" in page
    assert [row for row in rows if not re.search(r"\d", row[3])], "some of it is hidden"


def test_open_figures_hold_no_group_under_eleven(walk: Walk) -> None:
    head, *rows = taken(walk, "open.csv")
    assert head[0] == "Lieu"
    assert len(rows) > LEAST
    assert min(int(row[3]) for row in rows) >= LEAST
    places = {row[0] for row in rows}
    assert "Tous les services" in places
    assert SMALL not in places


def test_somebody_without_a_role_reads_no_answer(walk: Walk) -> None:
    for person in (
        walk.stranger(),
        walk.staff(Role.RELATIVE, "amandier"),
        walk.staff(Role.COORDINATOR, "amandier"),
        walk.staff(Role.ADMINISTRATOR),
    ):
        for path in ("/results", f"/results/{published(walk)}/exports", "/comments"):
            answer = person.client.get(f"/rive{path}", base_url="http://localhost")
            assert answer.status_code in {303, 302, 403, 404}, path
            assert "/sign-in" in (answer.location or "/sign-in")


def test_a_protected_house_has_no_address_and_a_quick_way_out(walk: Walk) -> None:
    with looking_in(walk.served.engine, walk.town) as session:
        kept = session.scalars(
            select(Site.address)
            .join(Service, Service.id == Site.service_id)
            .where(Service.is_protected)
        ).all()
    assert kept == [""]
    house = walk.stranger().read("/cedre/")
    assert 'href="https://www.meteofrance.com/"' in house
    assert "meteofrance" not in walk.stranger().read("/tilleul/")
    elected = walk.staff(Role.FACILITATOR, "tilleul")
    answer = elected.client.get("/rive/cedre/compliance", base_url="http://localhost")
    assert answer.status_code == 404

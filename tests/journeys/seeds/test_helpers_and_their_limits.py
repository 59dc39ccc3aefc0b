"""Helpers of every status: where they are met, what protects them, how their hours are proved."""

import re

import pytest
from sqlalchemy import select

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.peers.models import Peer
from participation.peers.rules.kinds import Status
from tests.builders import looking_in
from tests.journeys.seeds.test_spaces_of_expression import words_of
from tests.journeys.seeds.walkers import Person, Walk

pytestmark = pytest.mark.sqlite


def helper(walk: Walk, name: str) -> Person:
    """Let a helper come in by the name that she chose."""
    with looking_in(walk.served.engine, walk.town) as session:
        found = session.scalars(select(Peer).where(Peer.name == name)).one()
        return walk.known(found.user_id)


def sheet_of(walk: Walk, name: str) -> str:
    """Give the coordinator's page of a helper, in words."""
    with looking_in(walk.served.engine, walk.town) as session:
        key = session.scalars(select(Peer.id).where(Peer.name == name)).one()
    return words_of(walk.staff(Role.COORDINATOR).read(f"/rota/helpers/{to_text(key)}"))


def test_the_team_holds_every_status(walk: Walk) -> None:
    page = words_of(walk.staff(Role.COORDINATOR).read("/rota/helpers"))
    for status in ("Salarié", "Salarié en insertion", "Volontaire en service civique"):
        assert status in page
    for status in ("Bénévole", "Étudiant en colocation", "Professionnel"):
        assert status in page
    with looking_in(walk.served.engine, walk.town) as session:
        assert {one.status for one in session.scalars(select(Peer))} == set(Status)
    resident = walk.staff(Role.RESIDENT, "tilleul").read("/tilleul/meet/")
    assert "De quoi" in resident


def test_a_door_is_open_where_nobody_gives_a_name(walk: Walk) -> None:
    page = words_of(walk.staff(Role.RESIDENT, "amandier").read("/amandier/meet/groups"))
    assert "Permanence vendredi 20 mars 2026 09:30 – 11:30" in page
    assert "Venez sans rendez-vous. On ne demande pas votre nom." in page


def test_a_group_says_that_somebody_minds_the_children(walk: Walk) -> None:
    page = words_of(walk.staff(Role.RESIDENT, "cedre").read("/cedre/meet/groups"))
    group = page.partition("Groupe de parole vendredi 20 mars 2026")[2]
    assert group.strip().startswith("15:00 – 16:30 Quelqu’un garde les enfants.")
    assert page.count("garde les enfants") == 1, "an open door has nobody to mind them"


def test_students_give_their_hours_and_can_prove_them(walk: Walk) -> None:
    assert "Heures par semaine, au plus 3 h" in sheet_of(walk, "Camille D.")
    student = helper(walk, "Camille D.")
    hours = words_of(student.read("/helping/hours"))
    assert "En tout : 3 h 30" in hours
    assert "Il ne dit pas qui vous avez rencontré." in hours
    page = student.client.get("/rive/helping/hours", base_url="http://localhost").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    paper = student.client.post("/rive/helping/hours", data=fields, base_url="http://localhost")
    assert paper.mimetype == "application/pdf"


def test_a_helper_stops_for_today_and_nobody_asks_why(walk: Walk) -> None:
    person = helper(walk, "Fatou D.")
    page = words_of(person.read("/helping"))
    assert "On ne vous demande pas pourquoi." in page
    assert not re.search(r"<textarea", person.read("/helping"))
    person.send("/helping", "/helping/stop")
    board = words_of(walk.staff(Role.COORDINATOR).read("/rota"))
    assert "En pause" in board
    assert "Fatou D. jusqu’au" in board


def test_a_limit_of_the_law_refuses_and_names_its_article(walk: Walk) -> None:
    coordinator = walk.staff(Role.COORDINATOR, "platane")
    week = coordinator.read("/platane/rota/week")
    slots = dict.fromkeys(re.findall(r'"/rive(/platane/rota/slots/[0-9a-z]{13})"', week))
    offered = " ".join(words_of(coordinator.read(f"{path}/helpers")) for path in slots)
    assert "(Charte de la pair-aidance de l'association)" in offered
    assert re.search(r"Pas possible .*C’est \d+ h au plus\.", offered)
    assert "24 h" in sheet_of(walk, "Inès R.")
    assert "moins de 18 ans" in sheet_of(walk, "Inès R.")


def test_rooms_of_a_place_are_kept_for_its_groups(walk: Walk) -> None:
    coordinator = walk.staff(Role.COORDINATOR, "murier")
    rooms = words_of(coordinator.read("/murier/rota/rooms"))
    for room in ("La cuisine 20 places", "La salle d’écrans 16 places"):
        assert room in rooms

"""Who is invited beside the team, the way to a commission, and answers that are only a try yet."""

import datetime as dt
import re
from typing import Any

import pytest
from sqlalchemy import select

from participation.accounts.rules.powers import Role
from participation.followups.models import FollowUp
from participation.followups.rules import State
from participation.foundation.keys import to_text
from participation.peers.models import Slot
from participation.peers.rules.kinds import Invited
from tests.builders import looking_in
from tests.journeys.seeds.walkers import Walk

pytestmark = pytest.mark.sqlite

FOR_RIGHTS = "Quelqu’un pour les droits et les papiers"
MIDNIGHT = "la porte reste ouverte jusqu’à minuit"


def words_of(page: str) -> str:
    """Give the words of a page without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def invited(walk: Walk, slug: str) -> list[Slot]:
    """Give the times of a service to which somebody is invited."""
    with looking_in(walk.served.engine, walk.town, walk.service(slug)) as session:
        return list(session.scalars(select(Slot).where(Slot.invited.is_not(None))))


def test_an_hour_of_a_guest_of_another_service_is_told_to_those_who_come(walk: Walk) -> None:
    assert invited(walk, "amandier")
    groups = words_of(walk.screen("amandier").read("/amandier/meet/groups"))
    assert FOR_RIGHTS in groups
    desk = walk.staff(Role.COORDINATOR)
    assert FOR_RIGHTS.lower() in desk.read("/amandier/rota/week").lower()


def test_a_coordinator_invites_by_function_and_a_talk_of_two_stays_of_two(walk: Walk) -> None:
    desk, known = walk.staff(Role.COORDINATOR), {one.id for one in invited(walk, "tilleul")}
    page = "/tilleul/rota/slots/new"
    typed: dict[str, Any] = {
        "day": "2026-03-24",
        "hour": "18:00",
        "minutes": 60,
        "need_min": 1,
        "need_max": 1,
    }
    typed |= {"priority": "1", "invited": "service"}
    refused = desk.send(page, status=422, kind="meeting", **typed)
    assert "Une rencontre à deux n’a pas d’invité" in refused
    assert re.search(r"<option[^>]*selected[^>]*>Quelqu’un d’un autre service", refused)
    led = desk.send(page, kind="drop-in", **typed)
    assert "Quelqu’un d’un autre service" in words_of(desk.read(led))
    assert "Quelqu’un d’un autre service" in words_of(
        walk.screen("tilleul").read("/tilleul/meet/groups")
    )
    (made,) = [one for one in invited(walk, "tilleul") if one.id not in known]
    assert (made.invited, made.need_min) == (Invited.SERVICE, 1), "the team is counted apart"
    assert desk.send(f"{led}/change", kind="drop-in", **(typed | {"invited": ""})) == led
    assert "Quelqu’un d’un autre service" not in words_of(desk.read(led))


def test_the_way_to_the_users_commission_is_shown(walk: Walk) -> None:
    page = words_of(walk.screen("chene").read("/chene/topics/aside"))
    assert "La commission des usagers" in page
    assert "Des usagers en font partie." in page
    assert "demandez le bureau des usagers" in page
    manager = walk.staff(Role.MANAGER, "saule")
    manager.send("/saule/topics/contacts/new", kind="users-commission", phone="04 00 00 00 05")
    assert "La commission des usagers" in walk.stranger().read("/saule/topics/aside")


def test_a_try_is_told_with_its_last_day_until_it_is_judged(walk: Walk) -> None:
    board = words_of(walk.stranger().read("/tilleul/changes"))
    assert "On essaie" in board
    assert re.search(f"{MIDNIGHT}.*?On essaie jusqu’au", board), "its last day is told"
    assert "On essaie" in words_of(walk.stranger().read("/tilleul/topics"))
    with looking_in(walk.served.engine, walk.town, walk.service("tilleul")) as session:
        one = session.scalars(select(FollowUp).where(FollowUp.state == State.TRIED_OUT)).one()
        page = f"/tilleul/follow-ups/{to_text(one.id)}"
    desk = walk.staff(Role.FACILITATOR, "tilleul")
    typed: dict[str, Any] = {
        "said-fr": "On veut rentrer jusqu’à minuit le samedi.",
        "decided-fr": f"Le samedi, {MIDNIGHT}.",
        "owner": "la direction",
        "is_public": "1",
    }
    refused = desk.send(page, status=422, state="tried-out", due_on="", **typed)
    assert "Donnez le dernier jour de l’essai" in refused
    today = dt.date(2026, 3, 17)
    desk.send(page, state="done", done_on=today.isoformat(), **typed)
    after = words_of(walk.stranger().read("/tilleul/changes"))
    assert "On essaie" not in after
    assert re.search(f"C’est fait.*?{MIDNIGHT}", after)

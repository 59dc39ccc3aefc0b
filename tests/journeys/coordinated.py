"""A rota with a room, a slot, a series, somebody who waits and a proposed week, for the tour."""

import datetime as dt
from functools import cache
from typing import Any

from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.peers.models import HelpRequest, Peer, PeerLanguage, Slot, WeeklyTime
from participation.peers.operations import learning, profile, rooms, roster, series, slots
from participation.peers.operations.assigning import assign
from participation.peers.rules.civil import DAY, WEEK, monday_of
from participation.peers.rules.kinds import (
    Gender,
    LanguageLevel,
    ReminderChannel,
    RequestState,
    SlotKind,
    Status,
    Topic,
)
from participation.peers.rules.planning import Shape
from participation.peers.rules.series import Series, Weekly
from tests.application import Served
from tests.builders import acting_in, make_person
from tests.journeys.records import town_of

LINK = "https://avis.example.org/"


@cache
def coordinated(served: Served) -> dict[str, dict[str, Any]]:
    """Give the parts of addresses of the coordinator's pages."""
    town = town_of(served)
    with acting_in(served.engine, town) as act:
        today = act.now.astimezone(PARIS).date()
        monday = monday_of(today) + WEEK
        peer = _helper(act, town.here, today)
        room = rooms.add_room(act, town.here, rooms.RoomSheet("Salle de la visite", 20))
        first = _slot(act, town.here, monday, room.id, locale="fr")
        empty = _slot(act, town.here, monday + DAY, None, locale="ps", topic=Topic.ROAD)
        assign(act, first, peer, confirmed=True, link=LINK)
        again = Series(Weekly(frozenset({3})), monday, dt.time(16), 60, until=monday + 4 * WEEK)
        group = Shape(SlotKind.GROUP, 60, capacity=15)
        planned = series.plan_series(act, town.here, again, group, room.id)
        asked = _request(act, town.here, today)
        week = roster.draft_roster(act, monday, monday + WEEK, [town.here])
        roster.solve_at_once(act, week)
        keys = {
            "peer_id": peer.id,
            "room_id": room.id,
            "slot_id": empty.id,
            "series_id": planned.id,
            "request_id": asked.id,
            "roster_id": week.id,
        }
        shown = {"slot_id": first.id}
    names = [rule.endpoint for rule in served.app.url_map.iter_rules()]
    rota = {name: keys for name in names if name.startswith("rota.")}
    return rota | dict.fromkeys(("rota.show_slot", "rota.presence"), shown)


def _helper(act: Act, service_id: int, today: dt.date) -> Peer:
    """Take somebody on who is free on weekdays; one of her trainings ends soon."""
    user = make_person(act, "Sorour", Role.PEER_HELPER, service_id)
    sheet = profile.EngagementSheet(Status.EMPLOYEE, today - WEEK, 20 * 60, is_lead=True)
    peer = profile.add_peer(act, user, sheet)
    profile.place_peer(act, peer, service_id, travel_minutes=15)
    act.session.add(PeerLanguage(helper_id=peer.id, locale="fr", level=LanguageLevel.WELL))
    act.session.add_all(
        WeeklyTime(helper_id=peer.id, weekday=day, starts_at=480, minutes=720, since=today - WEEK)
        for day in range(5)
    )
    course = learning.QualificationSheet("Écoute", today - 50 * WEEK, today + WEEK)
    learning.note_qualification(act, peer, course)
    return peer


def _slot(act: Act, service_id: int, day: dt.date, room_id: int | None, **more: Any) -> Slot:
    starts = dt.datetime.combine(day, dt.time(10), PARIS).astimezone(dt.UTC)
    shape = Shape(SlotKind.MEETING, 60, **more)
    return slots.plan_slot(act, service_id, slots.SlotSheet(shape, starts, room_id))


def _request(act: Act, service_id: int, today: dt.date) -> HelpRequest:
    row = HelpRequest(
        service_id=service_id,
        nickname="Zed",
        channel=ReminderChannel.SLIP,
        locale="ps",
        topic=Topic.ROAD,
        gender=Gender.WOMAN,
        asked_on=today,
        promised_for=today + 3 * DAY,
        state=RequestState.WAITING,
    )
    act.session.add(row)
    act.session.flush()
    return row

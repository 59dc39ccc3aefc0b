"""A month of the helpers of the demonstration: what is planned, who comes, what took place."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.organisations.models import Service
from participation.peers.models import Assignment, Roster, Slot, SpareRoom
from participation.peers.operations import (
    roster as rosters,
    roster_answers as answers,
    series,
    slots,
)
from participation.peers.operations.assigning import assign
from participation.peers.operations.rooms import RoomSheet, add_room
from participation.peers.queries.slots import list_assignments, list_of_series, list_slots
from participation.peers.rules.civil import DAY, WEEK, day_of, instant_of, monday_of
from participation.peers.rules.kinds import (
    AssignmentState,
    Invited,
    RosterState,
    SlotKind,
    SlotState,
    Topic,
)
from participation.peers.rules.planning import WITHOUT_BOOKING, Shape, days_span
from participation.peers.rules.series import Series as Rhythm, Weekly
from participation.seed.form import texts
from participation.seed.peers import NOON, Team

LINK = "https://localhost/rive/helping"
"""Where a message would lead; nobody of the demonstration has an address to write to."""
PAST, AHEAD = 2, 2
"""Weeks before this one, and from this one on."""
BY_ROSTER = ("olivier", "noisetier", "charme")
"""Services whose helpers were found by a roster that was published."""
ENOUGH = dt.timedelta(days=1)
"""What ended later than so long ago waits to be noted."""
SEED = 14
CAME = {SlotKind.DROP_IN: (2, 9), SlotKind.GROUP: (6, 13), SlotKind.ROUND: (8, 21)}


@dataclass(frozen=True, slots=True)
class Month:
    """What the plan is made with: the houses, the helpers, the rooms, and this Monday."""

    act: Act
    services: Mapping[str, Service]
    team: Team
    rooms: Mapping[tuple[str, str], SpareRoom]
    monday: dt.date

    def on(self, day: dt.date) -> Act:
        """Act at noon of a day that is over, or now."""
        noon = instant_of(day, NOON, PARIS)
        return Act(self.act.session, self.act.actor, min(noon, self.act.now))

    def at(self, week: int, weekday: int, hour: str) -> dt.datetime:
        """Give an hour of a weekday, some weeks from this one."""
        day = self.monday + week * WEEK + weekday * DAY
        return instant_of(day, dt.time.fromisoformat(hour), PARIS)


def open_rooms(act: Act, services: Mapping[str, Service]) -> Mapping[tuple[str, str], SpareRoom]:
    """Open the rooms of every house."""
    found = {}
    for one in texts("peers")["rooms"]:
        sheet = RoomSheet(
            one["name"], one["places"], one.get("holds", ""), one.get("step_free", True)
        )
        room = add_room(act, services[one["service"]].id, sheet)
        found[one["service"], one["name"]] = room
    act.session.flush()
    return found


def begin(act: Act, services: Mapping[str, Service], team: Team, today: dt.date) -> Month:
    """Plan every time of the month, and give it to those who hold it."""
    month = Month(act, services, team, open_rooms(act, services), monday_of(today))
    written = texts("peers")
    for one in written["once"]:
        _plan_once(month, one)
    for one in written["series"]:
        _plan_series(month, one)
    _publish(month)
    _look_for_cover(month)
    _note(month)
    _propose(month)
    return month


def _shape(one: Mapping[str, Any]) -> Shape:
    kind = SlotKind(one["kind"])
    least, most = one.get("helpers", [1, 1])
    return Shape(
        kind,
        one["minutes"],
        need_min=least,
        need_max=most,
        capacity=0 if kind in WITHOUT_BOOKING else one.get("capacity", 1),
        priority=one.get("priority", 2),
        locale=one.get("locale", ""),
        topic=Topic(one["topic"]) if "topic" in one else None,
        needs_lead=one.get("lead", False),
        needs_child_care=one.get("child_care", False),
        is_nameless=one.get("nameless", False),
        invited=Invited(one["invited"]) if "invited" in one else None,
    )


def _plan_once(month: Month, one: Mapping[str, Any]) -> None:
    starts = month.at(one["week"], one["day"], one["hour"])
    act = month.on(day_of(starts, PARIS) - 10 * DAY)
    room = month.rooms.get((one["service"], one.get("room", "")))
    sheet = slots.SlotSheet(_shape(one), starts, None if room is None else room.id)
    slot = slots.plan_slot(act, month.services[one["service"]].id, sheet)
    for name in one["people"]:
        _give(month, act, slot, name)


def _plan_series(month: Month, one: Mapping[str, Any]) -> None:
    first = month.monday - PAST * WEEK
    act = month.on(first - 7 * DAY)
    rhythm = Rhythm(
        Weekly(frozenset(int(each) for each in one["days"]), one.get("every", 1)),
        first,
        dt.time.fromisoformat(one["hour"]),
        one["minutes"],
        until=month.monday + AHEAD * WEEK - DAY,
    )
    room = month.rooms.get((one["service"], one.get("room", "")))
    row = series.plan_series(
        act,
        month.services[one["service"]].id,
        rhythm,
        _shape(one),
        None if room is None else room.id,
    )
    last = month.at(one.get("until", AHEAD) + 1, 0, "00:00")
    for slot in list_of_series(act.session, row, act.now):
        for name in one.get("people", ()):
            if slot.starts < last:
                _give(month, act, slot, name)


def _give(month: Month, act: Act, slot: Slot, name: str) -> Assignment:
    """Give a place, and let the helper promise it."""
    row = assign(act, slot, month.team.peers[name], confirmed=True, link=LINK)
    return answers.accept(act, row, slot)


def _publish(month: Month) -> None:
    """Publish three weeks of three houses in time; all but the last two places are promised."""
    since, until = month.monday - PAST * WEEK, month.monday + WEEK
    act = month.on(since - 5 * DAY)
    roster = _work_out(month, act, since, until, BY_ROSTER)
    rosters.publish(act, roster, link=LINK)
    keys = {month.services[slug].id for slug in BY_ROSTER}
    planned = list_slots(act.session, days_span(since, until), services=keys)
    times = {one.id: one for one in planned}
    given = sorted(
        (times[row.slot_id].starts, row.id, row)
        for row, _peer in list_assignments(act.session, times, [AssignmentState.PROPOSED])
    )
    for starts, _key, row in given[:-2]:
        answers.accept(month.on(day_of(starts, PARIS) - 3 * DAY), row, times[row.slot_id])


def _work_out(
    month: Month, act: Act, since: dt.date, until: dt.date, slugs: tuple[str, ...]
) -> Roster:
    roster = rosters.draft_roster(act, since, until, [month.services[slug].id for slug in slugs])
    act.session.flush()
    rosters.solve_at_once(act, roster)
    if roster.state is not RosterState.PROPOSED:
        raise RuntimeError("the roster of the demonstration contradicts itself")
    return roster


def _propose(month: Month) -> None:
    """Propose next week to the coordinator, who looks at it before she publishes it."""
    houses = tuple(dict.fromkeys(one["service"] for one in texts("peers")["series"]))
    since = month.monday + WEEK
    _work_out(month, month.act, since, since + WEEK, houses)


def _look_for_cover(month: Month) -> None:
    """Let a helper look for somebody who takes over her round of next week."""
    peer = month.team.peers["Olena P."]
    span = days_span(month.monday + WEEK, month.monday + 2 * WEEK)
    for slot in list_slots(month.act.session, span):
        for row, one in list_assignments(month.act.session, [slot.id]):
            if one.id == peer.id and slot.kind is SlotKind.DROP_IN:
                answers.look_for_cover(month.act, row, slot)
                return
    raise RuntimeError("nothing of hers can be taken over")


def _note(month: Month) -> None:
    """Note what took place, but for what ended just now."""
    random, act = Random(SEED), month.act
    span = days_span(month.monday - 8 * WEEK, month.monday + WEEK)
    for slot in list_slots(act.session, span):
        if slot.ends < act.now - ENOUGH and slot.state is SlotState.PLANNED:
            there = frozenset(peer.id for _row, peer in list_assignments(act.session, [slot.id]))
            numbers = CAME.get(slot.kind)
            came = None if numbers is None or not there else random.randint(*numbers)
            later = Act(act.session, act.actor, slot.ends)
            slots.note_presence(later, slot, there=there, came=came)

"""A helper with all that her own pages can hold, so that each of them opens."""

import datetime as dt
from functools import cache
from typing import Any

from sqlalchemy import select

from participation.accounts.models import User
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.peers.adapters.agendas import new_token
from participation.peers.models import Assignment, Peer, Slot
from participation.peers.operations import (
    afterwards,
    feeds,
    profile,
    roster_answers as answers,
    slots,
    times,
)
from participation.peers.operations.assigning import assign
from participation.peers.rules.civil import DAY, WEEK, Span, instant_of, monday_of
from participation.peers.rules.kinds import Feeling, LanguageLevel, SlotKind, Status, Topic
from participation.peers.rules.planning import Shape
from participation.peers.rules.weekly import AwaySheet
from tests.application import Served
from tests.builders import acting_in, make_person
from tests.journeys.records import town_of
from tests.journeys.visitors import holders
from tests.surveys.illustrated import drawing
from tests.surveys.sounds import voice

LINK = "https://avis.example.org/"
WEEKDAYS, EIGHT, TEN_HOURS = tuple(range(5)), 8 * 60, 10 * 60


@cache
def helping(served: Served) -> dict[str, dict[str, Any]]:
    """Give the parts of addresses of a helper's pages."""
    town = town_of(served)
    user_id = holders(served)[Role.PEER_HELPER.value].user_id
    with acting_in(served.engine, town) as act:
        monday = monday_of(act.now.astimezone(PARIS).date())
        user = act.session.scalars(select(User).where(User.id == user_id)).one()
        peer, other = (
            _take_on(act, one, town.here)
            for one in (user, make_person(act, "Une collègue", Role.PEER_HELPER, town.here))
        )
        _describe(act, peer, other, monday)
        past = _promise(act, peer, town.here, monday - WEEK, SlotKind.DROP_IN)
        mine, _again = (
            _promise(act, peer, town.here, monday + WEEK + n * DAY, SlotKind.DROP_IN)
            for n in (0, 1)
        )
        hers = _promise(act, other, town.here, monday + WEEK + 2 * DAY, SlotKind.DROP_IN)
        answers.look_for_cover(act, hers, _slot_of(act, hers))
        wish = _promise(act, other, town.here, monday + WEEK + 3 * DAY, SlotKind.DROP_IN)
        answers.look_for_cover(act, wish, _slot_of(act, wish), against=_again)
        _give(act, peer, town.here, monday + WEEK + 4 * DAY, SlotKind.DROP_IN)
        slots.plan_slot(act, town.here, _sheet(monday + 2 * WEEK, SlotKind.SUPERVISION))
        afterwards.debrief(act, peer, Feeling.ALL_RIGHT)
        afterwards.debrief(act, other, Feeling.DIFFICULT)
        token = new_token()
        feeds.open_feed(act, peer, token)
        keys = {"after": past.id, "swap": mine.id}
    return {
        "helping.after": {"assignment_id": keys["after"]},
        "helping.swap": {"assignment_id": keys["swap"]},
        "helping.feed_file": {"token": token},
        "helping.own_hello": {"kind": "opus"},
    }


def _take_on(act: Act, user: User, service_id: int) -> Peer:
    since = act.now.date() - 20 * WEEK
    sheet = profile.EngagementSheet(Status.EMPLOYEE, since, 30 * 60)
    peer = profile.add_peer(act, user, sheet)
    profile.place_peer(act, peer, service_id, travel_minutes=10)
    own = times.TimeSheet(WEEKDAYS, EIGHT, TEN_HOURS, since)
    times.add_times(act, peer, own)
    act.session.flush()
    return peer


def _describe(act: Act, peer: Peer, other: Peer, monday: dt.date) -> None:
    """Let her say all that she may say, and be the one to whom her colleague can talk."""
    profile.say_languages(act, peer, {"fr": LanguageLevel.NATIVE, "ps": LanguageLevel.LITTLE})
    profile.say_topics(act, peer, {Topic.ROAD, Topic.HOME}, {Topic.ROAD})
    told = profile.ProfileSheet("Shirin", about="J’aime marcher.", duo_id=other.id)
    profile.describe_oneself(act, peer, told)
    profile.show(act, peer, drawing())
    profile.speak(act, peer, voice())
    other.referent_id = peer.user_id
    times.add_absence(act, peer, AwaySheet(monday + 4 * WEEK, monday + 4 * WEEK + DAY))
    busy = instant_of(monday + 5 * WEEK, dt.time(9), PARIS)
    times.link_calendar(act, peer, [Span(busy, busy + DAY)])


def _sheet(day: dt.date, kind: SlotKind) -> slots.SlotSheet:
    shape = Shape(kind, 60, need_max=5, capacity=0)
    return slots.SlotSheet(shape, instant_of(day, dt.time(14), PARIS))


def _give(act: Act, peer: Peer, service_id: int, day: dt.date, kind: SlotKind) -> Assignment:
    early = Act(act.session, act.actor, act.now - 2 * WEEK)
    slot = slots.plan_slot(early, service_id, _sheet(day, kind))
    return assign(early, slot, peer, confirmed=True, link=LINK)


def _promise(act: Act, peer: Peer, service_id: int, day: dt.date, kind: SlotKind) -> Assignment:
    row = _give(act, peer, service_id, day, kind)
    early = Act(act.session, act.actor, act.now - 2 * WEEK)
    return answers.accept(early, row, _slot_of(act, row))


def _slot_of(act: Act, row: Assignment) -> Slot:
    return act.session.scalars(select(Slot).where(Slot.id == row.slot_id)).one()

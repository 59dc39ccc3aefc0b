"""Private calendars, what she takes along, and what is left when she is erased."""

import datetime as dt

import pytest
from sqlalchemy import Engine, select

from participation.accounts.operations import erase_person
from participation.accounts.queries import get_user
from participation.accounts.rules.powers import Role
from participation.foundation.clock import frozen
from participation.organisations.models import Service
from participation.peers.adapters.agendas import new_token
from participation.peers.models import CalendarFeed, Debrief, Peer, Slot
from participation.peers.operations import afterwards, feeds, roster_answers
from participation.peers.queries.facts import facts_of
from participation.peers.queries.feeds import find_feed
from participation.peers.rules.kinds import (
    AssignmentState,
    AttendanceMark,
    Feeling,
    SlotState,
)
from tests.builders import Town, acting_in, make_person, make_town
from tests.peers.crew import assign, at, make_peer, make_slot

CAME, NOT_SEEN, PUT_OFF = AttendanceMark.CAME, AttendanceMark.NOT_SEEN, AttendanceMark.PUT_OFF
D = dt.date


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def test_a_feed_shows_times_without_words_and_no_protected_place(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town, "Maryam", town.here, town.there)
        safe = act.session.scalars(select(Service).where(Service.id == town.there)).one()
        safe.is_protected = True
        slots = [
            make_slot(act, town.here, "03-18 14:00"),
            make_slot(act, town.there, "03-19 14:00"),
            make_slot(act, town.here, "03-20 14:00"),
            make_slot(act, town.here, "02-10 14:00"),
        ]
        rows = [assign(act, each, peer) for each in slots]
        assign(act, make_slot(act, town.here, "03-21 14:00"), peer, AssignmentState.PROPOSED)
        slots[2].state, rows[2].state = SlotState.CANCELLED, AssignmentState.LEFT
        token = new_token()
        row = feeds.open_feed(act, peer, token)
        assert token not in row.digest
        found = find_feed(act.session, token, act.now)
        assert found is not None
        assert [(one.slot.id, one.place, one.is_cancelled) for one in found.times] == [
            (slots[0].id, "Maison Tilleul", False),
            (slots[1].id, "", False),
            (slots[2].id, "Maison Tilleul", True),
        ]
        assert find_feed(act.session, token + "x", act.now) is None


def test_a_leaked_address_is_closed_and_a_new_one_closes_the_old(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        first, second = new_token(), new_token()
        feeds.open_feed(act, peer, first)
        feeds.open_feed(act, peer, second)
        assert find_feed(act.session, first, act.now) is None
        assert find_feed(act.session, second, act.now) is not None
        feeds.close_feed(act, peer)
        assert find_feed(act.session, second, act.now) is None
        assert feeds.forget_feeds(act) == 0
    with frozen(at("04-20 12:00")), acting_in(engine, town) as act:
        assert feeds.forget_feeds(act) == 2
        assert act.session.scalars(select(CalendarFeed)).all() == []


def test_a_feed_dies_with_the_account_or_the_role(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        token = new_token()
        assign(act, make_slot(act, town.here), peer)
        feeds.open_feed(act, peer, token)
        user = get_user(act.session, peer.user_id)
        user.is_disabled = True
        act.session.flush()
        assert find_feed(act.session, token, act.now) is None


def test_a_helper_who_is_erased_leaves_her_places_empty(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer, slot = make_peer(act, town), make_slot(act, town.here)
        row = assign(act, slot, peer)
        roster_answers.look_for_cover(act, row, slot)
        afterwards.debrief(act, peer, Feeling.EASY)
        feeds.open_feed(act, peer, new_token())
        erase_person(act, get_user(act.session, peer.user_id))
        act.session.expire_all()
        for table in (Peer, Debrief, CalendarFeed):
            assert act.session.scalars(select(table)).all() == []
        assert act.session.scalars(select(Slot.id)).all() == [slot.id]


def test_she_takes_along_what_is_kept_of_her(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        assign(act, make_slot(act, town.here), peer)
        afterwards.debrief(act, peer, Feeling.EASY)
        kept = facts_of(act.session, peer.user_id)
        assert kept["helping"][0]["name"] == "Maryam"
        assert [one["state"] for one in kept["helping_slots"]] == ["promised"]
        assert kept["helping_faces"] == [{"week_of": "2026-03-16", "feeling": "easy"}]
        assert facts_of(act.session, make_person(act, "Sam", Role.RESIDENT, town.here).id) == {}

"""Two helpers exchange their times, or of several one takes a time over."""

import datetime as dt
import threading

import pytest
from sqlalchemy import Engine, select

from participation.foundation.act import Act, Refused
from participation.peers.models import Assignment, Peer, Slot, SwapOffer
from participation.peers.operations import roster_answers as answers
from participation.peers.queries import handing
from participation.peers.rules.handing import HandRefusal
from participation.peers.rules.kinds import (
    AssignmentState,
)
from tests.builders import Town, acting_in, make_town
from tests.councils.mandated import reason_of
from tests.peers.crew import assign, at, is_taken, make_peer, make_slot

LINK = "https://here.example/rive/helping"
NOW = dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)
PROPOSED, PROMISED = AssignmentState.PROPOSED, AssignmentState.PROMISED
WANTED, LEFT = AssignmentState.COVER_WANTED, AssignmentState.LEFT


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def exchange(act: Act, town: Town) -> tuple[Peer, Peer, Assignment, Assignment, SwapOffer]:
    giver, other = make_peer(act, town), make_peer(act, town, "Olena")
    slot, wished = make_slot(act, town.here), make_slot(act, town.here, "03-19 09:00")
    mine, theirs = assign(act, slot, giver), assign(act, wished, other)
    found = handing.list_swappable(act.session, giver, slot, act.now)
    assert [one.id for one, _slot, _peer in found] == [theirs.id]
    offer = answers.look_for_cover(act, mine, slot, against=theirs)
    return giver, other, mine, theirs, offer


def test_two_helpers_exchange_their_times(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        giver, other, mine, theirs, offer = exchange(act, town)
        assert mine.state is PROMISED
        assert handing.list_open(act.session, other, act.now) == []
        (asked,) = handing.list_exchanges(act.session, other, act.now)
        assert (asked.giver.id, asked.wished.id) == (giver.id, theirs.slot_id)
        third = make_peer(act, town, "Aline")
        refused = reason_of(answers.take_over, act, third, offer, link=LINK)
        assert refused is HandRefusal.NOT_OFFERED
        answers.take_over(act, other, offer, link=LINK)
        assert (mine.state, theirs.state) == (LEFT, LEFT)
        held = select(Assignment.slot_id, Assignment.helper_id).where(Assignment.state == PROMISED)
        assert {(one, who) for one, who in act.session.execute(held)} == {
            (mine.slot_id, other.id),
            (theirs.slot_id, giver.id),
        }
        assert handing.list_exchanges(act.session, other, act.now) == []


def test_an_exchange_that_breaks_a_limit_of_either_moves_nothing(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        giver, other, mine, theirs, offer = exchange(act, town)
        giver.paused_until = at("03-20 06:00")
        act.session.flush()
        with pytest.raises(Refused) as refused:
            answers.take_over(act, other, offer, link=LINK)
        assert refused.value.reason is HandRefusal.OTHER_LIMIT
        assert refused.value.facts == {"breaches": ()}
        act.session.expire_all()
        assert (mine.state, theirs.state, offer.taken_by) == (PROMISED, PROMISED, None)
        slots = [
            act.session.scalars(select(Slot).where(Slot.id == one)).one()
            for one in (mine.slot_id, theirs.slot_id)
        ]
        assert is_taken(act, giver, slots[0])
        assert is_taken(act, other, slots[1])


def test_a_no_to_an_exchange_leaves_each_with_her_own(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        _giver, other, mine, theirs, offer = exchange(act, town)
        third = make_peer(act, town, "Aline")
        refused = reason_of(answers.decline_exchange, act, third, offer, link=LINK)
        assert refused is HandRefusal.NOT_OFFERED
        answers.decline_exchange(act, other, offer, link=LINK)
        assert (mine.state, theirs.state) == (PROMISED, PROMISED)
        assert act.session.scalars(select(SwapOffer)).all() == []


def test_of_two_who_take_the_same_time_one_has_it(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        giver, slot = make_peer(act, town), make_slot(act, town.here)
        offer_id = answers.look_for_cover(act, assign(act, slot, giver), slot).id
        for name in ("Olena", "Aline", "Yves", "Rosa"):
            make_peer(act, town, name)
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def take(name: str) -> None:
        start.wait()
        try:
            with acting_in(engine, town) as act:
                peer = act.session.scalars(select(Peer).where(Peer.name == name)).one()
                offer = act.session.scalars(select(SwapOffer).where(SwapOffer.id == offer_id)).one()
                answers.take_over(act, peer, offer, link=LINK)
        except Refused as refused:
            outcomes.append(refused.reason.value)
        else:
            outcomes.append("taken")

    takers = [
        threading.Thread(target=take, args=[name]) for name in ("Olena", "Aline", "Yves", "Rosa")
    ]
    for one in takers:
        one.start()
    for one in takers:
        one.join()
    assert sorted(outcomes) == sorted(["taken"] + 3 * [HandRefusal.GONE.value])
    with acting_in(engine, town) as act:
        states = act.session.scalars(select(Assignment.state)).all()
        assert sorted(states) == [LEFT, PROMISED]

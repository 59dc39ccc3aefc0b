"""Yes, no, somebody else, an exchange, “I stop for today”: all of it or nothing, and no reason."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import NoResultFound

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.foundation.act import Act
from participation.peers.models import Booking, Peer, Slot, SwapOffer
from participation.peers.operations import profile, roster_answers as answers
from participation.peers.operations.profile import ProfileSheet
from participation.peers.queries import handing, own_roster
from participation.peers.rules.handing import HandRefusal
from participation.peers.rules.kinds import (
    AssignmentState,
    BookingState,
    Gender,
    LanguageLevel,
    ReminderChannel,
    SlotKind,
    SlotState,
    StopReason,
)
from tests.builders import Town, acting_in, make_person, make_town
from tests.councils.mandated import reason_of
from tests.peers.crew import assign, at, is_taken, make_peer, make_slot

LINK = "https://here.example/rive/helping"
NOW = dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)
PROPOSED, PROMISED = AssignmentState.PROPOSED, AssignmentState.PROMISED
WANTED, LEFT = AssignmentState.COVER_WANTED, AssignmentState.LEFT


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def test_yes_and_no_need_no_reason_and_a_no_frees_the_time(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        slot, other = make_slot(act, town.here), make_slot(act, town.here, "03-19 09:00")
        yes, no = assign(act, slot, peer, PROPOSED), assign(act, other, peer, PROPOSED)
        seen = own_roster.see_roster(act.session, peer, act.now)
        assert [one.assignment.id for one in seen.proposed] == [yes.id, no.id]
        answers.accept(act, yes, slot)
        answers.decline(act, no, other)
        assert (yes.state, no.state) == (PROMISED, AssignmentState.DECLINED)
        assert (is_taken(act, peer, slot), is_taken(act, peer, other)) == (True, False)
        seen = own_roster.see_roster(act.session, peer, act.now)
        assert [one.assignment.id for one in seen.promised] == [yes.id]
        assert seen.proposed == []
        assert reason_of(answers.accept, act, no, other) is HandRefusal.NOT_ASKED
        assert reason_of(answers.decline, act, yes, slot) is HandRefusal.NOT_ASKED
        facts = act.session.scalars(select(Entry.facts).order_by(Entry.number.desc()).limit(2))
        assert set(facts) == {"{}"}


def test_what_has_begun_or_was_cancelled_is_answered_no_more(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        begun, called_off = make_slot(act, town.here, "03-17 10:15"), make_slot(act, town.here)
        late, none = assign(act, begun, peer, PROPOSED), assign(act, called_off, peer, PROPOSED)
        called_off.state = SlotState.CANCELLED
        for row, slot in ((late, begun), (none, called_off)):
            assert reason_of(answers.accept, act, row, slot) is HandRefusal.OVER
            assert reason_of(answers.decline, act, row, slot) is HandRefusal.OVER


def test_nobody_reaches_the_roster_of_another(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer, other = make_peer(act, town), make_peer(act, town, "Olena")
        row = assign(act, make_slot(act, town.here), peer, PROPOSED)
        with pytest.raises(NoResultFound):
            own_roster.get_own(act.session, other, row.id)
        assert own_roster.see_roster(act.session, other, act.now).proposed == []


def test_a_time_passes_from_hand_to_hand(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        giver, taker = make_peer(act, town), make_peer(act, town, "Olena")
        slot = make_slot(act, town.here)
        row = assign(act, slot, giver)
        offer = answers.look_for_cover(act, row, slot)
        assert row.state is WANTED
        assert is_taken(act, giver, slot)
        again = reason_of(answers.look_for_cover, act, row, slot)
        assert again is HandRefusal.OFFERED_ALREADY
        assert handing.list_covers(act.session, giver, act.now) == []
        (seen,) = handing.list_covers(act.session, taker, act.now)
        assert (seen.giver.name, seen.why_not) == ("Maryam", None)
        assert reason_of(answers.take_over, act, giver, offer, link=LINK) is HandRefusal.OWN
        held = answers.take_over(act, taker, offer, link=LINK)
        assert (row.state, held.state, held.helper_id) == (LEFT, PROMISED, taker.id)
        assert (is_taken(act, giver, slot), is_taken(act, taker, slot)) == (False, True)
        assert (offer.taken_by, slot.sequence) == (taker.id, 1)
        third = make_peer(act, town, "Aline")
        assert reason_of(answers.take_over, act, third, offer, link=LINK) is HandRefusal.GONE
        back = answers.look_for_cover(act, held, slot)
        answers.take_over(act, giver, back, link=LINK)
        assert (row.state, held.state) == (PROMISED, LEFT)


def test_she_keeps_it_after_all(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer, slot = make_peer(act, town), make_slot(act, town.here)
        row = assign(act, slot, peer)
        assert reason_of(answers.keep, act, row) is HandRefusal.NOT_OFFERED
        answers.look_for_cover(act, row, slot)
        answers.keep(act, row)
        assert row.state is PROMISED
        assert act.session.scalars(select(SwapOffer)).all() == []


Stand = Callable[[Act, Town, Peer, Slot], None]


def busy(act: Act, town: Town, taker: Peer, _slot: Slot) -> None:
    assign(act, make_slot(act, town.here, "03-18 14:30"), taker)


def there(act: Act, _town: Town, taker: Peer, slot: Slot) -> None:
    assign(act, slot, taker)


def paused(act: Act, _town: Town, taker: Peer, slot: Slot) -> None:
    taker.paused_until = slot.ends
    act.session.flush()


def full_week(act: Act, town: Town, taker: Peer, _slot: Slot) -> None:
    taker.weekly_minutes = 90
    assign(act, make_slot(act, town.here, "03-16 09:00"), taker)


def speaks_little(act: Act, _town: Town, taker: Peer, slot: Slot) -> None:
    slot.locale = "ps"
    profile.say_languages(act, taker, {"ps": LanguageLevel.LITTLE})


def needs_lead(_act: Act, _town: Town, _taker: Peer, slot: Slot) -> None:
    slot.needs_lead = True


def chose_a_woman(act: Act, town: Town, taker: Peer, slot: Slot) -> None:
    book(act, town, slot)
    profile.describe_oneself(act, taker, ProfileSheet("Yves", Gender.MAN))


def unplaced(act: Act, town: Town, taker: Peer, _slot: Slot) -> None:
    profile.unplace_peer(act, taker, town.here)


def book(act: Act, town: Town, slot: Slot) -> None:
    person = make_person(act, "Sam", Role.RESIDENT, town.here)
    act.session.add(
        Booking(
            service_id=town.here,
            slot_id=slot.id,
            user_id=person.id,
            channel=ReminderChannel.NOTHING,
            locale="fr",
            state=BookingState.BOOKED,
        )
    )
    act.session.flush()


@pytest.mark.parametrize(
    ("stand", "reason"),
    [
        (busy, HandRefusal.BUSY),
        (there, HandRefusal.THERE_ALREADY),
        (paused, HandRefusal.LIMIT),
        (full_week, HandRefusal.LIMIT),
        (speaks_little, HandRefusal.LANGUAGE),
        (needs_lead, HandRefusal.LEAD),
        (chose_a_woman, HandRefusal.CHOSEN),
        (unplaced, HandRefusal.ELSEWHERE),
    ],
)
def test_who_cannot_stand_in_is_told_why_and_nothing_moves(
    engine: Engine, town: Town, stand: Stand, reason: HandRefusal
) -> None:
    with acting_in(engine, town) as act:
        giver, taker = make_peer(act, town), make_peer(act, town, "Yves")
        profile.describe_oneself(act, giver, ProfileSheet("Maryam", Gender.WOMAN))
        slot = make_slot(act, town.here)
        row = assign(act, slot, giver)
        offer = answers.look_for_cover(act, row, slot)
        stand(act, town, taker, slot)
        seen = handing.list_covers(act.session, taker, act.now)
        assert [one.why_not for one in seen] == ([] if stand is unplaced else [reason])
        assert reason_of(answers.take_over, act, taker, offer, link=LINK) is reason
        act.session.expire_all()
        assert (row.state, offer.taken_by, slot.sequence) == (WANTED, None, 0)
        assert is_taken(act, giver, slot)


def test_i_stop_for_today_asks_nothing_and_leaves_nobody_alone(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        today, asked, tomorrow = (
            make_slot(act, town.here, moment)
            for moment in ("03-17 15:00", "03-17 18:00", "03-18 15:00")
        )
        rows = [assign(act, today, peer), assign(act, asked, peer, PROPOSED)]
        rows.append(assign(act, tomorrow, peer))
        entries = act.session.scalars(select(Entry.number)).all()
        assert [one.id for one in answers.stop(act, peer)] == [today.id]
        assert peer.paused_until == at("03-18 06:00")
        assert [one.state for one in rows] == [WANTED, AssignmentState.DECLINED, PROMISED]
        assert is_taken(act, peer, today)
        assert not is_taken(act, peer, asked)
        actions = act.session.scalars(select(Entry.action).where(Entry.number > max(entries)))
        assert "stop" not in "".join(actions)
        (cover,) = handing.list_covers(act.session, make_peer(act, town, "Olena"), act.now)
        assert cover.slot.id == today.id
        answers.come_back(act, peer)
        assert act.session.scalars(select(Peer.paused_until)).first() is None
        answers.keep(act, rows[0])
        assert rows[0].state is PROMISED


def test_a_pause_after_something_difficult_lasts_a_whole_day_and_is_not_shortened(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        answers.stop(act, peer, StopReason.AFTER_DIFFICULT)
        assert peer.paused_until == NOW + dt.timedelta(hours=24)
        answers.stop(act, peer)
        assert peer.paused_until == NOW + dt.timedelta(hours=24)


def test_a_round_goes_on_with_two(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        giver, taker = make_peer(act, town), make_peer(act, town, "Olena")
        slot = make_slot(act, town.here, "03-18 18:00", 120, SlotKind.ROUND, need_min=2, need_max=2)
        row = assign(act, slot, giver)
        assign(act, slot, make_peer(act, town, "Aline"))
        supervised(act, town, taker)
        held = answers.take_over(act, taker, answers.look_for_cover(act, row, slot), link=LINK)
        stint = own_roster.see_stint(act.session, taker, held.id)
        assert [one.name for one in stint.team] == ["Aline"]


def supervised(act: Act, town: Town, peer: Peer) -> None:
    slot = make_slot(act, town.here, "03-10 10:00", kind=SlotKind.SUPERVISION)
    assign(act, slot, peer).attended = True
    act.session.flush()

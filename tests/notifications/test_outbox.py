"""The outbox: written with the deed, lent to one, sent once, forgotten."""

import datetime as dt

import pytest
from sqlalchemy import Engine, select

from participation.audit.models import Entry
from participation.foundation import security
from participation.foundation.act import Act, Refused
from participation.foundation.database import open_session
from participation.foundation.scope import enter, enter_organisation
from participation.notifications import operations, queries
from participation.notifications.models import Message
from participation.notifications.operations import Claimed
from participation.notifications.rules import Address, Channel, Kind, Problem, Refusal, State
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import START, Clock

SMS = Address(Channel.SMS, "06 12 34 56 78", "fr")
MAIL = Address(Channel.EMAIL, "amina@example.org", "ar")
BOTH = (Channel.EMAIL, Channel.SMS)
LINK = "https://avis.example.org/r/k7"


@pytest.fixture(autouse=True)
def _secret() -> None:
    security.keep_secret("a secret for tests that nobody needs to guess")


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def queue(
    act: Act, dedupe: str = "one", address: Address = SMS, kind: Kind = Kind.SURVEY_OPEN
) -> Message:
    return operations.queue(act, address=address, kind=kind, dedupe=dedupe, link=LINK)


def claim(engine: Engine, town: Town) -> Claimed | None:
    with acting_in(engine, town) as act:
        return operations.claim(act, channels=BOTH)


def settle(engine: Engine, town: Town, claimed: Claimed, problem: Problem | None = None) -> State:
    with acting_in(engine, town) as act:
        return operations.settle(act, claimed, problem)


def only(engine: Engine, town: Town) -> Message:
    with looking_in(engine, town) as session:
        return session.scalars(select(Message)).one()


def test_address_and_link_are_sealed_and_gone_once_sent(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        queue(act, address=MAIL)
    row = only(engine, town)
    assert b"amina" not in row.envelope
    assert b"avis" not in row.envelope
    claimed = claim(engine, town)
    assert claimed is not None
    assert (claimed.address, claimed.facts) == (MAIL, {"link": LINK})
    assert settle(engine, town, claimed) is State.SENT
    assert only(engine, town).envelope == b""
    assert claim(engine, town) is None


def test_a_deed_undone_sends_nothing(engine: Engine, town: Town) -> None:
    with open_session(engine, writing=True) as session:
        enter_organisation(session, town.organisation_id)
        enter(session, ())
        queue(Act(session, "test", START))
        session.rollback()
    assert claim(engine, town) is None


def test_one_deed_is_one_message_and_one_entry(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        first = queue(act)
        assert queue(act).id == first.id
    with acting_in(engine, town) as act:
        assert queue(act).id == first.id
    with looking_in(engine, town) as session:
        actions = session.scalars(select(Entry.action)).all()
    assert actions.count("message.queued") == 1


def test_two_associations_may_name_a_deed_alike(engine: Engine, town: Town) -> None:
    other = make_town(engine, "quai")
    for place in (town, other):
        with acting_in(engine, place) as act:
            queue(act)
    first, second = claim(engine, town), claim(engine, other)
    assert first is not None
    assert second is not None
    assert first.key != second.key


def test_a_message_says_its_own_facts_and_no_other(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        with pytest.raises(ValueError, match="says"):
            operations.queue(
                act,
                address=SMS,
                kind=Kind.SURVEY_OPEN,
                dedupe="x",
                link=LINK,
                service="Maison Tilleul",
            )
        with pytest.raises(ValueError, match="says"):
            operations.queue(act, address=SMS, kind=Kind.SURVEY_OPEN, dedupe="x")


def test_a_wrong_address_is_refused(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act, pytest.raises(Refused) as caught:
        queue(act, address=Address(Channel.SMS, "bonjour", "fr"))
    assert caught.value.reason is Refusal.NOT_A_PHONE


def test_a_lent_message_is_lent_to_nobody_else_until_its_lease_ends(
    engine: Engine, town: Town, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        queue(act)
    first = claim(engine, town)
    assert first is not None
    assert claim(engine, town) is None
    clock.advance(seconds=operations.LEASE.total_seconds() + 1)
    second = claim(engine, town)
    assert second is not None
    assert (second.key, second.attempt) == (first.key, 2)
    assert settle(engine, town, first, Problem.UNREACHABLE) is State.LEASED
    assert only(engine, town).state is State.LEASED
    assert settle(engine, town, second) is State.SENT


def test_failures_are_tried_again_later_then_given_up(
    engine: Engine, town: Town, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        queue(act, address=MAIL)
    states = []
    for _ in range(8):
        claimed = claim(engine, town)
        assert claimed is not None
        states.append(settle(engine, town, claimed, Problem.UNREACHABLE))
        assert claim(engine, town) is None
        clock.advance(days=1)
    assert states == [State.WAITING] * 7 + [State.DEAD]
    with looking_in(engine, town) as session:
        (given_up,) = queries.list_undelivered(session)
    assert (given_up.address, given_up.problem) == ("a…@example.org", Problem.UNREACHABLE)


def test_a_dead_number_is_given_up_at_once_and_may_be_tried_again(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        message = queue(act)
    claimed = claim(engine, town)
    assert claimed is not None
    assert settle(engine, town, claimed, Problem.ADDRESS_REFUSED) is State.DEAD
    with acting_in(engine, town) as act:
        operations.try_again(act, queries.get_by_key(act.session, message.id))
    again = claim(engine, town)
    assert again is not None
    assert again.attempt == 1


def test_an_sms_does_not_leave_at_night_even_late(engine: Engine, town: Town, clock: Clock) -> None:
    with acting_in(engine, town) as act:
        queue(act)
        queue(act, "asked for", kind=Kind.SIGN_IN_LINK)
    clock.set(dt.datetime(2026, 3, 17, 22, 0, tzinfo=dt.UTC))  # 23:00 in Paris
    first = claim(engine, town)
    assert first is not None
    assert first.kind is Kind.SIGN_IN_LINK
    settle(engine, town, first)
    assert claim(engine, town) is None
    clock.set(dt.datetime(2026, 3, 18, 7, 0, tzinfo=dt.UTC))  # 8:00
    second = claim(engine, town)
    assert second is not None
    assert (second.kind, second.attempt) == (Kind.SURVEY_OPEN, 1)


def test_a_channel_that_is_not_set_up_waits(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        queue(act)
        assert operations.claim(act, channels=[Channel.EMAIL]) is None
    assert claim(engine, town) is not None


def test_what_another_key_sealed_is_given_up(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        queue(act)
    security.keep_secret("another secret, after somebody changed the settings")
    assert claim(engine, town) is None
    row = only(engine, town)
    assert (row.state, row.problem) == (State.DEAD, Problem.UNREADABLE)
    with looking_in(engine, town) as session:
        assert queries.list_undelivered(session)[0].address == "…"


def test_a_message_whose_senders_all_died_is_given_up(
    engine: Engine, town: Town, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        queue(act, address=MAIL)
    lent = 0
    while claim(engine, town) is not None:
        lent += 1
        clock.advance(hours=1)
    assert lent == 12
    assert only(engine, town).state is State.DEAD


def test_old_rows_are_forgotten(engine: Engine, town: Town, clock: Clock) -> None:
    with acting_in(engine, town) as act:
        queue(act, "sent", address=MAIL)
    claimed = claim(engine, town)
    assert claimed is not None
    settle(engine, town, claimed)
    with acting_in(engine, town) as act:
        queue(act, "waiting", address=MAIL)
    clock.advance(days=90)
    with acting_in(engine, town) as act:
        assert operations.forget_old(act) == 0
    clock.advance(days=1)
    with acting_in(engine, town) as act:
        assert operations.forget_old(act) == 1
    assert only(engine, town).dedupe == "waiting"


def test_waiting_is_counted(engine: Engine, town: Town, clock: Clock) -> None:
    with acting_in(engine, town) as act:
        queue(act)
    with looking_in(engine, town) as session:
        assert queries.count_waiting(session, clock.now) == 1
        assert queries.oldest_due(session, clock.now) == clock.now
        assert queries.count_waiting(session, clock.now - dt.timedelta(hours=1)) == 0

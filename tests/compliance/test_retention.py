"""The clock moves past every period: the worker takes what is due, and nothing else."""

import datetime as dt
from pathlib import Path

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from participation.audit.models import Entry
from participation.audit.queries import find_broken_seal
from participation.cli.keeping import NAME, rotate
from participation.cli.opening import House
from participation.cli.worker import JOBS
from participation.elections.models import Challenge
from participation.foundation.retention import PERIODS, Kept, Period, Unit, months_before
from participation.organisations.rules import LONGEST_RETENTION
from participation.peers.models import Booking, HelpRequest
from participation.peers.rules.booking import person_of
from participation.peers.rules.kinds import RequestState
from participation.surveys.models import Comment
from tests.application import settings_for
from tests.builders import acting_in, looking_in
from tests.compliance.keeping import DAY, PROBES, fill, vote
from tests.conftest import START, Clock
from tests.elections.sealing import Sealing, choice, opened

SECOND = dt.timedelta(seconds=1)
SLACK = {Unit.INSTANT: SECOND, Unit.DAY: dt.timedelta(days=2), Unit.MONTH: dt.timedelta(days=32)}
FORGETTING = {name: job for name, _seconds, job in JOBS}


def _end(kept: Kept, period: Period) -> dt.datetime:
    """Give the instant at which something made at START has been kept long enough."""
    months = LONGEST_RETENTION if kept is Kept.PERSON else period.months
    return START + (months_before(DAY, -months) - DAY) + period.time


def _bounds(kept: Kept) -> tuple[dt.datetime, dt.datetime]:
    """Give when it must still be there, and when it must be gone."""
    period = PERIODS[kept]
    end = _end(kept, period)
    last = SECOND if period.unit is Unit.INSTANT else dt.timedelta(days=1)
    return max(START, end - last), end + SLACK[period.unit]


def _made(engine: Engine) -> Sealing:
    """Make one thing of each kind in one association."""
    made = opened(engine)
    made.cast(made.seal(made.codes[0], choice(1)))
    with acting_in(engine, made.town) as act:
        fill(act, made.town)
        vote(act, made)
    return made


def _pass(house: House) -> None:
    for name in {period.job for period in PERIODS.values()} - {"backup"}:
        house.each(FORGETTING[name])


def test_every_period_is_tried_and_has_its_job() -> None:
    assert set(PERIODS) == set(Kept)
    assert set(PROBES) == set(Kept) - {Kept.COPY}
    assert {period.job for period in PERIODS.values()} - {"backup"} <= set(FORGETTING)


def test_each_kind_goes_when_its_time_is_over_and_no_other(
    engine: Engine, database: str, tmp_path: Path, clock: Clock
) -> None:
    made = _made(engine)
    house = House(settings_for(database, tmp_path), engine)
    bounds = {kept: _bounds(kept) for kept in PROBES}
    for instant in sorted({each for both in bounds.values() for each in both}):
        clock.set(instant)
        _pass(house)
        with looking_in(engine, made.town) as session:
            seen = {kept: bool(probe(session)) for kept, probe in PROBES.items()}
            assert find_broken_seal(session) is None
        kept_too_long = {k for k, (_last, gone) in bounds.items() if gone <= instant and seen[k]}
        gone_too_soon = {
            k for k, (last, _gone) in bounds.items() if instant <= last and not seen[k]
        }
        assert (kept_too_long, gone_too_soon) == (set(), set()), instant
    with looking_in(engine, made.town) as session:
        _what_stays(session)


def _what_stays(session: Session) -> None:
    """See that what names nobody is there after years: words, counts, a closed request."""
    assert set(session.scalars(select(Comment.text))) == {"Écrit", "Lu"}
    booking = session.scalars(select(Booking)).one()
    assert booking.user_id is None
    assert person_of(None, booking.nickname, booking.id) != booking.id
    assert session.scalars(select(HelpRequest.state)).one() is RequestState.WITHDRAWN


def test_ballots_wait_while_a_challenge_does(
    engine: Engine, database: str, tmp_path: Path, clock: Clock
) -> None:
    made = _made(engine)
    with acting_in(engine, made.town) as act:
        election_id = made.contest(act.session).election_id
        said = {"name": "Farid", "words": "Mon nom manquait.", "received_on": DAY}
        act.session.add(Challenge(election_id=election_id, **said))
    house = House(settings_for(database, tmp_path), engine)
    clock.advance(days=400)
    for answered in (False, True):
        assert house.each(FORGETTING["ballots"]) == int(answered)
        with acting_in(engine, made.town) as act:
            decided = {"decided_on": DAY, "is_upheld": False, "because": "Il y était."}
            act.session.execute(update(Challenge).values(**decided))


def test_a_forged_beginning_of_the_journal_is_seen(
    engine: Engine, database: str, tmp_path: Path, clock: Clock
) -> None:
    made = opened(engine)
    clock.advance(days=500)
    House(settings_for(database, tmp_path), engine).each(FORGETTING["journal"])
    with acting_in(engine, made.town) as act:
        assert find_broken_seal(act.session) is None
        facts = act.session.scalars(select(Entry)).one()
        facts.facts = facts.facts.replace('"seal": "', '"seal": "f')
        act.session.flush()
        assert find_broken_seal(act.session) == facts.number


def test_copies_are_removed_after_a_month(tmp_path: Path) -> None:
    copy = tmp_path / START.strftime(NAME)
    copy.touch()
    rotate(tmp_path, START + PERIODS[Kept.COPY].time)
    assert copy.exists()
    rotate(tmp_path, START + PERIODS[Kept.COPY].time + SECOND)
    assert not copy.exists()

"""A sealed vote led by its bureau, from the desk: opened, closed, counted."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from participation.elections import queries
from participation.elections.operations import bureau, counts, sealed as urns, tallying, voting
from participation.elections.operations.bureau import TwoPeople
from participation.elections.operations.counts import Read
from participation.elections.rules.bureau import BureauFunction
from participation.foundation.act import Act
from tests.builders import acting_in
from tests.elections.calling import later
from tests.elections.sealing import BLANK, Sealing, choice, ready

CODES = ("271828", "314159", "161803")
DAY = dt.datetime(2026, 5, 12, 9, 0, tzinfo=dt.UTC)
"""The day of the vote."""
OVER = dt.datetime(2026, 9, 1, 9, 0, tzinfo=dt.UTC)
"""When nobody can contest any more."""


@contextmanager
def on(made: Sealing, now: dt.datetime = DAY) -> Iterator[Act]:
    """Act on a day."""
    with acting_in(made.engine, made.town) as act:
        yield later(act, now)


def name_bureau(made: Sealing) -> None:
    """Name a president and two assessors."""
    president, assessor = BureauFunction.PRESIDENT, BureauFunction.ASSESSOR
    names = (("Nadia Petit", president), ("Omar Sy", assessor), ("Paule Roux", assessor))
    with on(made) as act:
        election = made.calling.election(act.session)
        for (name, function), code in zip(names, CODES, strict=True):
            bureau.name_member(act, election, name=name, function=function, code=code)


def two(made: Sealing, act: Act) -> TwoPeople:
    """Give the president and an assessor, with their codes."""
    members = queries.list_bureau(act.session, made.calling.election(act.session))
    return TwoPeople(CODES[0], members[1], CODES[1])


def open_it(made: Sealing) -> None:
    """Open the vote."""
    with on(made) as act:
        election = made.calling.election(act.session)
        voting.open_vote(act, election, two(made, act), urn_is_empty=True)


def sign(made: Sealing) -> int:
    """Let everybody of both colleges sign; give how many residents did."""
    with on(made) as act:
        found = [
            [one for one in queries.list_roll(act.session, contest) if one.may_vote]
            for contest in (made.contest(act.session), made.calling.staff(act.session))
        ]
        for roll in found:
            for entry in roll:
                voting.sign_roll(act, entry)
        return len(found[0])


def close_it(made: Sealing) -> None:
    """Close the vote."""
    with on(made) as act:
        voting.close_vote(act, made.calling.election(act.session), two(made, act))


def end_paper(made: Sealing, null: int, because: str = "") -> None:
    """End the entry of paper ballots."""
    with on(made) as act:
        contest = made.contest(act.session)
        tallying.end_paper(act, contest, two(made, act), null=null, because=because)


def voted(engine: Engine) -> Sealing:
    """Let six sign: four votes by card, one of them blank, a paper one, and a card left unused."""
    made = ready(engine)
    name_bureau(made)
    open_it(made)
    for code, chosen in zip(made.codes, (choice(1), choice(1, 2), BLANK, choice(2)), strict=False):
        made.cast(made.seal(code, chosen))
    with on(made) as act:
        urns.exchange_card(act, made.contest(act.session), made.public(made.codes[4:5])[0])
    sign(made)
    close_it(made)
    return made


def count_staff(made: Sealing) -> None:
    """Let both assessors count the staff's paper ballots."""
    with on(made) as act:
        contest = made.calling.staff(act.session)
        sheet = queries.see_count(act.session, contest)
        votes = dict.fromkeys(sheet.by_key, sheet.signed)
        found = Read(sheet.signed, sheet.signed, 0, 0, votes)
        members = queries.list_bureau(act.session, made.calling.election(act.session))
        for place in (1, 2):
            counts.enter_reading(act, contest, members[place], CODES[place], found)

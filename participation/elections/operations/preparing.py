"""Preparing an election: its contests, its calendar, its call; or giving it up."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import operations as councils, queries as council_queries
from participation.councils.models import College, Council
from participation.councils.rules.calendar import Alarm, Step, plan
from participation.councils.rules.kinds import Filling, Office
from participation.elections import queries
from participation.elections.models import Contest, Election
from participation.elections.queries.sealed import list_left_closed
from participation.elections.rules.desk import alarms_of
from participation.elections.rules.process import Refusal
from participation.elections.rules.stages import ElectionKind, Stage, Way
from participation.foundation.act import Act, Refused
from participation.organisations.rules.law import Severity

from .holding import hold_election, said_why, today


@dataclass(frozen=True, slots=True)
class ContestLine:
    """What one college elects; by default all its seats, and a voter may choose as many names."""

    college: College
    seats: int
    substitutes: int = 0
    way: Way = Way.PAPER
    most_choices: int = 0
    """0: as many as there are seats of titulaires."""
    office: Office | None = None

    @classmethod
    def for_colleges(cls, colleges: Sequence[College], way: Way = Way.PAPER) -> "list[ContestLine]":
        """Give one contest for each college whose seats are filled by an election."""
        return [
            cls(one, one.members, one.substitutes, way)
            for one in colleges
            if one.filling is Filling.ELECTION and one.members
        ]


@journaled(Action.ELECTION_PREPARED)
def prepare_election(
    act: Act,
    council: Council,
    lines: Sequence[ContestLine],
    *,
    dates: Mapping[Step, dt.date] | None = None,
    opens_on: dt.date | None = None,
    closes_on: dt.date | None = None,
    kind: ElectionKind = ElectionKind.COUNCIL,
    parent: Election | None = None,
) -> Election:
    """Prepare an election with a contest for each line, its calendar counted back from the vote.

    The calendar is `dates`, or the one that the law's numbers give for `opens_on` and `closes_on`.
    Refuses no college at all, a college for which another election runs, and dates out of order.
    """
    councils.hold(act, council)
    if not lines:
        raise Refused(Refusal.NO_COLLEGE)
    if any(line.seats < 1 or line.substitutes < 0 for line in lines):
        raise Refused(Refusal.SEATS_MISSING)
    _refuse_twice(act, council, lines)
    election = Election(
        council_id=council.id,
        parent_id=parent.id if parent else None,
        kind=kind,
        stage=Stage.PREPARATION,
    )
    _write_dates(act, election, dates or _planned(act, opens_on, closes_on))
    act.session.add(election)
    act.session.flush()
    for line in lines:
        act.session.add(_contest(election, line))
    return election


def _planned(act: Act, opens_on: dt.date | None, closes_on: dt.date | None) -> dict[Step, dt.date]:
    opens = opens_on or closes_on
    if opens is None or (closes_on or opens) < opens:
        raise Refused(Refusal.DATES_OUT_OF_ORDER)
    return plan(opens, closes_on or opens, council_queries.law_on(today(act)))


def _contest(election: Election, line: ContestLine) -> Contest:
    return Contest(
        election_id=election.id,
        college_id=line.college.id,
        office=line.office,
        seats=line.seats,
        substitutes=line.substitutes,
        most_choices=line.most_choices or line.seats,
        tie_break=line.college.tie_break,
        way=line.way,
    )


def _refuse_twice(act: Act, council: Council, lines: Sequence[ContestLine]) -> None:
    wanted = {(line.college.id, line.office) for line in lines}
    if len(wanted) != len(lines) or any(one.college.council_id != council.id for one in lines):
        raise Refused(Refusal.NO_COLLEGE)
    over = (Stage.PROCLAIMED, Stage.ANNULLED)
    for other in queries.list_elections(act.session, [council.id]):
        contests = queries.list_contests(act.session, other) if other.stage not in over else ()
        closed = {each.contest_id for each in list_left_closed(act.session, contests)}
        contests = [
            each for each in contests if each.id not in closed and each.merged_into_id not in closed
        ]
        if wanted & {(one.college_id, one.office) for one in contests}:
            raise Refused(Refusal.ALREADY_RUNNING)


def _write_dates(act: Act, election: Election, dates: Mapping[Step, dt.date]) -> None:
    law = council_queries.law_on(today(act))
    for found in alarms_of(election.kind, dates, law, today=today(act)):
        if found.alarm is Alarm.OUT_OF_ORDER and found.severity is Severity.ERROR:
            raise Refused(Refusal.DATES_OUT_OF_ORDER)
    for step, name in queries.DAY_OF.items():
        setattr(election, name, dates[step])


BEFORE_THE_VOTE = (Stage.PREPARATION, Stage.CALL, Stage.LIST)
STILL_TO_COME = {
    Stage.PREPARATION: frozenset(Step),
    Stage.CALL: frozenset(Step) - {Step.CALL},
    Stage.LIST: frozenset({Step.VOTE_OPENS, Step.VOTE_CLOSES, Step.CHALLENGE_ENDS}),
}
"""Which days may still be moved: what was announced and has happened stays as it was."""


@journaled(Action.ELECTION_DATES_CHANGED)
def change_dates(act: Act, election: Election, dates: Mapping[Step, dt.date]) -> Election:
    """Move days that are still to come; refuse a wrong order and days that are history."""
    hold_election(act, election, *STILL_TO_COME)
    known = queries.dates_of(election)
    moved = {step for step, day in dates.items() if known[step] != day}
    if moved - STILL_TO_COME[election.stage]:
        raise Refused(Refusal.DATE_IS_HISTORY)
    _write_dates(act, election, {**known, **dates})
    return election


@journaled(Action.CALL_OPENED)
def open_call(act: Act, election: Election) -> Election:
    """Open the call: from now on people may stand, and object to the roll."""
    hold_election(act, election, Stage.PREPARATION)
    if queries.dates_of(election)[Step.CANDIDACIES_END] < today(act):
        raise Refused(Refusal.CANDIDACIES_OVER)
    election.stage = Stage.CALL
    election.call_on = min(election.call_on, today(act))
    return election


@journaled(Action.ELECTION_ANNULLED)
def annul_election(act: Act, election: Election, *, because: str) -> Election:
    """Give up an election before its vote, and say why; another may then be prepared.

    Once the vote has opened nobody makes it vanish alone: two of its bureau do (stop_vote), or a
    challenge that is upheld.
    """
    hold_election(act, election, *BEFORE_THE_VOTE)
    election.annulled_because = said_why(act, because)
    election.stage = Stage.ANNULLED
    return election

"""A year of a council in figures, for the report that its chair presents (D311-20)."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.councils.models import ActivityReport, Council, Term
from participation.councils.rules.kinds import CollegeKind, EndReason, Origin
from participation.councils.rules.serving import SupportState, Theme, TrainingState
from participation.followups.models import FollowUp
from participation.followups.queries import list_follow_ups
from participation.followups.rules import WAITING, State
from participation.foundation.localized import Localized

from .councils import list_seats, list_terms
from .mandates import list_supports, list_trainings
from .sheet import CouncilSheet, see_council


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as a report tells of it; opinions and proposals are those that were valid."""

    day: dt.date
    subject: Localized
    present: int = 0
    members: int = 0
    is_valid: bool = True
    opinions: int = 0
    proposals: int = 0


@dataclass(frozen=True, slots=True)
class ElectionLine:
    """An election as a report tells of it."""

    day: dt.date
    kind: CollegeKind
    registered: int = 0
    voters: int = 0
    elected: int = 0


MeetingSource = Callable[[Session, int, int], Sequence[MeetingLine]]
"""Gives the meetings of a council in a year: (session, key of the council, year)."""
ElectionSource = Callable[[Session, int, int], Sequence[ElectionLine]]
_meetings: list[MeetingSource] = []
_elections: list[ElectionSource] = []


def learn_meetings(source: MeetingSource) -> None:
    """Learn where a higher room keeps the meetings of councils."""
    if source not in _meetings:
        _meetings.append(source)


def learn_elections(source: ElectionSource) -> None:
    """Learn where a higher room keeps how people voted; without it, terms tell who was chosen."""
    if source not in _elections:
        _elections.append(source)


def has_meetings() -> bool:
    """Say whether any room tells of meetings; a report then says “none” rather than nothing."""
    return bool(_meetings)


@dataclass(frozen=True, slots=True)
class Activity:
    """A year of a council, as it was recorded."""

    year: int
    until: dt.date
    """The last day counted: the end of the year, or today."""
    sheet: CouncilSheet
    """The council as it stood that day."""
    arrived: Mapping[Origin, int]
    left: Mapping[EndReason, int]
    elections: tuple[ElectionLine, ...]
    meetings: tuple[MeetingLine, ...]
    trainings: Mapping[Theme, int]
    hours: int
    """Hours of training, added over those who followed it."""
    wished: int
    helped: Mapping[SupportState, int]
    answers: tuple[FollowUp, ...]
    """What was said to this council and is answered, or waits."""

    def answered(self, *states: State) -> int:
        """Count the follow-ups in some states."""
        return sum(one.state in states for one in self.answers)


def see_activity(session: Session, council: Council, year: int, today: dt.date) -> Activity:
    """Give a year of a council, up to today when it is not over."""
    first, last = dt.date(year, 1, 1), min(dt.date(year, 12, 31), today)
    terms = list_terms(session, [council.id])
    trained = [
        one
        for one in list_trainings(session, council_ids=[council.id])
        if one.state is TrainingState.FOLLOWED and one.on_day and first <= one.on_day <= last
    ]
    wished = list_trainings(session, council_ids=[council.id])
    return Activity(
        year=year,
        until=last,
        sheet=see_council(session, council, last),
        arrived=Counter(one.origin for one in terms if first <= one.since <= last),
        left=Counter(
            one.end_reason
            for one in terms
            if one.ended_on and one.end_reason and first <= one.ended_on <= last
        ),
        elections=_elections_of(session, council, terms, year),
        meetings=tuple(line for source in _meetings for line in source(session, council.id, year)),
        trainings=Counter(one.theme for one in trained),
        hours=sum(one.hours for one in trained),
        wished=sum(one.state is TrainingState.WISHED for one in wished),
        helped=Counter(
            one.state
            for one in list_supports(session, council_ids=[council.id])
            if first <= one.on_day <= dt.date(year, 12, 31)
        ),
        answers=tuple(_answers(session, council, first, last)),
    )


def _elections_of(
    session: Session, council: Council, terms: Sequence[Term], year: int
) -> tuple[ElectionLine, ...]:
    """Give the elections of a year from the room that holds them, or from the terms they gave."""
    told = tuple(line for source in _elections for line in source(session, council.id, year))
    if told:
        return told
    seats = {one.id: one.college_id for one in list_seats(session, [council.id])}
    kinds = {
        one.college.id: one.college.kind
        for one in see_council(session, council, dt.date(year, 12, 31)).colleges
    }
    chosen = Counter(
        (one.since, kinds[seats[one.seat_id]])
        for one in terms
        if one.origin is Origin.ELECTED and one.since.year == year and seats[one.seat_id] in kinds
    )
    return tuple(
        ElectionLine(day, kind, elected=count) for (day, kind), count in sorted(chosen.items())
    )


def _answers(
    session: Session, council: Council, first: dt.date, last: dt.date
) -> Sequence[FollowUp]:
    """Give what residents were answered that year, and what still waits, in the houses covered."""
    covered = see_council(session, council, last).services
    found = []
    for one in list_follow_ups(session, public_only=True):
        day = one.done_on or one.due_on
        waits = one.state in WAITING
        if one.service_id in covered and (waits or (day is not None and first <= day <= last)):
            found.append(one)
    return found


def find_report(session: Session, council_id: int, year: int) -> ActivityReport | None:
    """Give what a council wrote of a year; None before it wrote anything."""
    statement = select(ActivityReport).where(
        ActivityReport.council_id == council_id, ActivityReport.year == year
    )
    return session.scalar(statement)


def list_reports(session: Session, council_id: int) -> Sequence[ActivityReport]:
    """Give the reports of a council that was found, the latest first (R31)."""
    statement = select(ActivityReport).where(ActivityReport.council_id == council_id)
    return session.scalars(statement.order_by(ActivityReport.year.desc())).all()

"""The hours that the elected gave to their councils, by mandate and by month."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership
from participation.councils.models import College, Council, Seat, Term
from participation.councils.queries.councils import reached
from participation.foundation.clock import PARIS
from participation.meetings.models import Meeting, Presence
from participation.meetings.rules.hours import minutes_held
from participation.meetings.rules.kinds import Stage

from .meetings import day_of


@dataclass(frozen=True, slots=True)
class MandateMonth:
    """What one mandate came to in a month; `early` are the meetings that she left before the end.

    Those count whole, for no hour of leaving is kept: whoever pays knows that it may be less.
    """

    council: Council
    college: College
    name: str
    month: dt.date
    times: int
    minutes: int
    early: int


def list_hours(
    session: Session, year: int, *, user_id: int | None = None
) -> Sequence[MandateMonth]:
    """Give the time that mandates came to in a year: of the entered services, or of one person."""
    statement = _sat(year)
    if user_id is not None:
        hers = select(Membership.id).where(Membership.user_id == user_id)
        statement = statement.where(Term.membership_id.in_(hers))
    found: dict[tuple[int | None, dt.date], list[tuple[Presence, Meeting, College, Council]]]
    found = defaultdict(list)
    for row in session.execute(statement):
        presence, meeting, college, council = row
        key = presence.term_id, day_of(meeting).replace(day=1)
        found[key].append((presence, meeting, college, council))
    lines = [_line(month, rows) for (_term, month), rows in found.items()]
    return sorted(lines, key=lambda one: (one.council.id, one.name, one.month))


def _sat(year: int) -> Select[Presence, Meeting, College, Council]:
    first, last = (dt.datetime(each, 1, 1, tzinfo=PARIS) for each in (year, year + 1))
    same = Presence.organisation_id
    return (
        select(Presence, Meeting, College, Council)
        .join(Meeting, and_(Meeting.organisation_id == same, Meeting.id == Presence.meeting_id))
        .join(Council, and_(Council.organisation_id == same, Council.id == Meeting.council_id))
        .join(Term, and_(Term.organisation_id == same, Term.id == Presence.term_id))
        .join(Seat, and_(Seat.organisation_id == same, Seat.id == Term.seat_id))
        .join(College, and_(College.organisation_id == same, College.id == Seat.college_id))
        .where(
            Meeting.stage == Stage.CLOSED,
            Meeting.starts_at >= first.astimezone(dt.UTC),
            Meeting.starts_at < last.astimezone(dt.UTC),
            reached(),
        )
        .order_by(Meeting.starts_at, Presence.id)
    )


def _line(
    month: dt.date, rows: Sequence[tuple[Presence, Meeting, College, Council]]
) -> MandateMonth:
    presence, _meeting, college, council = rows[-1]
    held = [one for _presence, one, _college, _council in rows]
    return MandateMonth(
        council=council,
        college=college,
        name=presence.name,
        month=month,
        times=len(rows),
        minutes=sum(
            minutes_held(one.minutes_planned, one.opened_at, one.closed_at) for one in held
        ),
        early=sum(one.has_left for one, *_rest in rows),
    )

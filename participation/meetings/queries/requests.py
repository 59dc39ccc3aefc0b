"""Sessions asked for between two others: who asks, since when, and whether one was called."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.councils.models import Council
from participation.councils.queries import see_council
from participation.councils.rules.kinds import SeatKind
from participation.meetings.models import SessionAsker, SessionRequest
from participation.meetings.rules.kinds import Stage
from participation.meetings.rules.requests import LONGEST_AGO, Request

from .meetings import list_meetings


@dataclass(frozen=True, slots=True)
class RequestSheet:
    """A request, who asks, and the day on which a session was called after it."""

    row: SessionRequest
    asked: Request
    terms: frozenset[int]
    names: tuple[str, ...]
    calls: tuple[dt.date, ...]
    """Every day on which a session of the council was called, the first one first."""

    def called_after(self, day: dt.date) -> dt.date | None:
        """Give the first day on which a session was called from a day on; None so far."""
        return next((on for on in self.calls if on >= day), None)

    def is_open(self, today: dt.date) -> bool:
        """Say whether others may still join: no session was called since, and it is no year old."""
        own = self.row.opened_on
        return self.called_after(own) is None and today < own + LONGEST_AGO


def list_requests(session: Session, council: Council) -> Sequence[RequestSheet]:
    """Give the requests of a council that was reached, the last one first."""
    statement = select(SessionRequest).where(SessionRequest.council_id == council.id)
    rows = session.scalars(statement.order_by(SessionRequest.id.desc())).all()
    met = list_meetings(session, [council.id]) if rows else ()
    called = sorted(
        one.called_on for one in met if one.called_on and one.stage is not Stage.CANCELLED
    )
    return [_sheet(session, council, row, tuple(called)) for row in rows]


def find_open_request(session: Session, council: Council, today: dt.date) -> RequestSheet | None:
    """Give the request that waits for a session, or nothing."""
    found = list_requests(session, council)
    return next((one for one in found if one.is_open(today)), None)


def _sheet(
    session: Session, council: Council, row: SessionRequest, calls: tuple[dt.date, ...]
) -> RequestSheet:
    """Give a request; members are counted on the day on which the last of them asked."""
    statement = select(SessionAsker).where(SessionAsker.request_id == row.id)
    askers = session.scalars(statement.order_by(SessionAsker.id)).all()
    last = max((one.asked_on for one in askers), default=row.opened_on)
    council_then = see_council(session, council, last)
    names = council_then.names
    return RequestSheet(
        row=row,
        asked=Request(
            row.opened_on,
            tuple(one.asked_on for one in askers),
            council_then.sitting.members,
            row.manager_on,
        ),
        terms=frozenset(one.term_id for one in askers),
        names=tuple(names[one.term_id] for one in askers if one.term_id in names),
        calls=calls,
    )


def members_on(session: Session, council: Council, day: dt.date) -> dict[int, str]:
    """Give who has a vote in a council on a day: the name behind each term."""
    return {
        seat.holder.term.id: seat.holder.name
        for college in see_council(session, council, day).colleges
        for seat in college.of(SeatKind.MEMBER)
        if seat.holder
    }


def own_seats(session: Session, council: Council, user_id: int | None, day: dt.date) -> set[int]:
    """Give the terms by which a person has a vote in a council on a day; none for others."""
    return {
        seat.holder.term.id
        for college in see_council(session, council, day).colleges
        for seat in college.of(SeatKind.MEMBER)
        if seat.holder and user_id is not None and seat.holder.user_id == user_id
    }

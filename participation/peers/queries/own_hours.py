"""What a helper gave, by month and kind, in every house; and how she said that it was."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.accounts.queries import all_services
from participation.foundation.clock import PARIS
from participation.foundation.scope import within
from participation.peers.models import Assignment, Debrief, Peer, Slot
from participation.peers.rules.afterwards import forgotten_before, supervision_due
from participation.peers.rules.civil import MINUTE, day_of
from participation.peers.rules.dated import LimitCode
from participation.peers.rules.kinds import SUPERVISION_KINDS, Feeling, SlotKind, SlotState
from participation.peers.rules.planning import days_span

from .handing import of_slot, own_lines
from .loads import limits_in_force
from .slots import lines_of


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What she gave in a month for one kind: how many times, and elapsed minutes."""

    month: dt.date
    kind: SlotKind
    times: int
    minutes: int


def hours_of(session: Session, peer: Peer, since: dt.date, until: dt.date) -> list[MonthLine]:
    """Give what a helper attended from a day to another, the last left out, by month and kind.

    Every house counts, whatever she may enter today; no house and nobody is named. A time belongs
    to the month in which it began.
    """
    span = days_span(since, until)
    statement = (
        select(Slot.kind, Slot.starts, Slot.ends)
        .join(Assignment, of_slot())
        .where(
            Assignment.helper_id == peer.id,
            Assignment.attended.is_(True),
            Slot.state == SlotState.HELD,
            Slot.starts >= span.starts,
            Slot.starts < span.ends,
        )
    )
    found: dict[tuple[dt.date, SlotKind], list[int]] = defaultdict(list)
    with within(session, all_services(session)):
        for kind, starts, ends in session.execute(statement):
            month = day_of(starts, PARIS).replace(day=1)
            found[month, kind].append((ends - starts) // MINUTE)
    order = list(SlotKind)
    return [
        MonthLine(month, kind, len(each), sum(each))
        for (month, kind), each in sorted(
            found.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    ]


@dataclass(frozen=True, slots=True)
class Week:
    """How the times of a week were, in faces."""

    monday: dt.date
    faces: tuple[tuple[Feeling, int], ...]


def list_debriefs(session: Session, peer: Peer, today: dt.date) -> list[Week]:
    """Give the faces that a helper touched, by week, the last first; none older than 90 days."""
    statement = select(Debrief.week_of, Debrief.feeling).where(
        Debrief.helper_id == peer.id, Debrief.week_of >= forgotten_before(today)
    )
    found: dict[dt.date, Counter[Feeling]] = defaultdict(Counter)
    for monday, feeling in session.execute(statement):
        found[monday][feeling] += 1
    return [
        Week(monday, tuple((each, found[monday][each]) for each in Feeling if found[monday][each]))
        for monday in sorted(found, reverse=True)
    ]


def count_debriefs(session: Session, peer: Peer, monday: dt.date) -> int:
    """Count the faces of one week."""
    own = (Debrief.helper_id == peer.id, Debrief.week_of == monday)
    return session.scalar(select(func.count(Debrief.id)).where(*own)) or 0


def list_entrusted(session: Session, user_id: int) -> Sequence[Peer]:
    """Give the helpers who named a person as their referent, by name."""
    statement = select(Peer).where(Peer.referent_id == user_id)
    return session.scalars(statement.order_by(Peer.name, Peer.id)).all()


@dataclass(frozen=True, slots=True)
class Care:
    """When her supervision is due, and where she may go."""

    last: dt.date | None
    due: dt.date
    booked: Slot | None
    open: tuple[Slot, ...]

    def is_late(self, today: dt.date) -> bool:
        """Say whether it is due already."""
        return self.due < today


def see_care(session: Session, peer: Peer, now: dt.datetime) -> Care:
    """Give the last supervision of a helper, the day of the next, and those with a place left."""
    last = _last_supervision(session, peer, now)
    days = limits_in_force(day_of(now, PARIS))[LimitCode.SUPERVISION_MONTH].number
    planned = (Slot.kind.in_(SUPERVISION_KINDS), Slot.state == SlotState.PLANNED, Slot.starts > now)
    mine = [slot for _one, slot in own_lines(session, peer, *planned)]
    coming = session.scalars(select(Slot).where(*planned).order_by(Slot.starts).limit(20)).all()
    hers = {each.id for each in mine}
    lines = [each for each in lines_of(session, coming) if each.slot.id not in hers]
    return Care(
        last=last,
        due=supervision_due(last, peer.since, days),
        booked=mine[0] if mine else None,
        open=tuple(each.slot for each in lines if len(each.people) < each.slot.need_max)[:3],
    )


def _last_supervision(session: Session, peer: Peer, now: dt.datetime) -> dt.date | None:
    statement = (
        select(Slot.starts)
        .join(Assignment, of_slot())
        .where(
            Assignment.helper_id == peer.id,
            Assignment.attended.is_(True),
            Slot.kind.in_(SUPERVISION_KINDS),
            Slot.starts < now,
        )
        .order_by(Slot.starts.desc())
        .limit(1)
    )
    with within(session, all_services(session)):
        found = session.scalars(statement).one_or_none()
    return None if found is None else day_of(found, PARIS)

"""Terms: when they end, who follows, and what has to be done by when."""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from participation.councils.rules.kinds import SubstituteOrder
from participation.organisations.rules.law import Law, Severity

LONGEST_TERM_MONTHS = 120
"""No law sets one since 2023: ten years is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a term: the first one, the first one after it as planned, and as it happened."""

    since: dt.date
    until: dt.date | None = None
    ended_on: dt.date | None = None

    @property
    def end(self) -> dt.date | None:
        """Give the first day on which it no longer runs; None while no day is known."""
        known = [day for day in (self.until, self.ended_on) if day is not None]
        return min(known) if known else None

    def holds(self, day: dt.date) -> bool:
        """Say whether it runs on a day."""
        return self.since <= day and (self.end is None or day < self.end)

    def meets(self, other: "Span") -> bool:
        """Say whether two terms have a day in common."""
        return (other.end is None or self.since < other.end) and (
            self.end is None or other.since < self.end
        )


def months_later(day: dt.date, months: int) -> dt.date:
    """Give the same day some months later, or the last of that month (31 January → 28 February)."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def planned_end(since: dt.date, months: int | None) -> dt.date | None:
    """Give the first day after a term of so many months; None where none were set (D311-8)."""
    return None if months is None else months_later(since, months)


class Expiry(StrEnum):
    """Where a term stands against its end."""

    RUNNING = "running"
    ENDING = "ending"
    EXPIRED = "expired"
    NO_END = "no-end"


@dataclass(frozen=True, slots=True)
class Alert:
    """Where the terms of a council stand; `days` to the end, negative once it has passed."""

    expiry: Expiry
    severity: Severity | None
    provision: str
    on: dt.date | None = None
    days: int = 0


def expiry_of(span: Span, day: dt.date, law: Law) -> Alert:
    """Say how a term stands on a day: expired on its last day, ending 90 days before (R16)."""
    if span.until is None:
        asked = law["term-length"].weigh(Severity.ERROR) if "term-length" in law else None
        return Alert(Expiry.NO_END, asked, "term-length")
    days = (span.until - day).days
    if days <= 0:
        severity = law["term-expired"].weigh(Severity.ERROR)
        return Alert(Expiry.EXPIRED, severity, "term-expired", span.until, days)
    if days < law.number("term-ending"):
        return Alert(Expiry.ENDING, Severity.WARNING, "term-ending", span.until, days)
    return Alert(Expiry.RUNNING, None, "term-ending", span.until, days)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A substitute who may be seated: the key of her term, her rank, the days of her term."""

    key: int
    rank: int
    span: Span


def next_substitute(
    rank: int, substitutes: Iterable[Waiting], *, order: SubstituteOrder, day: dt.date
) -> int | None:
    """Give the key of who takes the seat of a titulaire of this rank on a day; None when nobody.

    Ranked: the first of those still there. Paired: the one elected with the titulaire, and no
    other (D311-8: the titulaire is replaced by the suppléant for the rest of the term).
    """
    present = sorted(
        (each for each in substitutes if each.span.holds(day)),
        key=lambda each: (each.rank, each.key),
    )
    if order is SubstituteOrder.PAIRED:
        present = [each for each in present if each.rank == rank]
    return present[0].key if present else None


@dataclass(frozen=True, slots=True)
class SubstituteDue:
    """A new substitute to name, and the day by which."""

    since: dt.date
    by: dt.date
    is_late: bool


def new_substitute_due(
    seated_on: Sequence[dt.date], *, empty: int, day: dt.date, law: Law
) -> tuple[SubstituteDue, ...]:
    """Give the substitutes still to be named after others were seated (R18).

    `seated_on` are the days on which substitutes became titulaires, `empty` how many seats of
    substitutes are empty today: the latest seatings are those that nobody has made up for.
    """
    days = law.number("new-substitute")
    waiting = sorted(seated_on)[-empty:] if empty > 0 else []
    return tuple(
        SubstituteDue(since, since + dt.timedelta(days=days), day > since + dt.timedelta(days=days))
        for since in waiting
    )


def is_gone(present_until: dt.date | None, span: Span, day: dt.date) -> bool:
    """Say whether somebody still sits who is no longer in the service (R17)."""
    return span.holds(day) and present_until is not None and present_until <= day

"""What stands in the diary of a representative; other rooms add their own entries."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.councils.rules.mandates import next_of
from participation.foundation.i18n import LazyText
from participation.foundation.localized import Localized

from .mandates import Mandate, list_hours


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One line of a diary: its day, its hours as HH:MM (or none), what it is, where, its page."""

    day: dt.date
    what: Localized | LazyText | str
    council_id: int | None = None
    starts: str = ""
    ends: str = ""
    place: str = ""
    url: str = ""
    is_meeting: bool = False
    """A helper or an interpreter can be asked for it."""


DiarySource = Callable[[Session, Collection[int], dt.date], Sequence[DiaryEntry]]
"""Gives what is to come in councils from a day on: (session, keys of councils, day)."""
_sources: list[DiarySource] = []


def learn_entries(source: DiarySource) -> None:
    """Learn where a higher room keeps what the elected have to come to."""
    if source not in _sources:
        _sources.append(source)


def entries_of(
    session: Session, mandates: Sequence[Mandate], day: dt.date
) -> Sequence[DiaryEntry]:
    """Give what is to come in the councils of these mandates, in the order of days."""
    keys = {one.council.id for one in mandates}
    found = [entry for source in _sources for entry in source(session, keys, day)]
    return sorted((one for one in found if one.day >= day), key=lambda one: (one.day, one.starts))


@dataclass(frozen=True, slots=True)
class Hours:
    """Office hours as a diary shows them, with the next day on which they are held."""

    key: int
    weekday: int | None
    day: dt.date
    starts: str
    ends: str
    place: str


def hours_of(session: Session, mandates: Sequence[Mandate], day: dt.date) -> Sequence[Hours]:
    """Give the office hours of these mandates, the next one first."""
    rows = list_hours(session, [one.term.id for one in mandates], day)
    found = [
        Hours(
            row.id,
            row.weekday,
            row.on_day if row.weekday is None and row.on_day else next_of(row.weekday or 1, day),
            row.starts,
            row.ends,
            row.place,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.day, one.starts))

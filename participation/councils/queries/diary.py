"""What stands in the diary of a representative; other rooms add their own entries."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.councils.models import Council, SeatOffer, Support, Training
from participation.councils.rules.serving import TrainingState, next_of
from participation.foundation.i18n import LazyText
from participation.foundation.localized import Localized

from .councils import get_council
from .mandates import (
    Mandate,
    Note,
    list_hours,
    list_supports,
    list_trainings,
    mandates_of,
    notes_of,
    offers_of,
)
from .network import card_of


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


def entries_of(session: Session, mandates: Sequence[Mandate], day: dt.date) -> Sequence[DiaryEntry]:
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


@dataclass(frozen=True, slots=True)
class Diary:
    """All that a representative finds on her page."""

    mandates: tuple[Mandate, ...]
    offers: tuple[tuple[SeatOffer, Council], ...]
    entries: tuple[DiaryEntry, ...]
    hours: tuple[Hours, ...]
    trainings: tuple[Training, ...]
    supports: tuple[Support, ...]
    notes: tuple[Note, ...]
    has_card: bool

    @property
    def has_followed(self) -> bool:
        """Say whether a training was followed, so that a certificate can be written."""
        return any(one.state is TrainingState.FOLLOWED for one in self.trainings)

    @property
    def is_for_residents(self) -> bool:
        """Say whether she speaks for the people of a house or their families."""
        return any(one.is_for_residents for one in self.mandates)


def see_diary(session: Session, user_id: int, day: dt.date) -> Diary:
    """Give the page of a representative; never call it for another than who asks."""
    mandates = mandates_of(session, user_id, day)
    offers = offers_of(session, user_id)
    return Diary(
        mandates=tuple(mandates),
        offers=tuple((one, get_council(session, one.council_id)) for one in offers),
        entries=tuple(entries_of(session, mandates, day)),
        hours=tuple(hours_of(session, mandates, day)),
        trainings=tuple(list_trainings(session, user_id=user_id)),
        supports=tuple(one for one in list_supports(session, user_id=user_id) if one.on_day >= day),
        notes=tuple(notes_of(session, user_id)),
        has_card=card_of(session, user_id) is not None,
    )

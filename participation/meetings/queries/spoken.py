"""What is heard of meetings: lines for the room of voices, a section as its secretary said it."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.foundation.languages import SOURCE
from participation.meetings.models import Minutes, SpokenSection
from participation.meetings.rules.writing import paragraphs, read_sections

from .meetings import CALLED, list_items, list_meetings, list_minutes
from .tellings import list_translations


def list_spoken(session: Session, locale: str) -> list[str]:
    """Give the texts written in a language: points of agendas, what was said."""
    found: list[str] = []
    for meeting in list_meetings(session):
        if meeting.stage in CALLED:
            for item in list_items(session, meeting):
                found += [item.title.get(locale, ""), item.words.get(locale, "")]
        for version in list_minutes(session, meeting) if locale == SOURCE else ():
            found += _lines(version.told or ())
        for row in list_translations(session, meeting):
            found += _lines(row.sections) if row.locale == locale else ()
    return list(dict.fromkeys(text for text in found if text))


def _lines(sections: Iterable[Mapping[str, str]]) -> list[str]:
    return [text for one in read_sections(sections) for text in (one.title, *paragraphs(one.told))]


def find_spoken_section(session: Session, minutes: Minutes, number: int) -> SpokenSection | None:
    """Give a section of minutes that were reached as it was said, or nothing."""
    statement = select(SpokenSection).where(
        SpokenSection.minutes_id == minutes.id, SpokenSection.number == number
    )
    return session.scalars(statement).first()


def list_spoken_numbers(session: Session, minutes: Minutes) -> frozenset[int]:
    """Give the numbers of the sections that somebody said."""
    statement = select(SpokenSection.number).where(SpokenSection.minutes_id == minutes.id)
    return frozenset(session.scalars(statement))

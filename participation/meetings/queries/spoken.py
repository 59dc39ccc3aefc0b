"""What residents hear of meetings, for the room of voices."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from participation.foundation.languages import SOURCE
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

"""What residents hear of meetings, for the room of voices."""

from sqlalchemy.orm import Session

from participation.meetings.rules.writing import paragraphs, read_sections

from .meetings import CALLED, list_items, list_meetings, list_minutes


def list_spoken(session: Session, locale: str) -> list[str]:
    """Give the texts written in a language: points of agendas, published minutes (in French)."""
    found: list[str] = []
    for meeting in list_meetings(session):
        if meeting.stage in CALLED:
            for item in list_items(session, meeting):
                found += [item.title.get(locale, ""), item.words.get(locale, "")]
        for version in list_minutes(session, meeting):
            if version.told is None or locale != "fr":
                continue
            for section in read_sections(version.told):
                found += [section.title, *paragraphs(section.told)]
    return list(dict.fromkeys(text for text in found if text))

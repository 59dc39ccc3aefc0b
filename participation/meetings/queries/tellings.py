"""What was said at a meeting, in the reader's language where somebody wrote it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.foundation.languages import SOURCE, chain
from participation.foundation.localized import Localized
from participation.meetings.models import Meeting, Translation
from participation.meetings.rules.telling import Telling, in_order, mark_of_told, telling_of
from participation.meetings.rules.writing import Section, paragraphs, read_sections

from .letters import list_recipients
from .sheet import MeetingSheet


@dataclass(frozen=True, slots=True)
class TongueLine:
    """A language in which what was said is published, or should be."""

    locale: str
    state: Telling
    row: Translation | None


@dataclass(frozen=True, slots=True)
class ToldSection:
    """A part of what was said: its title and each line, in the language that was found."""

    title: Localized
    lines: tuple[Localized, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What was said, as one reader has it; `locale` is its language, which may not be hers."""

    sections: tuple[ToldSection, ...] = ()
    locale: str = SOURCE
    is_stale: bool = False


def list_translations(session: Session, meeting: Meeting) -> Sequence[Translation]:
    """Give what was said at a meeting that was reached, in each language that was written."""
    statement = select(Translation).where(Translation.meeting_id == meeting.id)
    return session.scalars(statement.order_by(Translation.id)).all()


def source_of(sheet: MeetingSheet) -> tuple[Section, ...]:
    """Give the words that were published last, in French; empty before that."""
    return read_sections(sheet.published.told or []) if sheet.published else ()


def list_tongues(
    session: Session, sheet: MeetingSheet, offered: Iterable[str]
) -> Sequence[TongueLine]:
    """Give every language to write: easy French, those of the members, those of the house."""
    written = {one.locale: one for one in list_translations(session, sheet.meeting)}
    members = [one.locale for one in list_recipients(session, sheet)]
    mark = mark_of_told(source_of(sheet))
    found = []
    for tag in in_order((*members, *written), offered, SOURCE):
        row = written.get(tag)
        found.append(TongueLine(tag, telling_of(mark, row.source_mark if row else None), row))
    return found


def tell(session: Session, sheet: MeetingSheet, wanted: str) -> Told:
    """Give what was said in a reader's language, or in French; say whether it is older."""
    source = source_of(sheet)
    if not source:
        return Told()
    written = {one.locale: one for one in list_translations(session, sheet.meeting)}
    for tag in chain(wanted):
        if tag == SOURCE:
            break
        if tag in written:
            row = written[tag]
            is_stale = telling_of(mark_of_told(source), row.source_mark) is Telling.STALE
            return Told(_in(tag, read_sections(row.sections)), tag, is_stale)
    return Told(_in(SOURCE, source))


def _in(tag: str, sections: Iterable[Section]) -> tuple[ToldSection, ...]:
    return tuple(
        ToldSection(
            Localized({tag: one.title}),
            tuple(Localized({tag: line}) for line in paragraphs(one.told)),
        )
        for one in sections
    )

"""Minutes as sections, drafted from what was recorded; and what may be done with a version."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from participation.meetings.rules.merging import mark_of
from participation.meetings.rules.refusals import Refusal

LONGEST = 4000
"""Letters of one section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the minutes: its title, what was said, and the same in easy words."""

    title: str
    words: str
    easy: str = ""

    @property
    def told(self) -> str:
        """Give what residents read: the easy words, or the others where nobody wrote any."""
        return self.easy or self.words

    def plain(self) -> dict[str, str]:
        """Give what a JSON column keeps."""
        return {"title": self.title, "words": self.words, "easy": self.easy}


def read_sections(kept: Iterable[Mapping[str, str]]) -> tuple[Section, ...]:
    """Give the sections of a JSON column."""
    return tuple(Section(one["title"], one["words"], one.get("easy", "")) for one in kept)


def mark_of_section(section: Section) -> str:
    """Give the mark of a section as a person saw it, to know whether it has changed since."""
    return mark_of(f"{section.title}\x00{section.words}\x00{section.easy}")


def paragraphs(text: str) -> tuple[str, ...]:
    """Cut a text where its writer began a new line; each part is read aloud by itself."""
    return tuple(line for line in (each.strip() for each in text.splitlines()) if line)


@dataclass(frozen=True, slots=True)
class Version:
    """The days of a version of the minutes."""

    met_on: dt.date
    signed_on: dt.date | None = None
    adopted_on: dt.date | None = None


def why_not_signed_on(met_on: dt.date, day: dt.date, today: dt.date) -> Refusal | None:
    """Refuse a signature from before the meeting or from a day to come."""
    return None if met_on <= day <= today else Refusal.DAY_OUTSIDE


def why_not_adopted(version: Version, session_on: dt.date) -> Refusal | None:
    """Refuse to adopt what is not signed, what was adopted, or at a meeting not later (D311-20)."""
    if version.signed_on is None:
        return Refusal.NOT_SIGNED
    if version.adopted_on is not None:
        return Refusal.ADOPTED_ALREADY
    return None if session_on > version.met_on else Refusal.NOT_A_LATER_MEETING


def why_not_sent_on(version: Version, day: dt.date, today: dt.date) -> Refusal | None:
    """Refuse to send what the council has not adopted, or on a day that cannot be (D311-20)."""
    if version.adopted_on is None:
        return Refusal.NOT_ADOPTED
    return None if version.adopted_on <= day <= today else Refusal.DAY_OUTSIDE

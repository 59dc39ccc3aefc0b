"""What was said, in other languages: there, missing, or older than the words it translates."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from participation.meetings.rules.merging import mark_of
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.writing import Section

EASY = "fr@falc"


class Telling(StrEnum):
    """How a language stands towards the published words."""

    MISSING = "missing"
    TRANSLATED = "translated"
    STALE = "stale"


def mark_of_told(sections: Iterable[Section]) -> str:
    """Give the mark of published words: a translation of other words is stale."""
    return mark_of("\x00".join(f"{one.title}\x01{one.told}" for one in sections))


def telling_of(source: str, translated: str | None) -> Telling:
    """Say how a translation stands: `translated` is the mark of what it translates, if any."""
    if translated is None:
        return Telling.MISSING
    return Telling.TRANSLATED if translated == source else Telling.STALE


def in_order(members: Iterable[str], offered: Iterable[str], source: str) -> tuple[str, ...]:
    """Give the languages to write: easy French first, then the members', then the house's."""
    return tuple(tag for tag in dict.fromkeys((EASY, *members, *offered)) if tag != source)


def why_not_told(source: Sequence[Section], sections: Sequence[Section]) -> Refusal | None:
    """Refuse a translation that says less than its source: half of a text misleads."""
    if len(sections) != len(source):
        return Refusal.TRANSLATION_SHORT
    whole = all(
        one.title.strip() and bool(one.words.strip()) == bool(of.told.strip())
        for one, of in zip(sections, source, strict=True)
    )
    return None if whole else Refusal.TRANSLATION_SHORT


def speaks_same(locale: str, wanted: str) -> bool:
    """Say whether two tags are one language: whoever reads easy French reads French."""
    return locale.partition("@")[0] == wanted.partition("@")[0]

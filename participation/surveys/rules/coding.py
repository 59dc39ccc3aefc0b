"""Giving themes to messages: a short list of themes, two people's turns, a sample drawn by seed."""

import hashlib
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from .questions import Questionnaire

KEYS = "123456789abcdefghijk"
"""The key of each theme, by its number: one touch or one key gives it."""
MOST_THEMES = len(KEYS)
SHARE, LEAST = 5, 30
"""A second person reads one message of five, and thirty at least, or all where there are fewer."""


class CodebookState(StrEnum):
    """Themes change while one person tries them; then stay; then the reading is over."""

    DRAFT = "draft"
    FROZEN = "frozen"
    CLOSED = "closed"


class Turn(StrEnum):
    """Who reads: the first person, a second one who sees nothing of her, the third look."""

    FIRST = "first"
    SECOND = "second"
    SETTLED = "settled"


class CodingRefusal(StrEnum):
    """Why a step of the reading is refused."""

    NO_NAME = "no-name"
    TOO_MANY_THEMES = "too-many-themes"
    THEMES_FROZEN = "themes-frozen"
    CODING_CLOSED = "coding-closed"
    CODING_OPEN = "coding-open"
    NO_THEME = "no-theme"
    UNKNOWN_THEME = "unknown-theme"
    NOT_READ = "not-read"
    ALREADY_READ = "already-read"
    SAME_READER = "same-reader"
    NOTHING_TO_SETTLE = "nothing-to-settle"
    MESSAGES_WAITING = "messages-waiting"
    MESSAGES_LEFT = "messages-left"
    SAMPLE_LEFT = "sample-left"
    DISAGREEMENTS_LEFT = "disagreements-left"
    TOO_FEW_TO_QUOTE = "too-few-to-quote"


@dataclass(frozen=True, slots=True)
class ThemeSheet:
    """What is written of a theme: its name, what belongs to it and what does not."""

    name: str
    belongs: str = ""
    excludes: str = ""
    criterion: str = ""
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the reading of a campaign's messages stands."""

    waiting: int = 0
    kept: int = 0
    read: int = 0
    sample: int = 0
    read_twice: int = 0
    unsettled: int = 0

    @property
    def is_alone(self) -> bool:
        """Say whether each message was read by one person and no second reading has begun."""
        return 0 < self.kept <= self.read and not self.read_twice


def why_not_close(reading: Reading) -> CodingRefusal | None:
    """Say what is left to do before the counts may be shown.

    Counts are shown once, at the end: the difference of two of them would tell one message.
    Where nobody has begun a second reading, one person's is enough: a small house may have no
    other. No agreement is measured then, and pages say so.
    """
    if reading.waiting:
        return CodingRefusal.MESSAGES_WAITING
    if not reading.kept or reading.read < reading.kept:
        return CodingRefusal.MESSAGES_LEFT
    if 0 < reading.read_twice < reading.sample:
        return CodingRefusal.SAMPLE_LEFT
    return CodingRefusal.DISAGREEMENTS_LEFT if reading.unsettled else None


def sample_of(keys: Collection[UUID], seed: int) -> frozenset[UUID]:
    """Draw the messages that a second person reads: the same for the same keys and seed."""
    size = min(len(keys), max(LEAST, math.ceil(len(keys) / SHARE)))
    drawn = sorted(keys, key=lambda key: hashlib.sha256(b"%d:%b" % (seed, key.bytes)).digest())
    return frozenset(drawn[:size])


def starting_themes(questionnaire: Questionnaire) -> Mapping[str, str]:
    """Give the themes of a questionnaire in order, each with the criterion of its questions.

    A criterion is given where all questions of the theme that name one name the same.
    """
    found: dict[str, set[str]] = {}
    for question in questionnaire.questions():
        if question.theme:
            found.setdefault(question.theme, set()).update({question.criterion} - {""})
    chosen = list(found.items())[:MOST_THEMES]
    return {name: criteria.pop() if len(criteria) == 1 else "" for name, criteria in chosen}

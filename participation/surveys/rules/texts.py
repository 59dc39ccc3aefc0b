"""Where each text stands in each language, and why a translation is not taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from .items import source_of
from .questions import Questionnaire
from .translation import Unit, missing, units

LONGEST = 10_000
_REFERENCE = re.compile(r"\$\{([^{}]+)\}")
_ENDS_OF_PLANES = "".join(
    chr(plane | 0xFFFE) + chr(plane | 0xFFFF) for plane in range(0, 0x110000, 0x10000)
)
_CONTROL = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffd{_ENDS_OF_PLANES}]"
)
_OVERRIDE = re.compile(r"[\u202d\u202e]")

Key = tuple[str, str]
"""A place and a language."""


class Trouble(StrEnum):
    """Why a file, a text of a file or a text typed was not taken."""

    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    OTHER_LANGUAGE = "other_language"
    UNKNOWN = "unknown"
    STALE = "stale"
    FUZZY = "fuzzy"
    EMPTY = "empty"
    NAMES_DIFFER = "names_differ"
    CONTROL_CHARACTER = "control_character"
    DIRECTION_OVERRIDE = "direction_override"
    TOO_LONG = "too_long"
    FORMULA = "formula"
    UNKNOWN_LANGUAGE = "unknown_language"
    NO_COLUMNS = "no_columns"
    TWICE = "twice"
    CHANGED_MEANWHILE = "changed_meanwhile"


class State(StrEnum):
    """Where a text stands; the last two are worked out, never written."""

    MACHINE = "machine"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    STALE = "stale"
    MISSING = "missing"


class Sort(StrEnum):
    """What a text is in its questionnaire."""

    TITLE = "title"
    GROUP = "group"
    LABEL = "label"
    HINT = "hint"
    CONSTRAINT_MESSAGE = "constraint_message"
    REQUIRED_MESSAGE = "required_message"
    CHOICE = "choice"


class Hand(StrEnum):
    """Who put a text in, by kind and never by name."""

    PERSON = "person"
    MACHINE = "machine"
    IMPORTED = "imported"


TO_DO = frozenset({State.MISSING, State.STALE, State.MACHINE})
"""What a translator has still to look at, and what stops a campaign."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of one translation: `source` and `words` are the digests it was said of."""

    state: State
    hand: Hand
    source: str
    words: str


Marks = Mapping[Key, Mark]
_ENDINGS = {sort.value: sort for sort in Sort if sort not in {Sort.LABEL, Sort.CHOICE}}


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of one text: its words, and its state when she gives one."""

    words: str
    state: State | None = None
    hand: Hand = Hand.PERSON


@dataclass(frozen=True, slots=True)
class Standing:
    """One text in one language beside the words that it translates."""

    place: str
    source: str
    words: str
    state: State
    hand: Hand

    @property
    def sort(self) -> Sort:
        """Say what the text is, from its place."""
        return sort_of(self.place)

    @property
    def bearer(self) -> str:
        """Give the name of the question or group that the text belongs to."""
        return bearer_of(self.place)


@dataclass(frozen=True, slots=True)
class Lack:
    """What a language lacks before residents may read it, place by place."""

    language: str
    places: Mapping[State, tuple[str, ...]] = field(default_factory=dict)

    def of(self, state: State) -> tuple[str, ...]:
        """Give the places in one state."""
        return self.places.get(state, ())


def digest(words: str) -> str:
    """Give what tells two texts apart: SHA-256, 32 hexadecimal digits."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def place_key(place: str) -> str:
    """Give the name under which a place is stored, however long its form made it."""
    return digest(place)


def sort_of(place: str) -> Sort:
    """Say what stands at a place (`repas`, `repas/hint`, `repas=1`)."""
    if "=" in place:
        return Sort.CHOICE
    return _ENDINGS.get(place.rpartition("/")[2], Sort.LABEL) if "/" in place else Sort.LABEL


def bearer_of(place: str) -> str:
    """Give the name of the question or group of a place; empty for the title."""
    return place.partition("=")[0].partition("/")[0]


def with_visible_signs(text: str) -> str:
    """Give a text that a page can carry: a sign that HTML does not know becomes one that is seen.

    It is refused all the same; whoever typed it sees where it stands.
    """
    return _CONTROL.sub("\ufffd", text)


def why_not_words(words: str, source: str) -> Trouble | None:
    """Say why words cannot stand for a source text; None when they can.

    A `${name}` that is lost or added would show a person a hole, or another's answer; unseen
    signs that turn the writing over can make a text say what nobody wrote.
    """
    if not words.strip():
        return Trouble.EMPTY
    if len(words) > LONGEST:
        return Trouble.TOO_LONG
    if _CONTROL.search(words):
        return Trouble.CONTROL_CHARACTER
    if _OVERRIDE.search(words):
        return Trouble.DIRECTION_OVERRIDE
    return None if _names(words) == _names(source) else Trouble.NAMES_DIFFER


def _names(text: str) -> list[str]:
    return sorted(name.strip() for name in _REFERENCE.findall(text))


def shown_beside(questionnaire: Questionnaire, language: str) -> str:
    """Give the language to write another from: the source; the first, to make the source whole.

    French that comes after another language is written from that one until it is whole.
    """
    source = source_of(questionnaire)
    lacks = language == source and missing(questionnaire, source)
    return next(iter(questionnaire.languages), source) if lacks else source


def standings(questionnaire: Questionnaire, marks: Marks, language: str) -> tuple[Standing, ...]:
    """Give where every text stands in a language, in the order that residents read."""
    source, beside = source_of(questionnaire), shown_beside(questionnaire, language)
    every = ((unit, unit.texts.get(beside, "")) for unit in units(questionnaire))
    return tuple(_standing(unit, original, source, language, marks) for unit, original in every)


def _standing(unit: Unit, original: str, source: str, language: str, marks: Marks) -> Standing:
    words = unit.texts.get(language, "")
    mark = mark_of(unit, source, language, marks)
    state = mark.state
    if not words:
        state = State.MISSING
    elif language != source and mark.source != digest(original):
        state = State.STALE
    return Standing(unit.place, original, words, state, mark.hand)


def mark_of(unit: Unit, source: str, language: str, marks: Marks) -> Mark:
    """Give what is known of a text; of one that nobody spoke of, that it was brought in whole.

    A mark of other words says nothing of these but from which source they were last seen.
    """
    words = digest(unit.texts.get(language, ""))
    plain = Mark(State.TRANSLATED, Hand.IMPORTED, digest(unit.texts.get(source, "")), words)
    found = marks.get((unit.place, language))
    if found is None:
        return plain
    return found if found.words == words else replace(plain, source=found.source)


def lack_of(questionnaire: Questionnaire, marks: Marks, language: str) -> Lack:
    """Give what a language lacks: texts missing, stale, or said by a machine and not confirmed."""
    found: dict[State, list[str]] = {}
    for each in standings(questionnaire, marks, language):
        if each.state in TO_DO:
            found.setdefault(each.state, []).append(each.place)
    return Lack(language, {state: tuple(places) for state, places in found.items()})

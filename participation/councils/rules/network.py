"""What the elected share: who reads what, how far a work is shown, finding an answer."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class WorkKind(StrEnum):
    """What is kept of a work."""

    PICTURE = "picture"
    SOUND = "sound"


class Scope(StrEnum):
    """How far somebody agreed that her work is shown."""

    HOUSE = "house"
    ASSOCIATION = "association"


class WorkState(StrEnum):
    """Whether somebody has looked that nobody else is seen or named in it."""

    PROPOSED = "proposed"
    SHOWN = "shown"


class NetworkRefusal(StrEnum):
    """Why something of the network cannot be done."""

    NOT_ELECTED = "not-elected"
    NAME_WANTED = "directory-name-missing"
    CONSENT_MISSING = "work-consent-missing"
    TITLE_MISSING = "work-title-missing"
    PICTURE_OR_SOUND = "work-picture-or-sound"
    WORDS_MISSING = "work-words-missing"
    ONLY_THE_HOUSE = "work-only-the-house"
    PICTURE_TOO_HEAVY = "work-picture-too-heavy"
    PICTURE_UNREADABLE = "work-picture-unreadable"
    SOUND_UNREADABLE = "work-sound-unreadable"
    TOO_MANY_WORKS = "too-many-works"
    YEAR_NOT_BEGUN = "report-year-not-begun"
    PRESENTED_EARLY = "report-presented-early"
    CRITERION_UNREADABLE = "criterion-unreadable"
    CRITERION_WITHOUT_TITLE = "criterion-without-title"


def may_read_card(*, protected: frozenset[int], mine: frozenset[int]) -> bool:
    """Say whether an elected person reads the card of another.

    `protected` are the services in protected mode where the other is elected, `mine` the reader's:
    who is elected in a protected service is known in her own house only (domain §6).
    """
    return protected <= mine


def may_go_beyond(scope: Scope, *, is_protected: bool) -> bool:
    """Say whether a work of a service may be shown in the other houses of the association."""
    return scope is Scope.ASSOCIATION and not is_protected


def why_not_shown(
    *, title: str, words: str, agrees: bool, scope: Scope, is_protected: bool
) -> NetworkRefusal | None:
    """Refuse a work without its author's yes, its title or its words; one that would go too far."""
    if not agrees:
        return NetworkRefusal.CONSENT_MISSING
    if not title.strip():
        return NetworkRefusal.TITLE_MISSING
    if not words.strip():
        return NetworkRefusal.WORDS_MISSING
    if is_protected and scope is not Scope.HOUSE:
        return NetworkRefusal.ONLY_THE_HOUSE
    return None


def folded(text: str) -> str:
    """Give a text as it is searched: no accents, no capitals, one blank between words."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def matches(wanted: str, texts: Iterable[str]) -> bool:
    """Say whether every word that is looked for begins a word of the texts.

    >>> matches("épas froid", ["Les repas sont froids."]), matches("repas FROID", ["Repas froids"])
    (False, True)
    """
    words = " ".join(folded(text) for text in texts)
    for mark in "'-.,;:!?()«»\"/":
        words = words.replace(mark, " ")
    known = words.split()
    asked = folded(wanted).replace("'", " ").replace("-", " ").split()
    return all(any(word.startswith(each) for word in known) for each in asked)

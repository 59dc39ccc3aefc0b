"""Names taken out of a message word by word; which words look like names is only a suggestion."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass

MASK = "[…]"
_WORD = re.compile(r"\S+")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)")
"""In small letters only: “D’Anna” may begin a sentence, “N’Diaye” is whole a name."""
_EDGES = re.compile(r"^\W+|\W+$")
_ENDS = re.compile(r"[.!?…؟۔][\"'»”’)\]]*$")
_MASKS = re.compile(r"\[…\](?:[\s\-]+\[…\])+")
_TITLES = frozenset(
    "m mr mme mlle monsieur madame mademoiselle docteur dr mrs ms miss mister sir "
    "السيد السيدة سيد سيدة الأستاذ الأستاذة أستاذ الدكتور الدكتورة دكتور آقا آقای خانم خانوم داکتر "
    "ښاغلی ښاغلي مېرمن пан пані господин госпожа".split()
)
"""Words after which a name follows, in the scripts without capitals too."""
_NOT_NAMES = frozenset({"i", "i’m", "i'm", "i’ll", "i'll", "i’ve", "i've", "i’d", "i'd"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a message: its place, as written; whether it looks like a name."""

    place: int
    text: str
    may_be_name: bool = False


def words_of(text: str) -> tuple[Word, ...]:
    """Part a message into words; those that look like names are marked, none is looked up.

    A capital inside a sentence, or the word after “Madame”: never compared with anybody's name.
    """
    found: list[Word] = []
    shouts = not any(sign.islower() for sign in text)
    starts, after_title, end = True, False, 0
    for place, match in enumerate(_WORD.finditer(text)):
        starts = starts or "\n" in text[end : match.start()]
        core = _EDGES.sub("", _ELIDED.sub("", match[0]))
        is_title = core.casefold() in _TITLES
        looks = _has_capital(core) and not (starts or shouts or is_title)
        found.append(Word(place, match[0], bool(core) and (looks or after_title)))
        after_title = is_title or (after_title and core.casefold() in {"de", "el", "al", "ben"})
        starts, end = bool(_ENDS.search(match[0])) and not is_title, match.end()
    return tuple(found)


def digest_of(text: str) -> str:
    """Name a text by what it says: places of words mean something in this text alone."""
    return hashlib.sha256(text.encode()).hexdigest()


def mask(text: str, places: Collection[int]) -> str:
    """Give the message with the words at these places masked; masks side by side become one."""
    place = -1

    def hide(match: re.Match[str]) -> str:
        nonlocal place
        place += 1
        return _masked(match[0]) if place in places else match[0]

    return _MASKS.sub(MASK, _WORD.sub(hide, text))


def _masked(word: str) -> str:
    """Mask a word but the signs around it and a small word tied to its front."""
    first = re.search(r"\w", word)
    if first is None:
        return word
    tied = _ELIDED.match(word, first.start())
    begin = tied.end() if tied else first.start()
    last = max(match.end() for match in re.finditer(r"\w", word))
    return f"{word[:begin]}{MASK}{word[last:]}"


def _has_capital(core: str) -> bool:
    return len(core) > 1 and core[0].isupper() and core.casefold() not in _NOT_NAMES

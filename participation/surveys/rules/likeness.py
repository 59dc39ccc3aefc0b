"""Messages that say nearly the same, found here and by nothing but their letters."""

import re
import unicodedata
from collections.abc import Hashable, Sequence
from typing import TypeVar

ALIKE = 0.4
"""Share of letter triples in common from which two messages are shown together."""
MOST_COMPARED, LONGEST, MOST_SHOWN = 1_000, 600, 8
"""One message is compared with so many others, on so many letters of each; so many are shown.

So one page costs at most 1,000 comparisons of two sets of fewer than 1,200 triples.
"""
_SAME = str.maketrans(
    dict.fromkeys("ىیې", "ي")
    | dict.fromkeys("کګ", "ك")
    | dict.fromkeys("ـ\u200c\u200d", "")
    | {"ة": "ه", "ł": "l", "ø": "o", "œ": "oe", "æ": "ae"}
)

Key = TypeVar("Key", bound=Hashable)


def fold(text: str) -> str:
    """Give the bare letters: no capitals, accents or vowel signs, one shape per Arabic letter."""
    apart = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.translate(_SAME)


def triples(text: str) -> frozenset[str]:
    """Give the letter triples of each word, its two ends marked by a blank."""
    found: set[str] = set()
    for word in re.findall(r"\w+", fold(text)):
        marked = f" {word} "
        found.update(marked[place : place + 3] for place in range(len(marked) - 2))
    return frozenset(found)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Give what two messages share of all their triples (Jaccard), 0 where one has none."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def similar_to(text: str, others: Sequence[tuple[Key, str]]) -> tuple[Key, ...]:
    """Give the messages most like `text`, the most alike first, then in the order given.

    Of `others` only the first `MOST_COMPARED` are looked at.
    """
    own = triples(text)
    found = []
    for place, (key, words) in enumerate(others[:MOST_COMPARED]):
        near = likeness(own, triples(words))
        if near >= ALIKE:
            found.append((-near, place, key))
    found.sort(key=lambda each: each[:2])
    return tuple(key for _near, _place, key in found[:MOST_SHOWN])

"""Names of people who are no members, found in what is to be published (R39, CASF D311-28)."""

import re
import unicodedata
from collections.abc import Collection, Iterable

SHORTEST = 3
"""Letters: shorter names would be found inside every sentence."""


def _plain(text: str) -> str:
    """Give small letters without accents, one for one, so that places in the text stay true."""
    bare = (unicodedata.normalize("NFD", sign)[0] for sign in text)
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in bare)


def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in _plain(name).split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def names_in(text: str, people: Iterable[str], members: Collection[str]) -> tuple[str, ...]:
    """Give the names of people that stand in a text and are no member's, the longest first.

    Accents and capitals change nothing. Whole names are looked for: a name that is also a word may
    be found wrongly, which is why a person decides.
    """
    plain = _plain(unicodedata.normalize("NFC", text))
    own = {_plain(each) for each in members}
    found = {
        name
        for name in people
        if len(name) >= SHORTEST and _plain(name) not in own and _pattern(name).search(plain)
    }
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def without_names(text: str, names: Iterable[str], instead: str) -> str:
    """Give a text in which some names are replaced by neutral words; the rest is untouched."""
    whole = unicodedata.normalize("NFC", text)
    for name in sorted(names, key=len, reverse=True):
        plain, parts, last = _plain(whole), [], 0
        for match in _pattern(name).finditer(plain):
            parts += [whole[last : match.start()], instead]
            last = match.end()
        whole = "".join([*parts, whole[last:]])
    return whole

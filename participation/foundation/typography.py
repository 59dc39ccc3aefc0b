"""French typography of pages: signs and days of dates that may not part at the end of a line."""

import re

WIDE, NARROW = "\u00a0", "\u202f"
"""Spaces that hold what stands on both sides: as wide as any other, and a narrow one."""
_MONTHS = (
    r"j(?:anvier|uin|uillet)|ma(?:rs|i)|a(?:vril|oût)|février|septembre|octobre|novembre|décembre"
)
_WORDS = re.compile(r">[^<]*(?: [;:?!»]|« | 20\d\d)[^<]*")
"""Words between two tags where something may part; all others are passed over at once."""
_HELD = (
    (" ?", f"{NARROW}?"),
    (" !", f"{NARROW}!"),
    (f"{NARROW}!=", " !="),
    (" ;", f"{NARROW};"),
    ("« ", f"«{WIDE}"),
    (" »", f"{WIDE}»"),
    (" : ", f"{WIDE}: "),
)
_DAY = re.compile(rf" (?:(?<=\d )|(?<=\der ))(?=(?:{_MONTHS}) 20)")
_EXACT = ("<textarea", "<option", "<code", "<pre", "<title", "<script")
"""What is copied, sent back or compared as it stands."""


def bind(page: str) -> str:
    """Give a page in French whose lines cannot begin with a sign, nor end with the day of a date.

    Attributes are left as they are, and what somebody may send back or copy; so is what is kept
    in the database, for pages alone pass here, on their way out.

    >>> bind("<p title='Quoi ?'>« Quoi ? », dit-il : le 6 avril 2026.</p>") == (
    ...     "<p title='Quoi ?'>«\u00a0Quoi\u202f?\u00a0», dit-il\u00a0: le 6\u00a0avril 2026.</p>"
    ... )
    True
    """
    return _WORDS.sub(_hold, page)


def _hold(found: re.Match[str]) -> str:
    words, page = found[0], found.string
    if page.startswith(_EXACT, page.rfind("<", 0, found.start())):
        return words
    for loose, held in _HELD:
        words = words.replace(loose, held)
    if words.endswith(" :"):
        words = f"{words[:-2]}{WIDE}:"
    return _DAY.sub(WIDE, words) if " 20" in words else words

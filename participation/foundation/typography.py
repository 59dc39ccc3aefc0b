"""French typography of pages: signs and days of dates that may not part at the end of a line."""

import re
from collections.abc import Iterator

WIDE, NARROW = "\u00a0", "\u202f"
"""Spaces that hold what stands on both sides: as wide as any other, and a narrow one."""
_MONTHS = (
    r"j(?:anvier|uin|uillet)|ma(?:rs|i)|a(?:vril|oût)|février|septembre|octobre|novembre|décembre"
)
_BEFORE = re.compile(rf" (?:[;:?!»]|(?:{_MONTHS})\b)")
_OPENING = re.compile("«(?= )")
_SIGNS = frozenset(";:?!»")
_ENDS = frozenset(" \n<&.,)]?!»")
"""What may follow a sign of a sentence: `!=` and `:name` are no sentences."""
_DAY = re.compile(r"\d(?:er)?\Z")
_EXACT = ("<textarea", "<option", "<code", "<pre", "<title", "<script")
"""What is copied, sent back or compared as it stands."""


def bind(page: str) -> str:
    """Give a page in French whose lines cannot begin with a sign, nor end with the day of a date.

    Attributes are left as they are, and what somebody may send back or copy; so is what is kept
    in the database, for pages alone pass here, on their way out. Each pattern begins with a letter
    of its own, not with what must stand before it: so they cost a page less than a hundredth.

    >>> bind("<p title='Quoi ?'>« Quoi ? », dit-il : le 6 avril.</p>") == (
    ...     "<p title='Quoi ?'>«\u00a0Quoi\u202f?\u00a0», dit-il\u00a0: le 6\u00a0avril.</p>"
    ... )
    True
    """
    opened = _held(page, (found.end() for found in _OPENING.finditer(page)))
    return _held(opened, _before(opened))


def _before(page: str) -> Iterator[int]:
    """Give the places of spaces before a sign that ends a sentence, or between day and month."""
    for found in _BEFORE.finditer(page):
        at = found.start()
        if page[at + 1] in _SIGNS:
            if page[at + 2 : at + 3] in _ENDS or at + 2 == len(page):
                yield at
        elif _DAY.search(page, max(at - 3, 0), at):
            yield at


def _held(page: str, spaces: Iterator[int]) -> str:
    """Give the page with these spaces unbreakable, but those of tags and of what stays exact."""
    parts, begun = [], 0
    for at in spaces:
        tag = page.rfind("<", 0, at)
        if tag >= 0 and (page.find(">", tag, at) < 0 or page.startswith(_EXACT, tag)):
            continue
        parts += (page[begun:at], NARROW if page[at + 1 : at + 2] in {";", "?", "!"} else WIDE)
        begun = at + 1
    return "".join((*parts, page[begun:]))

"""French typography of pages: signs, days and hours that may not part at the end of a line."""

import re
from collections.abc import Iterator

WIDE, NARROW = "\u00a0", "\u202f"
"""Spaces that hold what stands on both sides: as wide as any other, and a narrow one."""
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_PARTING = re.compile(
    r"(?<=\S) (?=[;:?!»](?:[\s<&.,)\]?!»]|$))"  # not « != » of a condition, nor « :name »
    r"|(?<=«) |(?<=n°) "
    rf"|(?<=\d)(?:er)? (?=(?:{_MONTHS}|h)\b)|(?<=\d h) (?=\d)"
)
_EXACT = ("<textarea", "<option", "<code", "<pre", "<title", "<script")
"""What is copied, sent back or compared as it stands."""


def bind(page: str) -> str:
    """Give a page in French whose lines cannot begin with a sign, nor end with the day of a date.

    Attributes are left as they are, and what somebody may send back or copy; so is what is kept
    in the database, for pages alone pass here, on their way out.

    >>> bind("<p title='Quoi ?'>« Quoi ? », dit-il : le 6 avril.</p>") == (
    ...     "<p title='Quoi ?'>«\u00a0Quoi\u202f?\u00a0», dit-il\u00a0: le 6\u00a0avril.</p>"
    ... )
    True
    """
    return "".join(_parts(page))


def _parts(page: str) -> Iterator[str]:
    begun = 0
    for found in _PARTING.finditer(page):
        end = found.end()
        tag = page.rfind("<", 0, end)
        if tag >= 0 and (page.find(">", tag, end) < 0 or page.startswith(_EXACT, tag)):
            continue
        yield page[begun : end - 1]
        yield NARROW if page[end : end + 1] in {";", "?", "!"} else WIDE
        begun = end
    yield page[begun:]

"""Typed text made safe to keep: invisible signs go, letters of every script stay."""

import re
import unicodedata

# Control signs but tab and newline; marks that turn the reading order of the text around them
# (Unicode TR36 §3.1); halves of pairs and non-characters, which no database keeps.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\t\n ]+")
_LAST_OF_PLANE = 0xFFFE


def clean_text(text: str) -> str:
    r"""Give text of several lines without unseen signs, composed (NFC), trimmed.

    Joiners (ZWNJ, ZWJ) and the marks LRM and RLM stay: Dari and Arabic are written with them.

    >>> clean_text(" é\x00\r\n\u202ebon ")
    'é\nbon'
    """
    plain = _UNSEEN.sub("", _BREAKS.sub("\n", text))
    whole = "".join(sign for sign in plain if ord(sign) & _LAST_OF_PLANE != _LAST_OF_PLANE)
    return unicodedata.normalize("NFC", whole).strip()


def clean_line(text: str) -> str:
    r"""Give text of one line: as `clean_text`, and every run of blanks is one space.

    >>> clean_line("Aïcha\n  B.")
    'Aïcha B.'
    """
    return _BLANKS.sub(" ", clean_text(text))

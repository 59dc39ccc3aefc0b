"""Answers quoted in a text: `${name}` becomes what was said, language by language."""

import re
from collections.abc import Callable
from functools import partial

from .plan import is_piped
from .questions import Text

ISOLATED, RELEASED = "\u2068", "\u2069"
"""Around quoted words: Unicode's first-strong isolate (UAX 9); pages write it as `<bdi>`."""
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_REFERENCE = re.compile(r"\$\{([^{}]+)\}")


def quoting(text: Text, words: Callable[[str, str], str]) -> Text:
    """Put in each language the words that a name and a language have; the same text without any.

    Words of another direction leave the sentence around them as it is.
    """
    if not is_piped(text):
        return text
    return {
        language: _REFERENCE.sub(partial(_quoted, words, language), said)
        for language, said in text.items()
    }


def _quoted(words: Callable[[str, str], str], language: str, found: re.Match[str]) -> str:
    said = words(found[1].strip(), language).translate(_ISOLATES)
    return f"{ISOLATED}{said}{RELEASED}" if said else ""

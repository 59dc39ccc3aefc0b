"""Sentences with a number or a day in them: spoken when asked for, kept in memory only."""

import base64
import json
from functools import lru_cache

from participation.foundation.security import sealer

from ..rules import Sound
from .making import speak

PURPOSE = "said"
MOST_SOUNDS = 256


@lru_cache(maxsize=4096)
def say_token(locale: str, text: str) -> str:
    """Give the sealed words for an address; the same while this process lives."""
    sealed = sealer(PURPOSE).seal(json.dumps([locale, text], ensure_ascii=False).encode())
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def open_token(token: str) -> tuple[str, str] | None:
    """Give (locale, text) of a token of this installation; None for anything else."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    content = sealer(PURPOSE).open(sealed)
    if content is None:
        return None
    locale, text = json.loads(content)
    return str(locale), str(text)


@lru_cache(maxsize=MOST_SOUNDS)
def spoken(locale: str, text: str) -> Sound:
    """Speak a sentence, or give what was spoken a moment ago."""
    return speak(locale, text)

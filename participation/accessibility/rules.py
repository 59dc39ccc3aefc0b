"""How a sentence finds its sound: keys, voices, and what a recording may be."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

SYNTHESIS = "espeak-ng-1.52/150"
"""The machine's voice and its speed in words a minute; another voice makes other clips."""
LONGEST_TEXT = 600
LONGEST = 60
"""Seconds of a recording."""
LARGEST = 8 * 1024 * 1024
"""Bytes of an upload: a minute of WAV at 48 kHz."""


LARGEST_FILM = 8 * 1024 * 1024
"""Bytes of a film: a minute of a phone at a modest size."""
FILM_SECONDS = 90


class FilmRefusal(StrEnum):
    """Why a film is not kept."""

    NOT_FILM = "not-film"
    NOT_SHOWN = "film-not-shown"
    FILM_TOO_LONG = "film-too-long"
    FILM_TOO_HEAVY = "film-too-heavy"
    NO_EXTRA = "film-no-extra"


class Kind(StrEnum):
    """Who speaks."""

    HUMAN = "human"
    SYNTHETIC = "synthetic"


class State(StrEnum):
    """Only what somebody listened to and approved is played to residents."""

    PROPOSED = "proposed"
    APPROVED = "approved"


class Refusal(StrEnum):
    """Why a recording is not kept."""

    NOT_SOUND = "not-sound"
    TOO_LONG = "too-long"
    TOO_HEAVY = "too-heavy"
    SILENT = "silent"
    NO_SPEECH_EXTRA = "no-speech-extra"
    NO_VOICE = "no-voice"
    NO_WORDS = "no-words"


@dataclass(frozen=True, slots=True)
class Sound:
    """A sentence as sound: Opus in Ogg (16 kbit/s) and AAC in MP4 (24 kbit/s), mono."""

    opus: bytes
    aac: bytes
    seconds: float


VOICES = {
    "fr": "fr",
    "en": "en",
    "ar": "ar",
    "uk": "uk",
    "ru": "ru",
    "bn": "bn",
    "ka": "ka",
    "ta": "ta",
    "tr": "tr",
    "ku": "ku",
    "sq": "sq",
    "ro": "ro",
    "es": "es",
    "pt": "pt",
    "it": "it",
    "de": "de",
    "sw": "sw",
    "ur": "ur",
}
"""Languages that espeak-ng speaks so that they can be understood; Pashto, Dari, Somali, Lingala
and Tigrinya need people (tried: no voice, or stray phonemes)."""


def spoken_language(locale: str) -> str:
    """Give the language in which a text sounds: easy French sounds French."""
    return locale.partition("@")[0]


_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Give the text as it is spoken: composed letters, single spaces, no invisible signs."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
    return _SPACES.sub(" ", visible).strip()


@lru_cache(maxsize=8192)
def text_key(locale: str, text: str) -> str:
    """Give the key of a sentence: SHA-256 of language and words, 32 hexadecimal digits.

    A word that changes makes another key: the old sound is never played for new words.
    """
    words = f"{spoken_language(locale)}\0{normal(text)}"
    return hashlib.sha256(words.encode()).hexdigest()[:32]


@lru_cache(maxsize=8192)
def file_key(locale: str, text: str) -> str:
    """Give the name of the machine's clip of a sentence: its words and the voice."""
    words = f"{SYNTHESIS}\0{spoken_language(locale)}\0{normal(text)}"
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def sound_key(sound: Sound) -> str:
    """Give the name of a sound by its content, so that its address never changes meaning."""
    return hashlib.sha256(sound.opus).hexdigest()[:32]


def why_not_text(text: str) -> Refusal | None:
    """Refuse what has nothing to say aloud, or far too much."""
    words = normal(text)
    if not any(sign.isalnum() for sign in words):
        return Refusal.NO_WORDS
    return Refusal.TOO_LONG if len(words) > LONGEST_TEXT else None

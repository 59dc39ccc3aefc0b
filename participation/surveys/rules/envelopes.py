"""Answers given without a network: what an envelope holds, its bounds, and what becomes of it."""

import base64
import datetime as dt
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from .draft import LARGEST_NUMBER
from .flow import Answer
from .stages import Aid, Channel

LARGEST = 700 * 1024
"""Bytes of one sealed envelope: two voices of a minute and forty comments do not fill it."""
LONGEST_TEXT = 64 * 1024
MOST_VOICES = 40
MOST = 20
"""Envelopes of one sending; the others follow in the next."""
LARGEST_SENDING = 1024 * 1024
MOST_ANSWERS = 2_000
SENDINGS, WITHIN = 600, dt.timedelta(minutes=10)
"""Sendings to one service: twelve thousand envelopes in ten minutes."""
_KEY = re.compile("[0-9a-f]{32}")
CHANNELS = frozenset({Channel.KIOSK, Channel.PHONE, Channel.INTERVIEW})
NIL = UUID(int=0)
"""The key before all others: chance never gives it, and files begin after it."""


class Fate(StrEnum):
    """What becomes of an envelope; all but `later` end its life on the device."""

    KEPT = "kept"
    KNOWN = "known"
    """Kept by an earlier sending whose answer was lost."""
    CLOSED = "closed"
    UNKNOWN = "unknown"
    """No survey of this service."""
    OTHER_VERSION = "other-version"
    REFUSED = "refused"
    """It holds an answer that the questionnaire does not take, which no page lets be given."""
    UNREADABLE = "unreadable"
    """Cut, changed, or too large."""
    LATER = "later"
    """Sealed to another key than today's: a mistake of the installation may still be mended."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Sealed bytes, the survey and version they are for, a key of chance that names no one."""

    key: str
    survey_id: int
    version: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What is in an envelope once opened; `day` serves `today()` in conditions and is not kept.

    It is the device's own, however wrong its clock: the questions were asked by it.
    """

    key: UUID
    language: str
    channel: Channel
    aid: Aid
    listened: bool
    day: dt.date
    answers: Mapping[int, Answer]
    proxy: bool = False
    """Somebody else chose the answers."""
    help_pass: str = ""
    """What makes it an interview: without it, it came by a telephone, whatever it says."""
    voices: Mapping[int, bytes] = field(default_factory=dict)
    """Recordings by number of question, as the device made them: not yet known to be sounds."""


Sending = tuple[list[Envelope], dict[str, Fate]]


def read_sending(body: bytes, read_key: Callable[[str], int]) -> Sending | None:
    """Read the envelopes of one sending, and what becomes at once of those that are none.

    None when it is no sending at all. `read_key` reads the key of a survey (ValueError).
    """
    try:
        written = json.loads(body)["envelopes"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(written, list) or len(written) > MOST:
        return None
    found: list[Envelope] = []
    fates: dict[str, Fate] = {}
    for each in written:
        key = each.get("key") if isinstance(each, dict) else None
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            continue
        envelope = _envelope(key, each, read_key)
        if envelope is None:
            fates[key] = Fate.UNREADABLE
        else:
            found.append(envelope)
    return found, fates


def _envelope(
    key: str, written: Mapping[str, Any], read_key: Callable[[str], int]
) -> Envelope | None:
    try:
        survey, sealed = read_key(_text(written["survey"])), written["sealed"]
        if not isinstance(sealed, str) or len(sealed) > LARGEST * 4 // 3 + 4:
            return None
        return Envelope(
            key, survey, _text(written["version"]), base64.b64decode(sealed, validate=True)
        )
    except (ValueError, TypeError, KeyError):
        return None


def read_letter(opened: bytes) -> Letter | None:
    """Read what a page wrote; None for anything else: whoever has the key can seal anything."""
    try:
        written: dict[str, Any] = json.loads(opened)
        channel, key = Channel(written["channel"]), UUID(hex=_text(written["key"]))
        if len(written["answers"]) > MOST_ANSWERS or channel not in CHANNELS or key == NIL:
            return None
        return Letter(
            key=key,
            language=_text(written["language"]),
            channel=channel,
            aid=Aid(written["aid"]),
            listened=written["listened"] is True,
            day=dt.date.fromisoformat(_text(written["day"])),
            proxy=written.get("proxy") is True,
            help_pass=_text(written.get("pass", "")),
            answers={_whole(number): _answer(said) for number, said in written["answers"]},
            voices=_voices(written.get("voices", [])),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _voices(said: Sequence[tuple[object, Any]]) -> dict[int, bytes]:
    if len(said) > MOST_VOICES:
        raise ValueError(said)
    return {_whole(number): base64.b64decode(sound, validate=True) for number, sound in said}


def _text(said: object) -> str:
    """Give a text that can be written as bytes: no half of a pair (RFC 3629 §3)."""
    if not isinstance(said, str) or len(said) > LONGEST_TEXT:
        raise TypeError(said)
    said.encode()
    return said


def _whole(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or abs(said) > LARGEST_NUMBER:
        raise TypeError(said)
    return said


def _answer(said: object) -> Answer:
    if isinstance(said, list):
        return tuple(map(_whole, said))
    return _text(said) if isinstance(said, str) else _whole(said)

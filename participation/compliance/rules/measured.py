"""What a tool measured of the accessibility of the pages, and what is known to fail."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Known(StrEnum):
    """What no tool can see, and is known to be missing."""

    NO_AUDIT = "no-audit"
    NO_TRIALS = "no-trials"
    NO_SCREEN_READER = "no-screen-reader"
    NO_NATIVE_READER = "no-native-reader"
    MACHINE_VOICES = "machine-voices"
    NO_VOICE_IN_PASHTO = "no-voice-in-pashto"
    NO_SIGN_LANGUAGE = "no-sign-language"
    PAPERS = "papers"
    SEALED_VOTE_SCRIPT = "sealed-vote-script"
    STAFF_LANGUAGES = "staff-languages"


@dataclass(frozen=True, slots=True)
class Failing:
    """One rule of the tool that pages break: how many, and which for instance."""

    rule: str
    pages: int
    example: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One measuring: when, of which version, with what, over how many pages, and what failed."""

    on: dt.date
    version: str
    tool: str
    looks: tuple[str, ...]
    pages: int
    visits: int
    failing: tuple[Failing, ...]

    @property
    def is_clean(self) -> bool:
        """Say whether the tool found nothing; where nothing was opened it found nothing out."""
        return bool(self.pages) and not self.failing


def read_measured(data: Mapping[str, Any]) -> Measured:
    """Read the file of a measuring; KeyError where a figure is missing."""
    failing: Sequence[Mapping[str, Any]] = data.get("failing", ())
    return Measured(
        on=data["on"],
        version=data["version"],
        tool=data["tool"],
        looks=tuple(data["looks"]),
        pages=data["pages"],
        visits=data["visits"],
        failing=tuple(Failing(one["rule"], one["pages"], one["example"]) for one in failing),
    )

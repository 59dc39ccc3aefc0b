"""What the CNIL expects of a vote over the internet, against what is known of one election."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What is known of a point."""

    MET = "met"
    NOT_MET = "not-met"
    LATER = "later"
    """Nothing can be said before the vote has gone further."""
    NOT_APPLICABLE = "not-applicable"
    BY_PEOPLE = "by-people"
    """No program can say it: somebody looks, and writes down what she saw."""


class Evidence(StrEnum):
    """Where a line can be checked."""

    NONE = "none"
    DESK = "desk"
    SIGNATURES = "signatures"
    KEYS = "keys"
    """The procès-verbal no. 1: keys, cards, empty urn."""
    MINUTES = "minutes"
    FINGERPRINT = "fingerprint"
    ARCHIVE = "archive"
    """The archive of a sealed vote, which other tools verify."""
    GUIDE = "guide"
    """How anybody checks a sealed election with tools that are not ours."""


@dataclass(frozen=True, slots=True)
class Point:
    """One expectation; `code` is its number, a draft's is of a text that is not in force."""

    key: str
    code: str
    level: int
    source: str
    verified: bool
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """How the level of risk is counted: points by the number of voters, and the level aimed at."""

    source: str
    always: int
    voters: tuple[int, ...]
    level_2: int
    level_3: int
    target: int
    also: frozenset[str]

    def level_of(self, voters: int, *, is_disputed: bool = False) -> int:
        """Give the level of risk, 1 to 3; a disputed vote counts one point more."""
        points = self.always + sum(voters >= each for each in self.voters) + is_disputed
        if points >= self.level_3:
            return 3
        return 2 if points >= self.level_2 else 1


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A dated text with its points in order."""

    since: dt.date
    until: dt.date
    title: str
    source: str
    grid: Grid
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an election; `voters` of all its contests, `fewest` of the smallest sealed.

    `marks` are the fingerprints of what was counted, by contest.
    """

    is_sealed: bool
    voters: int
    fewest: int
    has_rolls: bool
    has_bureau: bool
    was_opened: bool
    was_closed: bool
    is_counted: bool
    one_device: bool = False
    """Whether one device held enough keys of a contest to open its urn."""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A point, what is known of it, and where that can be checked."""

    point: Point
    verdict: Verdict
    evidence: Evidence
    marks: tuple[str, ...] = ()
    is_wanted: bool = True
    """False for a point of a higher level than the one aimed at: shown, and not asked."""

    @property
    def is_warning(self) -> bool:
        """Say whether to warn: a point that was not read warns, and is never called a fault."""
        return self.is_wanted and self.verdict is Verdict.NOT_MET


def read_recommendation(text: str) -> Recommendation:
    """Read a dated file (TOML); KeyError where a date, a code, a source or a flag is missing."""
    data = tomllib.loads(text)
    return Recommendation(
        since=data["from"],
        until=data["until"],
        title=data["title"],
        source=data["source"],
        grid=_grid(data["grid"]),
        points=tuple(
            Point(
                key=key,
                code=one["code"],
                level=one["level"],
                source=one["source"],
                verified=one["verified"] is True,
                is_draft=one.get("draft") is True,
            )
            for key, one in data["points"].items()
        ),
    )


def _grid(data: Mapping[str, object]) -> Grid:
    numbers = {name: data[name] for name in ("always", "level-2", "level-3", "target")}
    voters, also = data["voters"], data["also"]
    if not isinstance(voters, list) or not isinstance(also, list):
        message = "a grid lists its numbers of voters and the points taken beyond its target"
        raise TypeError(message)
    always, second, third, target = (int(str(each)) for each in numbers.values())
    return Grid(
        source=str(data["source"]),
        always=always,
        voters=tuple(int(each) for each in voters),
        level_2=second,
        level_3=third,
        target=target,
        also=frozenset(str(each) for each in also),
    )

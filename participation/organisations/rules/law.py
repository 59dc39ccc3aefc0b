"""The dated law: provisions with article, source and whether they were read as they stand today."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs; an unverified provision never makes an error."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Provision:
    """One rule of the law; `threshold` counts what the comment of the file says."""

    key: str
    article: str
    source: str
    verified: bool
    rules: tuple[str, ...] = ()
    threshold: int | None = None

    @property
    def number(self) -> int:
        """Give the threshold; ValueError where the provision has none."""
        if self.threshold is None:
            message = f"{self.key} has no threshold"
            raise ValueError(message)
        return self.threshold

    def weigh(self, severity: Severity) -> Severity:
        """Give the severity of breaking it: what is not verified warns and never blocks."""
        return severity if self.verified or severity is not Severity.ERROR else Severity.WARNING


@dataclass(frozen=True, slots=True)
class Law:
    """What was in force from a day on.

    `unread` are the rules whose text of those years is not in the program: they judge nothing,
    which is said. Every other rule without a provision was not asked by that law.
    """

    since: dt.date
    title: str
    provisions: Mapping[str, Provision]
    unread: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_known(self) -> bool:
        """Say whether anything of the law of these days is in the program."""
        return bool(self.provisions)

    def __contains__(self, key: str) -> bool:
        return key in self.provisions

    def __getitem__(self, key: str) -> Provision:
        return self.provisions[key]

    def number(self, key: str) -> int:
        """Give the threshold of a provision; KeyError or ValueError where there is none."""
        return self.provisions[key].number


UNKNOWN = Law(dt.date.min, "", {})
"""The law of a day for which the program has no file: it asks nothing, for nobody knows what."""


def read_law(text: str) -> Law:
    """Read a dated file of the law (TOML).

    Raises KeyError where `from`, `title`, an article, a source or a `verified` flag is missing.
    """
    data = tomllib.loads(text)
    found = {key: _provision(key, facts) for key, facts in data["provisions"].items()}
    unread = frozenset(data.get("unread", ()))
    return Law(since=data["from"], title=data["title"], provisions=found, unread=unread)


def _provision(key: str, facts: Mapping[str, object]) -> Provision:
    rules, threshold = facts.get("rules", ()), facts.get("threshold")
    return Provision(
        key=key,
        article=str(facts["article"]),
        source=str(facts["source"]),
        verified=facts["verified"] is True,
        rules=tuple(str(each) for each in rules) if isinstance(rules, list) else (),
        threshold=threshold if isinstance(threshold, int) else None,
    )


def in_force(laws: Iterable[Law], day: dt.date) -> Law:
    """Give the law of a day: the latest that had begun; the first of all for a day before it."""
    ordered = sorted(laws, key=lambda law: law.since)
    begun = [law for law in ordered if law.since <= day]
    return begun[-1] if begun else ordered[0]


def judging(laws: Iterable[Law], day: dt.date) -> Law:
    """Give the law by which a day is judged: never one that came after it, the unknown one then."""
    begun = [law for law in laws if law.since <= day]
    return max(begun, key=lambda law: law.since, default=UNKNOWN)

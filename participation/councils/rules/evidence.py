"""The map of an evaluation: which proofs stand for which criterion, as an association edits it."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from participation.councils.rules.network import NetworkRefusal

LONGEST_TITLE = 300
CODE = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*")
LONGEST_CODE = 20


class Evidence(StrEnum):
    """A kind of proof that the house keeps."""

    COUNCIL = "council"
    ELECTIONS = "elections"
    MEETINGS = "meetings"
    ANSWERS = "answers"
    SURVEYS = "surveys"
    TRAININGS = "trainings"
    HELP = "help"
    REPORTS = "reports"
    WORKS = "works"
    COMPLAINTS = "complaints"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its code, its title, the kinds of proof that stand for it.

    `verified` is true where somebody read the present wording in `source`; a criterion that an
    association wrote or changed has no source but the association itself.
    """

    code: str
    title: str
    kinds: tuple[Evidence, ...]
    source: str = ""
    verified: bool = False
    is_own: bool = False
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """A map as it was published: what it is called, from when, its criteria in order."""

    title: str
    since: str
    criteria: tuple[Criterion, ...]


def read_map(text: str) -> EvidenceMap:
    """Read a map from its TOML; ValueError for a kind of proof that nobody knows."""
    facts = tomllib.loads(text)
    criteria = tuple(
        Criterion(
            code=str(one["code"]),
            title=str(one["title"]),
            kinds=tuple(Evidence(kind) for kind in one["kinds"]),
            source=str(one["source"]),
            verified=one["verified"] is True,
        )
        for one in facts["criteria"]
    )
    return EvidenceMap(str(facts["title"]), str(facts["from"]), criteria)


def in_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """Give the place of a code among others: 1.2 before 1.10, figures before letters."""
    parts = re.split(r"[.-]", code)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def edited(published: Sequence[Criterion], own: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """Give the map of an association: its own lines in place of those published, then in order."""
    known = {one.code: one for one in published}
    for line in own:
        before = known.get(line.code)
        same = before is not None and (before.title, before.kinds) == (line.title, line.kinds)
        known[line.code] = replace(
            line,
            source=before.source if before is not None else "",
            verified=before is not None and before.verified and same,
            is_own=not same,
        )
    return tuple(sorted(known.values(), key=lambda one: in_order(one.code)))


def why_not_criterion(code: str, title: str) -> NetworkRefusal | None:
    """Refuse a code that no file name could carry, and a criterion without words."""
    if len(code) > LONGEST_CODE or not CODE.fullmatch(code):
        return NetworkRefusal.CRITERION_UNREADABLE
    return None if title.strip() else NetworkRefusal.CRITERION_WITHOUT_TITLE


def kinds_of(written: str) -> tuple[Evidence, ...]:
    """Read kinds of proof as a row keeps them; words that are no kind any more are passed over."""
    known = {kind.value for kind in Evidence}
    return tuple(Evidence(word) for word in written.split(",") if word in known)

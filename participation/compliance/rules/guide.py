"""The sheets of the CNIL's guide of security, and what is known of each."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from participation.elections.rules.selfcheck import Verdict

from .measures import Measure

M, V = Measure, Verdict


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the guide; `verified` when its number and subject were found in the source."""

    key: str
    number: int
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """A dated guide with its sheets in order."""

    since: dt.date
    title: str
    source: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a sheet: a verdict, and the measures of this program that show it."""

    verdict: Verdict
    measures: tuple[Measure, ...] = ()


VERDICTS: Mapping[str, Judged] = {
    "lead": Judged(V.BY_PEOPLE),
    "charter": Judged(V.BY_PEOPLE),
    "training": Judged(V.BY_PEOPLE),
    "sign-in": Judged(V.MET, (M.SECOND_FACTOR, M.FEW_TRIES)),
    "rights": Judged(V.MET, (M.DOORS, M.TENANTS)),
    "workstations": Judged(V.BY_PEOPLE),
    "mobile": Judged(V.BY_PEOPLE),
    "network": Judged(V.BY_PEOPLE),
    "servers": Judged(V.BY_PEOPLE),
    "sites": Judged(V.MET, (M.HEADERS, M.HOSTILE_WORDS)),
    "development": Judged(V.MET, (M.DOORS, M.HOSTILE_WORDS, M.MIGRATIONS)),
    "premises": Judged(V.BY_PEOPLE),
    "exchanges": Judged(V.BY_PEOPLE),
    "processors": Judged(V.BY_PEOPLE),
    "end-of-life": Judged(V.BY_PEOPLE, (M.FORGETTING, M.ERASURE)),
    "traces": Judged(V.MET, (M.JOURNAL,)),
    "copies": Judged(V.BY_PEOPLE, (M.COPIES,)),
    "continuity": Judged(V.BY_PEOPLE, (M.COPIES,)),
    "incidents": Judged(V.MET, (M.INCIDENTS,)),
    "risks": Judged(V.BY_PEOPLE),
    "encryption": Judged(V.MET, (M.SEALED_VOTE, M.COPIES)),
    "cloud": Judged(V.BY_PEOPLE),
    "applications": Judged(V.NOT_APPLICABLE),
    "machine-learning": Judged(V.NOT_APPLICABLE),
    "interfaces": Judged(V.NOT_APPLICABLE),
}
"""By sheet. What depends on the association is never called met, whatever the program does."""


def read_guide(text: str) -> Guide:
    """Read a dated guide (TOML); KeyError where a number, a source or a flag is missing."""
    data = tomllib.loads(text)
    sheets = (
        Sheet(key, one["number"], one["source"], one["verified"] is True)
        for key, one in data["sheets"].items()
    )
    return Guide(data["from"], data["title"], data["source"], tuple(sheets))

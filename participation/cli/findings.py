"""What an examination of an installation may find, and how much it matters."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding matters."""

    UNSAFE = "UNSAFE"
    MISSING = "MISSING"
    ADVICE = "ADVICE"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do about it."""

    weight: Weight
    what: str
    todo: str


Findings = Iterator[Finding]

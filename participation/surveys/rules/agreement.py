"""How far two people who read the same messages agree, theme by theme."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

SMALLEST = 20
"""Messages read by two people under which no agreement is told: one message would be 5 points."""


class Doubt(StrEnum):
    """Why an agreement has no kappa."""

    TOO_FEW = "too-few"
    ALL_ALIKE = "all-alike"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Messages that both gave the theme to, one alone, or neither."""

    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def read_twice(self) -> int:
        """Give the number of messages read by two people."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def is_enough(self) -> bool:
        """Say whether enough was read twice for an agreement to be told."""
        return self.read_twice >= SMALLEST

    @property
    def share(self) -> float:
        """Give the share of messages on which both say the same; ValueError where none is read."""
        if not self.read_twice:
            message = "nothing was read twice"
            raise ValueError(message)
        return (self.both + self.neither) / self.read_twice

    @property
    def kappa(self) -> "float | Doubt":
        """Give Cohen's kappa (Educ. Psychol. Meas. 20, 1960): agreement beyond chance, at most 1.

        It has no value where chance alone makes both say the same of every message, so that nobody
        can be above it; and none is told where too few messages were read twice.
        """
        if not self.is_enough:
            return Doubt.TOO_FEW
        n = self.read_twice
        first, second = self.both + self.first_only, self.both + self.second_only
        by_chance = (first * second + (n - first) * (n - second)) / (n * n)
        if by_chance == 1:
            return Doubt.ALL_ALIKE
        return (self.share - by_chance) / (1 - by_chance)


def compare_readings(
    pairs: Iterable[tuple[Collection[int], Collection[int]]], themes: Iterable[int]
) -> dict[int, Agreement]:
    """Count, for each theme, on how many messages (first codes, second codes) agree."""
    read = list(pairs)
    found = {}
    for theme in themes:
        said = [(theme in first, theme in second) for first, second in read]
        found[theme] = Agreement(
            both=said.count((True, True)),
            first_only=said.count((True, False)),
            second_only=said.count((False, True)),
            neither=said.count((False, False)),
        )
    return found


def disagreements(
    first: Mapping[UUID, frozenset[int]], second: Mapping[UUID, frozenset[int]]
) -> list[UUID]:
    """Give the messages that two people gave different themes to, in the order of the second."""
    return [key for key, codes in second.items() if key in first and first[key] != codes]

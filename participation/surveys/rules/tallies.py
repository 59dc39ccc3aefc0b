"""Counts of a survey that belong to nobody: why people did not answer, how sheets were typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Tally(StrEnum):
    """What is counted for a whole survey, and never for one person."""

    REFUSED = "refused"
    UNABLE = "unable"
    ABSENT = "absent"
    PROXY = "proxy"
    NOT_REACHED = "not-reached"
    TYPED_TWICE = "typed-twice"
    LINES_COMPARED = "lines-compared"
    LINES_DIFFERING = "lines-differing"
    LATE = "late"
    """Envelopes of a device without network that came after the closing."""


OUTCOMES = (Tally.REFUSED, Tally.UNABLE, Tally.ABSENT, Tally.PROXY, Tally.NOT_REACHED)
"""Why somebody asked has not answered (AAPOR, Standard Definitions): R, O, NC, O, NC.

An answer given by somebody in her place is not hers: it counts among those who did not answer.
"""


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """How many answered of how many were asked; `unknown` are those of whom nothing is known."""

    responses: int
    asked: int
    outcomes: int

    @property
    def unknown(self) -> int:
        """Give the people who were asked, and of whom nobody noted anything."""
        return max(0, self.asked - self.responses - self.outcomes)

    @property
    def base(self) -> int:
        """Give everybody the rate is about: more than were asked when more turn out to exist."""
        return self.responses + self.outcomes + self.unknown

    @property
    def value(self) -> float | None:
        """Give RR1 = I / ((I + P) + (R + NC + O) + (UH + UO)) of AAPOR; None when nobody is.

        Each response counts as complete: a blank is a right, not a break-off. Unknown people
        stay below the line, which makes RR1 the lowest of AAPOR's rates.
        """
        return self.responses / self.base if self.base else None


def rate_of(responses: int, asked: int, tallies: Mapping[Tally, int]) -> ResponseRate:
    """Give the response rate of a survey from its counts."""
    return ResponseRate(responses, asked, sum(tallies.get(each, 0) for each in OUTCOMES))

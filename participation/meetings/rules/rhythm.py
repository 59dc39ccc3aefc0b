"""Three meetings a year: what was held, what is planned, what is missing (CASF D311-16, R22)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from participation.organisations.rules.law import Law, Severity

SESSIONS = "sessions-a-year"
LATE_IN_YEAR = (9, 30)
"""From this day on, one meeting that was not even planned is said."""
FEWEST_BY_THEN = 2


class Pace(StrEnum):
    """How the year goes."""

    ENOUGH = "enough"
    ON_ITS_WAY = "on-its-way"
    SLOW = "slow"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Meetings of a calendar year: held, and planned after the day; how many are asked for."""

    year: int
    held: int
    planned: int
    least: int
    pace: Pace
    severity: Severity | None = None

    @property
    def missing(self) -> int:
        """Count the meetings that nobody has planned yet."""
        return max(0, self.least - self.held - self.planned)


def rhythm_of(
    held: Iterable[dt.date], planned: Iterable[dt.date], year: int, today: dt.date, law: Law
) -> Rhythm:
    """Give the rhythm of a year as it looks on a day.

    A year that is over with too few is an error as far as the law was verified; a warning from
    30 September on when fewer than two were held or planned.
    """
    least = law.number(SESSIONS)
    was = sum(day.year == year for day in held)
    will = sum(day.year == year and day >= today for day in planned)
    severity: Severity | None = None
    if was >= least:
        pace = Pace.ENOUGH
    elif year < today.year:
        pace, severity = Pace.TOO_FEW, law[SESSIONS].weigh(Severity.ERROR)
    elif (today.month, today.day) >= LATE_IN_YEAR and was + will < FEWEST_BY_THEN:
        pace, severity = Pace.SLOW, Severity.WARNING
    else:
        pace = Pace.ON_ITS_WAY
    return Rhythm(year, was, will, least, pace, severity)

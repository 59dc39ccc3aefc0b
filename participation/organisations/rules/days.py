"""Days on which offices are open: weekends and the public holidays of France left out."""

import datetime as dt
from functools import cache

SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)


def is_working_day(day: dt.date) -> bool:
    """Say whether offices are open: no Saturday, no Sunday, no public holiday of France."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def working_day(day: dt.date, step: dt.timedelta) -> dt.date:
    """Give the day itself when it is a working day, else the next one in a direction."""
    while not is_working_day(day):
        day += step
    return day


@cache
def public_holidays(year: int) -> frozenset[dt.date]:
    """Give the eleven public holidays of metropolitan France (code du travail L3133-1)."""
    easter = easter_sunday(year)
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    moving = (1, 39, 50)
    return frozenset(
        [dt.date(year, month, day) for month, day in fixed]
        + [easter + dt.timedelta(days=days) for days in moving]
    )


def easter_sunday(year: int) -> dt.date:
    """Give Easter in the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    century, rest = divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)

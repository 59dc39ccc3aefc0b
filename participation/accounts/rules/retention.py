"""How long the record of somebody who left is kept."""

import datetime as dt
from calendar import monthrange

DEVICE_KEPT = dt.timedelta(days=400)
MONTHS = 12


def oldest_contact(day: dt.date, months: int) -> dt.date:
    """Give the day so many months before `day`; a last contact on it or earlier is too old."""
    index = day.year * MONTHS + day.month - 1 - months
    year, month = divmod(index, MONTHS)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

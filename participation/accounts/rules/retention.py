"""How long the record of somebody who left is kept."""

import datetime as dt

from participation.foundation.retention import Kept, months_before, time_of

DEVICE_KEPT = time_of(Kept.DEVICE)


def oldest_contact(day: dt.date, months: int) -> dt.date:
    """Give the day so many months before `day`; a last contact on it or earlier is too old."""
    return months_before(day, months)

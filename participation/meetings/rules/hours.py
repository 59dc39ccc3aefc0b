"""How long a meeting lasted for those who sat: as it was opened and closed, or as planned."""

import datetime as dt

LEAST = 10
"""Minutes under which nobody met: the meeting was written down afterwards."""
MOST = 2
"""How many times the planned length: beyond, somebody forgot to close it."""
MINUTE = dt.timedelta(minutes=1)


def minutes_held(planned: int, opened_at: dt.datetime | None, closed_at: dt.datetime | None) -> int:
    """Give the minutes that count for each who sat; what was planned where no clock was kept."""
    if opened_at is None or closed_at is None:
        return planned
    elapsed = (closed_at - opened_at) // MINUTE
    return elapsed if LEAST <= elapsed <= MOST * planned else planned

"""A session asked for between two others: when it is owed, and by when it is called (R25)."""

import datetime as dt
from dataclasses import dataclass

from participation.organisations.rules.law import Law

SHARE, DAYS = "request-share", "session-on-request"
LONGEST_AGO = dt.timedelta(days=365)
"""A request older than this is no longer joined: another one begins."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked and when: the day of each member, that of the manager, how many members sit."""

    opened_on: dt.date
    days: tuple[dt.date, ...] = ()
    members: int = 0
    manager_on: dt.date | None = None

    def needed(self, law: Law) -> int:
        """Count the members who must ask: two thirds, rounded up (CASF D311-16)."""
        return max(1, -(-self.members * law.number(SHARE) // 3))

    def missing(self, law: Law) -> int:
        """Count the members who are still missing; none once the manager asks."""
        return 0 if self.manager_on else max(0, self.needed(law) - len(self.days))

    def owed_since(self, law: Law) -> dt.date | None:
        """Give the day from which the session is owed; None while too few ask."""
        asked, least = sorted(self.days), self.needed(law)
        reached = asked[least - 1] if len(asked) >= least else None
        return min((day for day in (reached, self.manager_on) if day), default=None)

    def call_by(self, law: Law) -> dt.date | None:
        """Give the last day to call it; the thirty days are this program's choice."""
        since = self.owed_since(law)
        return since + dt.timedelta(days=law.number(DAYS)) if since else None

    def until(self, day: dt.date) -> "Request":
        """Give the request as it stood on a day."""
        manager_on = self.manager_on if self.manager_on and self.manager_on <= day else None
        known = tuple(one for one in self.days if one <= day)
        return Request(self.opened_on, known, self.members, manager_on)

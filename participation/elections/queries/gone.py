"""Who was elected and has left the services since."""

import datetime as dt

from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.elections.models import Result
from participation.foundation.scope import entered

from .counting import VoteSheet


def list_gone(session: Session, sheet: VoteSheet, day: dt.date) -> list[Result]:
    """Give who was elected and is no more in the services of the council on a day.

    Somebody known by her name alone is there as long as nobody says otherwise, and so is a role in
    a service that the reader does not see: it may be one of the council's.
    """
    covered = councils.coverage_of(session, [sheet.council.id])[sheet.council.id]
    outside = entered(session) - covered

    def is_there(key: int) -> bool:
        role = councils.find_membership(session, key)
        if role is None or role.service_id in outside:
            return False
        return role.since <= day and (role.until is None or day < role.until)

    return [
        each
        for contest in sheet.contests
        for each in contest.results
        if each.membership_id is not None and not is_there(each.membership_id)
    ]

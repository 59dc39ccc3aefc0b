"""Who sits already: electors of the second degree, and the seats that stand empty."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.councils.models import College, Council
from participation.councils.queries import Holder


def list_sitting_electors(
    session: Session, council: Council, college: College, day: dt.date
) -> list[Holder]:
    """Give who sits for the same people in the other councils of the services, once each."""
    covered = councils.coverage_of(session, [council.id]).get(council.id, frozenset())
    others = [
        one
        for one in councils.list_councils(session, on=day)
        if one.id != council.id
        and covered & councils.coverage_of(session, [one.id]).get(one.id, frozenset())
    ]
    found: dict[object, Holder] = {}
    for sheet in councils.see_councils(session, others, day):
        for own, holder in sitting_members(sheet):
            if own.kind is college.kind:
                found.setdefault(holder.user_id or holder.name.casefold(), holder)
    return sorted(found.values(), key=lambda each: each.name)


def sitting_members(sheet: councils.CouncilSheet) -> list[tuple[College, Holder]]:
    """Give who sits as a titulaire, with her college."""
    return [
        (one.college, seat.holder) for one in sheet.colleges for seat in one.members if seat.holder
    ]


def vacant_seats(sheet: councils.CouncilSheet) -> Mapping[int, tuple[int, int]]:
    """Give, by college that is elected, how many titulaires' and substitutes' seats are empty."""
    found = {}
    for one in sheet.colleges:
        members = sum(seat.holder is None for seat in one.members)
        substitutes = sum(seat.holder is None for seat in one.substitutes)
        if members or substitutes:
            found[one.college.id] = (members, substitutes)
    return found

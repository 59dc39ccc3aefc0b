"""Who sits already: who votes for a chair or in the second degree, and the empty seats."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.councils.models import College, Council
from participation.councils.queries import Holder
from participation.councils.rules.kinds import FAMILIES, CollegeKind
from participation.organisations.queries import list_services


def kinds_that_chair(because: str) -> frozenset[CollegeKind]:
    """Give whose representatives elect the chair: families where a reason says why (D311-9)."""
    return FAMILIES if because.strip() else frozenset({CollegeKind.RESIDENTS})


def sees_whole(session: Session, council: Council) -> bool:
    """Say whether every service of a council is among those entered."""
    covered = councils.coverage_of(session, [council.id]).get(council.id, frozenset())
    return len(covered) == council.services


def list_sitting_electors(
    session: Session, council: Council, college: College, day: dt.date, *, on: dt.date | None = None
) -> list[Holder]:
    """Give who sits for the same people in the other councils of the services, once each.

    `on` leaves out who will be gone by that day.
    """
    found = _elected_elsewhere(session, council, college, day, on)
    return sorted((one.holder for one in found), key=lambda each: each.name)


def name_places(
    session: Session, council: Council, college: College, day: dt.date
) -> Mapping[int, str]:
    """Give, by the key of her term, the houses for which somebody sits; protected ones unnamed.

    For who looks after all of them: two people of one name are told apart by their house.
    """
    services = {one.id: one for one in list_services(session)}
    return {
        one.holder.term.id: ", ".join(
            services[key].public_name
            for key in sorted(one.services)
            if key in services and not services[key].is_protected
        )
        for one in _elected_elsewhere(session, council, college, day, None)
    }


@dataclass(frozen=True, slots=True)
class _Seated:
    """Somebody who sits, and the services of her council."""

    holder: Holder
    services: frozenset[int]

    def is_same(self, other: "_Seated") -> bool:
        """Say whether two seats are of one person; a name alone tells it within a house only."""
        if self.holder.user_id or other.holder.user_id:
            return self.holder.user_id == other.holder.user_id
        alike = self.holder.name.casefold() == other.holder.name.casefold()
        return alike and bool(self.services & other.services)


def _elected_elsewhere(
    session: Session, council: Council, college: College, day: dt.date, on: dt.date | None
) -> Sequence[_Seated]:
    covered = councils.coverage_of(session, [council.id]).get(council.id, frozenset())
    known = [one for one in councils.list_councils(session, on=day) if one.id != council.id]
    coverage = councils.coverage_of(session, [one.id for one in known])
    others = [one for one in known if covered & coverage.get(one.id, frozenset())]
    found: list[_Seated] = []
    for sheet in councils.see_councils(session, others, day):
        for own, holder in sitting_members(sheet, on=on):
            seated = _Seated(holder, coverage[sheet.council.id] & covered)
            if own.kind is college.kind and not any(seated.is_same(one) for one in found):
                found.append(seated)
    return found


def sitting_members(
    sheet: councils.CouncilSheet, *, on: dt.date | None = None
) -> list[tuple[College, Holder]]:
    """Give who sits as a titulaire, with her college; `on` leaves out who is gone by that day."""
    return [(college, holder) for college, holder in _members(sheet) if _is_there(holder, on)]


def _members(sheet: councils.CouncilSheet) -> Iterator[tuple[College, Holder]]:
    for one in sheet.colleges:
        yield from ((one.college, seat.holder) for seat in one.members if seat.holder)


def _is_there(holder: Holder, on: dt.date | None) -> bool:
    return on is None or holder.present_until is None or holder.present_until > on


def vacant_seats(sheet: councils.CouncilSheet) -> Mapping[int, tuple[int, int]]:
    """Give, by college that is elected, how many titulaires' and substitutes' seats are empty."""
    found = {}
    for one in sheet.colleges:
        members = sum(seat.holder is None for seat in one.members)
        substitutes = sum(seat.holder is None for seat in one.substitutes)
        if members or substitutes:
            found[one.college.id] = (members, substitutes)
    return found

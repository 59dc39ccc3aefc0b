"""A council of the first house of a town: three residents, one of the staff, one of the board."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership
from participation.accounts.rules.powers import Role
from participation.councils import operations, queries
from participation.councils.models import College, Council, Term
from participation.councils.operations import CollegeLine, FoundingSheet, Person
from participation.councils.rules.kinds import CollegeKind, CouncilForm, SeatKind
from participation.councils.rules.refusals import Refusal
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from tests.builders import Town, acting_in, make_person

TODAY = dt.date(2026, 3, 17)
FOUNDED = dt.date(2025, 1, 15)
ELECTED = dt.date(2025, 3, 1)
K = CollegeKind
USUAL = (
    CollegeLine(K.RESIDENTS, 3, 2),
    CollegeLine(K.STAFF, 1, 1),
    CollegeLine(K.MANAGING_BODY, 1),
)


def paper(town: Town, form: CouncilForm = CouncilForm.CVS, **more: object) -> FoundingSheet:
    """Give the papers of a council that are in order."""
    facts: dict[str, object] = {
        "name": Localized(fr="Le conseil de la maison", en="The council of the house"),
        "form": form,
        "carrier_id": town.here,
        "founded_on": FOUNDED,
        "sent_on": FOUNDED,
        "procedure_on": ELECTED,
        "term_months": 24,
        **more,
    }
    return FoundingSheet(**facts)  # type: ignore[arg-type]


def role_of(session: Session, user_id: int) -> int:
    """Give the key of the one role of a person."""
    statement = select(Membership.id).where(Membership.user_id == user_id)
    return session.scalars(statement).one()


def somebody(act: Act, name: str, service_id: int | None, role: Role = Role.RESIDENT) -> Person:
    """Add a person who may be given a seat."""
    return Person(role_of(act.session, make_person(act, name, role, service_id).id))


@dataclass(frozen=True, slots=True)
class Sitting:
    """A council and its residents' college."""

    council_id: int
    college_id: int

    @property
    def key(self) -> str:
        """Give the council as addresses write it."""
        return to_text(self.council_id)

    def council(self, session: Session) -> Council:
        """Give the council's row."""
        return queries.get_council(session, self.council_id)

    def college(self, session: Session, kind: CollegeKind = K.RESIDENTS) -> College:
        """Give the row of a college."""
        found = queries.list_colleges(session, [self.council_id])
        return next(one for one in found if one.kind is kind)

    def sheet(self, session: Session, day: dt.date = TODAY) -> queries.CouncilSheet:
        """Give the council as it stands on a day."""
        return queries.see_council(session, self.council(session), day)


def make_council(engine: Engine, town: Town) -> Sitting:
    """Found a council in the first house, with every seat of the residents taken."""
    with acting_in(engine, town) as act:
        council = operations.found_council(act, paper(town), service_ids=[town.here])
        operations.set_composition(act, council, USUAL)
        colleges = {one.kind: one for one in queries.list_colleges(act.session, [council.id])}
        residents = colleges[K.RESIDENTS]
        for name in ("Amina", "Bilal", "Colette"):
            seat(act, residents, somebody(act, name, town.here))
        for name in ("Denise", "Émile"):
            seat(act, residents, somebody(act, name, town.here), SeatKind.SUBSTITUTE)
        seat(act, colleges[K.STAFF], somebody(act, "Farid", town.here, Role.COORDINATOR))
        seat(act, colleges[K.MANAGING_BODY], Person(name="Ginette Roy"))
        return Sitting(council.id, residents.id)


def seat(act: Act, college: College, who: Person, kind: SeatKind = SeatKind.MEMBER) -> int:
    """Give somebody the first free seat from the day of the election."""
    return operations.appoint(act, college, who, kind=kind, since=ELECTED, election="e1").id


def refusal(deed: Callable[..., object], *given: object, **named: object) -> Refusal:
    """Give the reason for which a deed is refused."""
    with pytest.raises(Refused) as refused:
        deed(*given, **named)
    reason = refused.value.reason
    assert isinstance(reason, Refusal)
    return reason


def names(sheet: queries.CouncilSheet, kind: SeatKind = SeatKind.MEMBER) -> list[str | None]:
    """Give who sits for the residents, seat by seat."""
    residents = sheet.colleges[0]
    return [each.holder.name if each.holder else None for each in residents.of(kind)]


def term_of(act: Act, sitting: Sitting, name: str) -> Term:
    """Give the term of somebody who sits today."""
    sheet = sitting.sheet(act.session)
    key = next(key for key, own in sheet.names.items() if own == name)
    return queries.get_term(act.session, key)

"""The law in the demonstration: a council in breach of five rules, one in common, dated facts."""

import datetime as dt
from collections.abc import Mapping, Sequence

from participation.compliance.operations import MilestoneSheet, record_milestone
from participation.compliance.rules import MilestoneKind
from participation.councils import operations, queries
from participation.councils.models import College, Council
from participation.councils.operations import CollegeLine, FoundingSheet, Person
from participation.councils.rules.kinds import (
    CollegeKind as K,
    CouncilForm,
    Filling,
    Office,
    Origin,
    OtherFormReason,
    SeatKind,
)
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from participation.organisations.models import Service
from participation.organisations.rules.rulings import Rule
from participation.seed.meetings import meet_briefly
from participation.seed.sitters import people_of
from participation.surveys.queries.yearly import last_surveys
from participation.surveys.rules.duties import Subject

FIVE = (Rule.R03, Rule.R05, Rule.R06, Rule.R16, Rule.R17)
"""What the council of the day centre breaks: no founding decision, two seats against two, nobody
of the association, a term that has run out, a member who has left."""
BROKEN = (
    CollegeLine(K.RESIDENTS, 2, 1),
    CollegeLine(K.STAFF, 1, filling=Filling.DESIGNATION),
    CollegeLine(K.MANAGING_BODY, 1, filling=Filling.DESIGNATION),
)
SHARED = (
    CollegeLine(K.RESIDENTS, 3, 1, filling=Filling.DESIGNATION),
    CollegeLine(K.STAFF, 1, filling=Filling.DESIGNATION),
    CollegeLine(K.MANAGING_BODY, 1, filling=Filling.DESIGNATION),
)
TWO_YEARS = (690, 570, 450, 330, 215, 95)
"""Days ago: three meetings in every calendar year, whenever the demonstration is planted."""
STAFF_NAME, BOARD_NAME = "Catherine Dumas", "Paule Vasseur"


def show_the_law(act: Act, services: Mapping[str, Service], today: dt.date) -> None:
    """Found the council that breaks five rules, a common one, a consultation; date some facts."""
    meet_briefly(act, _break_five(act, services["platane"], today), TWO_YEARS, today)
    shared = _share(act, [services["chene"], services["erable"]], today)
    meet_briefly(act, shared, TWO_YEARS[-2:], today)
    _consult(act, services["figuier"], today)
    _follow_the_survey(act, services["olivier"], today)


def _break_five(act: Act, service: Service, today: dt.date) -> Council:
    elected = today - dt.timedelta(days=700)
    sheet = FoundingSheet(
        name=Localized({"fr": "Le conseil du Platane", "en": "The Platane council"}),
        form=CouncilForm.CVS,
        carrier_id=service.id,
        procedure_on=elected + dt.timedelta(days=20),
        term_months=36,
    )
    council = operations.found_council(act, sheet, service_ids=[service.id])
    operations.set_composition(act, council, BROKEN, as_found=True)
    colleges = _colleges(act, council)
    residents = colleges[K.RESIDENTS]
    gone = _who_left(act, service, elected, today)
    stays, substitute = people_of(act, residents, service, elected)[:2]
    first = _seat(act, residents, gone, elected)
    _seat(act, residents, stays, elected, until=today - dt.timedelta(days=30))
    _seat(act, residents, substitute, elected, kind=SeatKind.SUBSTITUTE)
    _seat(act, colleges[K.STAFF], Person(name=STAFF_NAME), elected)
    term = queries.get_term(act.session, first)
    operations.give_office(act, council, term, Office.CHAIR, since=elected)
    return council


def _who_left(act: Act, service: Service, then: dt.date, today: dt.date) -> Person:
    """Give a resident who was there on the day of the election and is no longer."""
    here = {
        each.membership_id
        for each in queries.list_sitters(act.session, K.RESIDENTS, [service.id], today)
    }
    left = [
        each
        for each in queries.list_sitters(act.session, K.RESIDENTS, [service.id], then)
        if each.membership_id not in here
    ]
    return Person(membership_id=left[0].membership_id)


def _colleges(act: Act, council: Council) -> dict[K, College]:
    return {one.kind: one for one in queries.list_colleges(act.session, [council.id])}


def _seat(
    act: Act,
    college: College,
    person: Person,
    since: dt.date,
    *,
    until: dt.date | None = None,
    kind: SeatKind = SeatKind.MEMBER,
) -> int:
    elected = college.filling is Filling.ELECTION
    origin = Origin.ELECTED if elected else Origin.DESIGNATED
    term = operations.appoint(
        act, college, person, kind=kind, since=since, until=until, origin=origin
    )
    return term.id


def _share(act: Act, services: Sequence[Service], today: dt.date) -> Council:
    """Found one council for two services of one category, whose residents are designated."""
    carrier, since = services[0], today - dt.timedelta(days=300)
    sheet = FoundingSheet(
        name=Localized({"fr": "Le conseil du Chêne et de l’Érable", "en": "Chêne and Érable"}),
        form=CouncilForm.COMMON_CVS,
        carrier_id=carrier.id,
        founded_on=since - dt.timedelta(days=40),
        founding_act="Délibération du conseil d’administration",
        sent_on=since - dt.timedelta(days=30),
        procedure_on=since + dt.timedelta(days=15),
        term_months=24,
    )
    council = operations.found_council(act, sheet, service_ids=[each.id for each in services])
    operations.set_composition(act, council, SHARED)
    colleges = _colleges(act, council)
    people = people_of(act, colleges[K.RESIDENTS], carrier, since)
    first, *_others = [_seat(act, colleges[K.RESIDENTS], one, since) for one in people[:3]]
    for one in people[3:4]:
        _seat(act, colleges[K.RESIDENTS], one, since, kind=SeatKind.SUBSTITUTE)
    _seat(act, colleges[K.STAFF], Person(name=STAFF_NAME), since)
    _seat(act, colleges[K.MANAGING_BODY], Person(name=BOARD_NAME), since)
    term = queries.get_term(act.session, first)
    operations.give_office(act, council, term, Office.CHAIR, since=since)
    return council


def _consult(act: Act, service: Service, today: dt.date) -> None:
    """Found a consultation of everybody at home, by a survey that leaves two subjects out."""
    sheet = FoundingSheet(
        name=Localized({"fr": "La consultation du Figuier", "en": "The Figuier consultation"}),
        form=CouncilForm.CONSULTATION,
        carrier_id=service.id,
        reason=OtherFormReason.HOME,
    )
    operations.found_council(act, sheet, service_ids=[service.id])
    asked = frozenset(Subject) - {Subject.RELOCATION, Subject.COMMON_ROOMS}
    fact = MilestoneSheet(
        MilestoneKind.ALTERNATIVE_SURVEY, today - dt.timedelta(days=120), subjects=asked
    )
    record_milestone(act, fact, service_id=service.id)


def _follow_the_survey(act: Act, service: Service, today: dt.date) -> None:
    """Post the results of the last survey; the council examined them at a meeting."""
    last = last_surveys(act.session, today)[service.id]
    on = min(today, last.closed_on + dt.timedelta(days=21))
    record_milestone(act, MilestoneSheet(MilestoneKind.RESULTS_POSTED, on), service_id=service.id)

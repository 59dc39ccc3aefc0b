"""Councils of the demonstration: one in order, one whose terms end, one group of short stays."""

import datetime as dt
from collections.abc import Mapping

from participation.councils import operations, queries
from participation.councils.models import College, Council, Term
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
from participation.seed.elections import hold_past, open_today
from participation.seed.meetings import meet, meet_briefly
from participation.seed.sealing import Held
from participation.seed.sitters import people_of

MONTHS = 36
EXAMINED = 285
"""Days since the council at home examined the results of the last survey."""
HOUSE = (
    CollegeLine(K.RESIDENTS, 4, 2),
    CollegeLine(K.STAFF, 1),
    CollegeLine(K.MANAGING_BODY, 1, filling=Filling.DESIGNATION),
    CollegeLine(K.VOLUNTEERS, 1, filling=Filling.DESIGNATION),
)
HOME = (
    CollegeLine(K.RESIDENTS, 3, 2),
    CollegeLine(K.RELATIVES, 2, 1),
    CollegeLine(K.STAFF, 1),
    CollegeLine(K.MANAGING_BODY, 1, filling=Filling.DESIGNATION),
)
GROUP = (CollegeLine(K.RESIDENTS, 5, filling=Filling.DESIGNATION), CollegeLine(K.STAFF, 1))


def sit(act: Act, services: Mapping[str, Service], today: dt.date) -> Held:
    """Found three councils: one votes today, one voted last year, one designates.

    Gives the keys and cards of today's vote.
    """
    elected = today - dt.timedelta(days=400)
    ending = _before(today + dt.timedelta(days=60))
    house = _found(act, services["tilleul"], "du Tilleul", "of the Tilleul house", ending)
    _fill(act, house, HOUSE, services["tilleul"], ending)
    meet(act, house, today)
    held = open_today(act, house, services["tilleul"], today)
    home = _found(act, services["olivier"], "de l’Olivier", "of the Olivier home", elected)
    _fill(act, home, HOME, services["olivier"], elected, by_vote=True)
    meet_briefly(act, home, (325, EXAMINED, 215, 95), today, examined=EXAMINED)
    group = FoundingSheet(
        name=Localized({"fr": "Le groupe de parole du Saule", "en": "The Saule group"}),
        form=CouncilForm.FORUM,
        carrier_id=services["saule"].id,
        reason=OtherFormReason.STAY,
    )
    forum = operations.found_council(act, group, service_ids=[services["saule"].id])
    _fill(act, forum, GROUP, services["saule"], today - dt.timedelta(days=30))
    return held


def _before(day: dt.date) -> dt.date:
    """Give the day of the election whose terms end on a day."""
    return day.replace(year=day.year - MONTHS // 12, day=min(day.day, 28))


def _found(act: Act, service: Service, fr: str, en: str, elected: dt.date) -> Council:
    founded = elected - dt.timedelta(days=60)
    sheet = FoundingSheet(
        name=Localized({"fr": f"Le conseil {fr}", "en": f"The council {en}"}),
        form=CouncilForm.CVS,
        carrier_id=service.id,
        founded_on=founded,
        founding_act="Délibération du conseil d’administration",
        sent_on=founded + dt.timedelta(days=8),
        procedure_on=elected + dt.timedelta(days=20),
        term_months=MONTHS,
        publication="Panneau de l’entrée, et classeur de la salle commune",
    )
    return operations.found_council(act, sheet, service_ids=[service.id])


def _fill(
    act: Act,
    council: Council,
    lines: tuple[CollegeLine, ...],
    service: Service,
    since: dt.date,
    *,
    by_vote: bool = False,
) -> None:
    """Design the colleges, and give the seats of titulaires first to those who are still here.

    With `by_vote`, the colleges that elect hold their election here.
    """
    operations.set_composition(act, council, lines)
    if by_vote:
        hold_past(act, council, service, since)
    for college in queries.list_colleges(act.session, [council.id]):
        if by_vote and college.filling is Filling.ELECTION:
            continue
        people = people_of(act, college, service, since)
        for kind, seats in (
            (SeatKind.MEMBER, college.members),
            (SeatKind.SUBSTITUTE, college.substitutes),
        ):
            for person in people[:seats]:
                _seat(act, college, person, kind, since)
            people = people[seats:]
    if council.form is CouncilForm.CVS:
        first = _first_of_residents(act, council)
        operations.give_office(act, council, first, Office.CHAIR, since=first.since)


def _first_of_residents(act: Act, council: Council) -> Term:
    colleges = {
        one.id
        for one in queries.list_colleges(act.session, [council.id])
        if one.kind is K.RESIDENTS
    }
    seats = {
        one.id
        for one in queries.list_seats(act.session, [council.id])
        if one.college_id in colleges
    }
    terms = queries.list_terms(act.session, [council.id])
    return next(term for term in terms if term.seat_id in seats)


def _seat(act: Act, college: College, person: Person, kind: SeatKind, since: dt.date) -> None:
    elected = college.filling is Filling.ELECTION
    operations.appoint(
        act,
        college,
        person,
        kind=kind,
        since=since,
        origin=Origin.ELECTED if elected else Origin.DESIGNATED,
    )

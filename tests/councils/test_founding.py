"""Founding, designing and ending a council: on both databases, with every refusal."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import NoResultFound

from participation.councils import operations, queries
from participation.councils.models import Council
from participation.councils.operations import CollegeLine, Person
from participation.councils.rules.kinds import (
    CollegeKind as K,
    CouncilForm as F,
    Office,
    OtherFormReason,
    SeatKind,
)
from participation.councils.rules.refusals import Refusal as R  # noqa: N817 - tables are read at a glance
from participation.foundation.act import Refused
from participation.foundation.localized import Localized
from participation.foundation.scope import ScopeError
from participation.organisations.queries import get_service, law_of, list_services
from participation.organisations.rules.law import Severity
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import (
    ELECTED,
    FOUNDED,
    TODAY,
    USUAL,
    Sitting,
    make_council,
    names,
    paper,
    refusal,
    term_of,
)

DAY = dt.timedelta(days=1)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


@pytest.mark.parametrize(
    ("changed", "services", "reason"),
    [
        ({"name": Localized()}, "here", R.NAME_MISSING),
        ({"name": Localized(fr="  ")}, "here", R.NAME_MISSING),
        ({}, "", R.SERVICE_MISSING),
        ({}, "there", R.CARRIER_NOT_COVERED),
        ({}, "here there", R.ONE_SERVICE_ONLY),
        ({"form": F.COMMON_CVS}, "here", R.SEVERAL_SERVICES_NEEDED),
        ({"form": F.JOINT}, "here", R.SEVERAL_SERVICES_NEEDED),
        ({"founded_on": None}, "here", R.SENT_BEFORE_FOUNDED),
        ({"sent_on": FOUNDED - DAY}, "here", R.SENT_BEFORE_FOUNDED),
        ({"sent_on": TODAY + DAY}, "here", R.SENT_IN_THE_FUTURE),
        ({"procedure_on": FOUNDED - DAY}, "here", R.PROCEDURE_BEFORE_FOUNDED),
        ({"procedure_on": TODAY + DAY}, "here", R.PROCEDURE_IN_THE_FUTURE),
        ({"term_months": 0}, "here", R.TERM_LENGTH_UNREADABLE),
        ({"term_months": 121}, "here", R.TERM_LENGTH_UNREADABLE),
    ],
)
def test_papers_that_contradict_each_other_are_refused(
    engine: Engine, town: Town, changed: dict[str, object], services: str, reason: R
) -> None:
    chosen = [getattr(town, name) for name in services.split()]
    with acting_in(engine, town) as act:
        sheet = paper(town, **changed)  # type: ignore[arg-type]
        assert refusal(lambda: operations.found_council(act, sheet, service_ids=chosen)) is reason
        assert act.session.scalars(select(Council)).all() == []


def test_a_common_council_is_read_by_each_service_and_changed_by_its_carrier(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        sheet = paper(town, F.COMMON_CVS)
        common = operations.found_council(act, sheet, service_ids=town.services).id
    with acting_in(engine, town, town.there) as act:
        council = queries.get_council(act.session, common)
        assert queries.coverage_of(act.session, [common]) == {common: {town.there}}
        assert refusal(lambda: operations.set_composition(act, council, USUAL)) is R.NOT_CARRIER
    with acting_in(engine, town, town.here) as act:
        council = queries.get_council(act.session, common)
        operations.set_composition(act, council, USUAL)
        refused = refusal(operations.change_council, act, council, sheet, service_ids=[town.here])
        assert refused is R.SEVERAL_SERVICES_NEEDED


def test_a_council_is_not_there_for_another_service_or_without_a_scope(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with looking_in(engine, town, town.there) as session:
        assert queries.list_councils(session) == []
        assert queries.list_terms(session, [sitting.council_id]) == []
        for get in (queries.get_council, queries.get_college, queries.get_seat, queries.get_term):
            with pytest.raises(NoResultFound):
                get(session, sitting.council_id)
        with pytest.raises(NoResultFound):
            queries.get_college(session, sitting.college_id)
    with pytest.raises(ScopeError), acting_in(engine, town, town.here) as act:
        operations.found_council(
            act, paper(town, F.COMMON_CVS), service_ids=[town.here, town.there]
        )


def test_another_association_sees_nothing(engine: Engine, sitting: Sitting) -> None:
    other = make_town(engine, "lande")
    with looking_in(engine, other) as session:
        assert queries.list_councils(session) == []
        assert queries.list_colleges(session, [sitting.council_id]) == []


def test_two_one_one_is_not_lawful_unless_it_is_recorded_as_found(
    engine: Engine, town: Town
) -> None:
    lines = [CollegeLine(K.RESIDENTS, 2), CollegeLine(K.STAFF, 1), CollegeLine(K.MANAGING_BODY, 1)]
    with acting_in(engine, town) as act:
        council = operations.found_council(act, paper(town), service_ids=[town.here])
        with pytest.raises(Refused) as refused:
            operations.set_composition(act, council, lines)
        assert refused.value.reason is R.MAJORITY_MISSING
        assert refused.value.facts == {"represented": 2, "others": 2, "missing": 1}
        operations.set_composition(act, council, lines, as_found=True)
        sheet = queries.see_council(act.session, council, TODAY)
        assert sheet.majority.missing == 1


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], R.NO_SEAT),
        ([CollegeLine(K.RESIDENTS, 0, 3)], R.NO_SEAT),
        ([CollegeLine(K.RESIDENTS, 41)], R.TOO_MANY_SEATS),
        ([CollegeLine(K.RESIDENTS, 3), CollegeLine(K.RESIDENTS, 2)], R.COLLEGE_TWICE),
        ([CollegeLine(K.RESIDENTS, 3, service_id=7)], R.COLLEGE_OUTSIDE),
    ],
)
def test_a_composition_that_makes_no_sense_is_refused(
    engine: Engine, town: Town, lines: list[CollegeLine], reason: R
) -> None:
    with acting_in(engine, town) as act:
        council = operations.found_council(act, paper(town), service_ids=[town.here])
        assert refusal(lambda: operations.set_composition(act, council, lines)) is reason


def test_seats_are_taken_away_when_empty_and_retired_when_somebody_once_sat(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    fewer = (CollegeLine(K.RESIDENTS, 2, 0), CollegeLine(K.MANAGING_BODY, 1))
    with acting_in(engine, town) as act:
        council = sitting.council(act.session)
        assert refusal(lambda: operations.set_composition(act, council, fewer)) is R.SEAT_OCCUPIED
    with acting_in(engine, town) as act:
        for name in ("Colette", "Denise", "Émile", "Farid"):
            operations.resign(act, term_of(act, sitting, name), on=TODAY)
        council = sitting.council(act.session)
        operations.set_composition(act, council, fewer)
        sheet = sitting.sheet(act.session)
        assert names(sheet) == ["Amina", "Bilal"]
        assert [one.college.members for one in sheet.colleges] == [2, 0, 1]
        assert len(queries.list_terms(act.session, [council.id])) == 7
        operations.set_composition(act, council, USUAL)
        assert names(sitting.sheet(act.session)) == ["Amina", "Bilal", None]


def test_a_shortage_is_dated_for_an_empty_college_and_lifted_by_an_appointment(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        staff = sitting.college(act.session, K.STAFF)

        def date(on: dt.date, because: str = "Aucun candidat") -> object:
            return operations.record_shortage(act, staff, on=on, because=because)

        assert refusal(lambda: date(TODAY)) is R.COLLEGE_NOT_EMPTY
        operations.resign(act, term_of(act, sitting, "Farid"), on=TODAY)
        assert refusal(lambda: date(TODAY, " ")) is R.BECAUSE_MISSING
        assert refusal(lambda: date(TODAY + DAY)) is R.IN_THE_FUTURE
        date(TODAY)
        assert sitting.sheet(act.session).colleges[1].line.in_shortage
        operations.appoint(act, staff, Person(name="Hervé"), kind=SeatKind.MEMBER, since=TODAY)
        assert (staff.shortage_on, staff.shortage_because) == (None, "")


def test_a_closed_service_ends_its_council_and_every_term(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        council = sitting.council(act.session)
        amina = term_of(act, sitting, "Amina")
        operations.give_office(act, council, amina, Office.CHAIR, since=ELECTED)

        def deed(on: dt.date, because: str) -> object:
            return operations.end_council(act, council, on=on, because=because)

        assert refusal(deed, TODAY, " ") is R.BECAUSE_MISSING
        assert refusal(deed, FOUNDED - DAY, "Fermé") is R.ENDS_BEFORE_FOUNDED
        deed(TODAY, "Le service ferme")
        assert sitting.sheet(act.session).sitting.members == 0
        assert sitting.sheet(act.session).offices == ()
        assert queries.list_councils(act.session, on=TODAY) == []
        assert refusal(lambda: operations.set_composition(act, council, USUAL)) is R.COUNCIL_ENDED


def test_a_service_that_has_closed_is_said_until_its_council_ends(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        common = operations.found_council(act, paper(town, F.COMMON_CVS), service_ids=town.services)
        places = list_services(act.session)
        kinds = {one.id: law_of(one.kind) for one in places}

        def closures(council: Council, on: dt.date) -> list[tuple[str, bool]]:
            sheet, law = queries.see_council(act.session, council, on), queries.law_on(on)
            found = queries.examine(sheet, kinds, law, on, services=places)
            assert found.severities()[Severity.ERROR] >= len(found.closures)
            return [(one.name, one.is_last) for one in found.closures]

        own = sitting.council(act.session)
        assert closures(own, TODAY) == []
        get_service(act.session, town.here).closed_on = TODAY
        act.session.flush()
        assert closures(own, TODAY - DAY) == []
        assert closures(own, TODAY) == [("Maison Tilleul", True)]
        assert closures(common, TODAY) == [("Maison Tilleul", False)]
        gone = [seat.holder for seat in sitting.sheet(act.session).colleges[0].members]
        assert {one.present_until for one in gone if one} == {TODAY}, "they left with the house"


def test_a_council_is_not_founded_after_its_members_sat(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        late = paper(town, founded_on=ELECTED + DAY, sent_on=None, procedure_on=None)
        change, own = operations.change_council, sitting.council(act.session)
        refused = refusal(change, act, own, late, service_ids=[town.here])
        assert refused is R.FOUNDED_AFTER_TERMS
        change(act, own, replace(late, founded_on=ELECTED), service_ids=[town.here])


def test_another_form_keeps_its_reason_and_a_cvs_has_none(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        forum = operations.found_council(
            act, paper(town, F.FORUM, reason=OtherFormReason.STAY), service_ids=[town.here]
        )
        assert forum.reason is OtherFormReason.STAY
        sheet = paper(town, reason=OtherFormReason.STAY)
        operations.change_council(act, forum, sheet, service_ids=[town.here])
        assert forum.form is F.CVS
        assert not forum.reason

"""Founding, designing, appointing, leaving, replacing: on both databases, with every refusal."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import NoResultFound

from participation.accounts.models import Membership, User
from participation.accounts.operations import end_role
from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.councils import operations, queries
from participation.councils.models import Council, Term
from participation.councils.operations import CollegeLine, Person
from participation.councils.rules.kinds import (
    CollegeKind as K,
    CouncilForm as F,
    EndReason,
    Office,
    Origin,
    OtherFormReason,
    SeatKind,
    SubstituteOrder,
    TieBreak,
)
from participation.councils.rules.refusals import Refusal as R
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized
from participation.foundation.scope import ScopeError
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import (
    ELECTED,
    FOUNDED,
    TODAY,
    USUAL,
    Sitting,
    make_council,
    paper,
    somebody,
)

DAY = dt.timedelta(days=1)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


def refusal(deed: Callable[[], object]) -> R:
    with pytest.raises(Refused) as refused:
        deed()
    reason = refused.value.reason
    assert isinstance(reason, R)
    return reason


def names(sheet: queries.CouncilSheet, kind: SeatKind = SeatKind.MEMBER) -> list[str | None]:
    residents = sheet.colleges[0]
    return [each.holder.name if each.holder else None for each in residents.of(kind)]


def term_of(act: Act, sitting: Sitting, name: str) -> Term:
    sheet = sitting.sheet(act.session)
    key = next(key for key, own in sheet.names.items() if own == name)
    return queries.get_term(act.session, key)


def test_a_council_sits_with_terms_as_long_as_its_rules_say(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with looking_in(engine, town) as session:
        sheet = sitting.sheet(session)
        assert names(sheet) == ["Amina", "Bilal", "Colette"]
        assert names(sheet, SeatKind.SUBSTITUTE) == ["Denise", "Émile"]
        assert (sheet.sitting.represented, sheet.sitting.others, sheet.sitting.holds) == (
            3,
            2,
            True,
        )
        assert {each.until for each in queries.list_terms(session, [sitting.council_id])} == {
            dt.date(2027, 3, 1)
        }
        assert {one.tie_break for one in queries.list_colleges(session, [sitting.council_id])} == {
            TieBreak.LOTS,
            TieBreak.SENIORITY,
        }
        assert names(sitting.sheet(session, ELECTED - DAY)) == [None] * 3
        assert names(sitting.sheet(session, dt.date(2027, 3, 1))) == [None] * 3


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
        only = {"service_ids": [town.here]}
        deed = lambda: operations.change_council(act, council, sheet, **only)  # noqa: E731
        assert refusal(deed) is R.SEVERAL_SERVICES_NEEDED


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


def test_another_association_sees_nothing(engine: Engine, town: Town, sitting: Sitting) -> None:
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


def test_nobody_counts_twice_and_nobody_sits_who_is_not_there(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        college = sitting.college(act.session)

        def give(who: Person, since: dt.date = TODAY, **more: object) -> R:
            return refusal(
                lambda: operations.appoint(
                    act,
                    college,
                    who,
                    kind=SeatKind.MEMBER,
                    since=since,
                    **more,  # type: ignore[arg-type]
                )
            )

        irene = somebody(act, "Irène", town.here)
        assert give(irene) is R.NO_FREE_SEAT
        assert give(irene, rank=1) is R.SEAT_TAKEN
        assert give(irene, rank=9) is R.NO_FREE_SEAT
        operations.resign(act, term_of(act, sitting, "Amina"), on=TODAY)
        amina = somebody(act, "Amina again", town.here)
        bilal = queries.get_term(act.session, term_of(act, sitting, "Bilal").id)
        assert give(Person(bilal.membership_id)) is R.ALREADY_SITS
        assert give(Person(name="ginette  ROY")) is R.ALREADY_SITS
        assert give(Person()) is R.PERSON_MISSING
        assert give(Person(name="   ")) is R.PERSON_MISSING
        assert give(somebody(act, "Jean", town.there)) is R.PERSON_OUTSIDE
        assert give(Person(membership_id=1)) is R.PERSON_OUTSIDE
        assert give(irene, FOUNDED - DAY) is R.SINCE_BEFORE_FOUNDED
        assert give(irene, until=TODAY) is R.UNTIL_BEFORE_SINCE
        operations.appoint(act, college, amina, kind=SeatKind.MEMBER, since=TODAY)
        assert names(sitting.sheet(act.session)) == ["Amina again", "Bilal", "Colette"]


def test_a_person_known_by_two_roles_still_counts_once(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        farid = term_of(act, sitting, "Farid")
        first = act.session.get_one(Membership, (town.organisation_id, farid.membership_id))
        second = Membership(
            user_id=first.user_id, service_id=town.here, role=Role.RESIDENT, since=ELECTED
        )
        act.session.add(second)
        operations.resign(act, term_of(act, sitting, "Amina"), on=TODAY)
        act.session.flush()
        deed = lambda: operations.appoint(  # noqa: E731
            act, sitting.college(act.session), Person(second.id), kind=SeatKind.MEMBER, since=TODAY
        )
        assert refusal(deed) is R.ALREADY_SITS


def test_the_first_substitute_serves_the_rest_of_the_term(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        bilal = term_of(act, sitting, "Bilal")
        assert refusal(lambda: operations.seat_substitute(act, bilal)) is R.STILL_SITS
        operations.end_term(act, bilal, on=TODAY - DAY, reason=EndReason.LEFT)
        seated = operations.seat_substitute(act, bilal)
        assert (seated.since, seated.until) == (TODAY - DAY, dt.date(2027, 3, 1))
        assert (seated.origin, seated.election) == (Origin.SEATED, "e1")
        sheet = sitting.sheet(act.session)
        assert names(sheet) == ["Amina", "Denise", "Colette"]
        assert names(sheet, SeatKind.SUBSTITUTE) == [None, "Émile"]
        assert refusal(lambda: operations.seat_substitute(act, bilal)) is R.SEAT_TAKEN
        before = names(sitting.sheet(act.session, TODAY - 2 * DAY))
        assert before == ["Amina", "Bilal", "Colette"]
        emile = term_of(act, sitting, "Émile")
        assert refusal(lambda: operations.seat_substitute(act, emile)) is R.NOT_A_MEMBER_SEAT
        operations.resign(act, emile, on=TODAY)
        operations.resign(act, seated, on=TODAY)
        assert refusal(lambda: operations.seat_substitute(act, seated)) is R.NO_SUBSTITUTE


def test_a_paired_substitute_follows_only_her_own_titulaire(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    paired = [
        CollegeLine(K.RESIDENTS, 3, 2, substitute_order=SubstituteOrder.PAIRED),
        *USUAL[1:],
    ]
    with acting_in(engine, town) as act:
        operations.set_composition(act, sitting.council(act.session), paired)
        for name in ("Bilal", "Colette"):
            operations.resign(act, term_of(act, sitting, name), on=TODAY)
        sheet = sitting.sheet(act.session)
        second, third = (seat.last.term for seat in sheet.colleges[0].members[1:] if seat.last)
        assert refusal(lambda: operations.seat_substitute(act, third)) is R.NO_SUBSTITUTE
        operations.seat_substitute(act, second)
        assert names(sitting.sheet(act.session)) == ["Amina", "Émile", None]


def test_a_term_ends_once_and_within_its_days(engine: Engine, town: Town, sitting: Sitting) -> None:
    with acting_in(engine, town) as act:
        amina = term_of(act, sitting, "Amina")
        for day in (ELECTED - DAY, dt.date(2027, 3, 2)):
            assert (
                refusal(lambda on=day: operations.resign(act, amina, on=on)) is R.END_OUTSIDE_TERM
            )  # type: ignore[misc]
        operations.give_office(
            act, sitting.council(act.session), amina, Office.CHAIR, since=ELECTED
        )
        operations.resign(act, amina, on=TODAY)
        assert sitting.sheet(act.session).offices == ()
        assert refusal(lambda: operations.resign(act, amina, on=TODAY)) is R.ENDED_ALREADY


def test_the_chair_passes_from_one_to_the_next(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        council = sitting.council(act.session)
        amina, bilal = term_of(act, sitting, "Amina"), term_of(act, sitting, "Bilal")
        operations.give_office(act, council, amina, Office.CHAIR, since=ELECTED)
        operations.give_office(act, council, bilal, Office.CHAIR, since=TODAY)
        chair = sitting.sheet(act.session).holder_of(Office.CHAIR)
        assert chair is not None
        assert chair.holder.name == "Bilal"
        earlier = sitting.sheet(act.session, TODAY - DAY).holder_of(Office.CHAIR)
        assert earlier is not None
        assert earlier.holder.name == "Amina"
        early = ELECTED - DAY
        deed = lambda: operations.give_office(  # noqa: E731
            act, council, bilal, Office.CHAIR, since=early
        )
        assert refusal(deed) is R.PERSON_NOT_THERE


def test_a_seated_substitute_keeps_her_office(engine: Engine, town: Town, sitting: Sitting) -> None:
    with acting_in(engine, town) as act:
        council, denise = sitting.council(act.session), term_of(act, sitting, "Denise")
        operations.give_office(act, council, denise, Office.VICE_CHAIR, since=ELECTED)
        amina = term_of(act, sitting, "Amina")
        operations.resign(act, amina, on=TODAY)
        operations.seat_substitute(act, amina)
        vice = sitting.sheet(act.session).holder_of(Office.VICE_CHAIR)
        assert vice is not None
        assert vice.holder.name == "Denise"


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


def test_terms_run_on_for_a_reason_and_what_ended_stays_ended(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    later = dt.date(2027, 6, 1)
    with acting_in(engine, town) as act:
        council = sitting.council(act.session)
        operations.resign(act, term_of(act, sitting, "Amina"), on=TODAY)
        deed = lambda until, because: operations.extend_terms(  # noqa: E731
            act, council, until=until, because=because
        )
        assert refusal(lambda: deed(later, "")) is R.BECAUSE_MISSING
        assert refusal(lambda: deed(dt.date(2027, 3, 1), "rien")) is R.NOTHING_TO_EXTEND
        deed(later, "Épidémie")
        assert names(sitting.sheet(act.session, later - DAY)) == [None, "Bilal", "Colette"]
        assert names(sitting.sheet(act.session, later)) == [None, None, None]


def test_a_closed_service_ends_its_council_and_every_term(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        council = sitting.council(act.session)
        amina = term_of(act, sitting, "Amina")
        operations.give_office(act, council, amina, Office.CHAIR, since=ELECTED)
        deed = lambda on, because: operations.end_council(  # noqa: E731
            act, council, on=on, because=because
        )
        assert refusal(lambda: deed(TODAY, " ")) is R.BECAUSE_MISSING
        assert refusal(lambda: deed(FOUNDED - DAY, "Fermé")) is R.ENDS_BEFORE_FOUNDED
        deed(TODAY, "Le service ferme")
        assert sitting.sheet(act.session).sitting.members == 0
        assert sitting.sheet(act.session).offices == ()
        assert queries.list_councils(act.session, on=TODAY) == []
        assert refusal(lambda: operations.set_composition(act, council, USUAL)) is R.COUNCIL_ENDED


def test_who_left_the_service_and_who_is_erased(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        amina, bilal = term_of(act, sitting, "Amina"), term_of(act, sitting, "Bilal")
        row = act.session.get_one(Membership, (town.organisation_id, amina.membership_id))
        end_role(act, row, TODAY)
        sheet = sitting.sheet(act.session)
        found = queries.examine(sheet, {}, queries.law_on(TODAY), TODAY)
        assert [gone.holder.name for gone in found.gone] == ["Amina"]
        known = queries.user_of(act.session, [bilal.membership_id or 0])
        act.session.execute(delete(User).where(User.id.in_(known.values())))
        act.session.expire_all()
        assert names(sitting.sheet(act.session)) == ["Amina", None, "Colette"]


def test_every_deed_is_in_the_journal_without_a_name(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        operations.resign(act, term_of(act, sitting, "Amina"), on=TODAY)
        entries = act.session.scalars(select(Entry).order_by(Entry.number)).all()
        deeds = [entry.action for entry in entries if "service" not in entry.action]
        assert deeds[-10:] == [
            "council.founded",
            "composition.set",
            *["member.appointed"] * 7,
            "member.resigned",
        ]
        assert not any("Amina" in entry.facts + entry.subject for entry in entries)


def test_two_people_giving_the_last_seat_at_once_give_it_once(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        operations.resign(act, term_of(act, sitting, "Amina"), on=TODAY)
        people = [somebody(act, name, town.here) for name in ("Irène", "Jacques")]
    outcomes: list[object] = []
    start = threading.Barrier(2)

    def give(who: Person) -> None:
        with acting_in(engine, town) as act:
            college = queries.get_college(act.session, sitting.college_id) if late else None
            start.wait(5) if late else None
            college = college or queries.get_college(act.session, sitting.college_id)
            try:
                operations.appoint(act, college, who, kind=SeatKind.MEMBER, since=TODAY)
                outcomes.append("given")
            except Refused as refused:
                outcomes.append(refused.reason)

    late = engine.dialect.name == "postgresql"
    threads = [threading.Thread(target=give, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(map(str, outcomes)) == ["given", str(R.NO_FREE_SEAT)]


def test_another_form_keeps_its_reason_and_a_cvs_has_none(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        forum = operations.found_council(
            act, paper(town, F.FORUM, reason=OtherFormReason.STAY), service_ids=[town.here]
        )
        assert forum.reason is OtherFormReason.STAY
        sheet = paper(town, reason=OtherFormReason.STAY)
        operations.change_council(act, forum, sheet, service_ids=[town.here])
        assert (forum.form, forum.reason) == (F.CVS, None)

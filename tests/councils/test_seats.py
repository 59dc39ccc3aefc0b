"""Appointing, leaving, replacing, extending, chairing: on both databases."""

import datetime as dt
import threading

import pytest
from sqlalchemy import Engine, delete, select

from participation.accounts.models import Membership, User
from participation.accounts.operations import end_role
from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.councils import operations, queries
from participation.councils.operations import CollegeLine, Person
from participation.councils.rules.kinds import (
    CollegeKind as K,
    EndReason,
    Office,
    Origin,
    SeatKind,
    SubstituteOrder,
    TieBreak,
)
from participation.councils.rules.refusals import Refusal as R  # noqa: N817 - tables are read at a glance
from participation.foundation.act import Refused
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import (
    ELECTED,
    FOUNDED,
    TODAY,
    USUAL,
    Sitting,
    make_council,
    names,
    refusal,
    somebody,
    term_of,
)

DAY = dt.timedelta(days=1)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


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
        college, who = sitting.college(act.session), Person(second.id)
        refused = refusal(operations.appoint, act, college, who, kind=SeatKind.MEMBER, since=TODAY)
        assert refused is R.ALREADY_SITS


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
            assert refusal(operations.resign, act, amina, on=day) is R.END_OUTSIDE_TERM
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
        refused = refusal(
            operations.give_office, act, council, bilal, Office.CHAIR, since=ELECTED - DAY
        )
        assert refused is R.PERSON_NOT_THERE


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


def test_terms_run_on_for_a_reason_and_what_ended_stays_ended(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    later = dt.date(2027, 6, 1)
    with acting_in(engine, town) as act:
        council = sitting.council(act.session)
        operations.resign(act, term_of(act, sitting, "Amina"), on=TODAY)

        def deed(until: dt.date, because: str) -> object:
            return operations.extend_terms(act, council, until=until, because=because)

        assert refusal(deed, later, "") is R.BECAUSE_MISSING
        assert refusal(deed, dt.date(2027, 3, 1), "rien") is R.NOTHING_TO_EXTEND
        deed(later, "Épidémie")
        assert names(sitting.sheet(act.session, later - DAY)) == [None, "Bilal", "Colette"]
        assert names(sitting.sheet(act.session, later)) == [None, None, None]


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

"""When a seat falls empty: noted, proposed to one person, answered; nothing without a word."""

import datetime as dt

import pytest
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.councils import operations, queries
from participation.councils.models import SeatOffer, Term
from participation.councils.operations import Person, succession
from participation.councils.queries.successions import Step, successions
from participation.councils.rules.kinds import Office, Origin, SeatKind
from participation.councils.rules.refusals import Refusal
from participation.councils.rules.serving import MandateRefusal as R, OfferState
from participation.foundation.act import Act
from participation.foundation.scope import within
from tests.builders import Town, acting_in, make_person, make_town
from tests.councils.mandated import leave_seat, move_out, reason_of, user_id_of
from tests.councils.sitting import (
    ELECTED,
    TODAY,
    K,
    Sitting,
    make_council,
    names,
    role_of,
    term_of,
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


def steps(act: Act, sitting: Sitting) -> list[tuple[Step, str, str]]:
    """Give what is to be done: the step, who left, who follows."""
    act.session.flush()
    found = successions(act.session, sitting.sheet(act.session), TODAY)
    return [
        (one.step, one.who.name if one.who else "", one.next.name if one.next else "")
        for one in found
    ]


def test_a_departure_is_seen_noted_proposed_and_answered(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        assert steps(act, sitting) == []
        move_out(act, "Bilal", TODAY - dt.timedelta(days=2))
        assert steps(act, sitting) == [(Step.GONE, "Bilal", "")]
        assert names(sitting.sheet(act.session)) == ["Amina", "Bilal", "Colette"]
        left = leave_seat(act, sitting, "Bilal")
        assert steps(act, sitting) == [(Step.VACANT, "Bilal", "Denise")]
        offer = succession.offer_seat(act, left)
        assert steps(act, sitting) == [(Step.ASKED, "Bilal", "Denise")]
        assert names(sitting.sheet(act.session)) == ["Amina", None, "Colette"]
        succession.answer_offer(act, offer, accepts=False)
        assert steps(act, sitting) == [(Step.VACANT, "Bilal", "Émile")]
        succession.answer_offer(act, succession.offer_seat(act, left), accepts=True)
        assert names(sitting.sheet(act.session)) == ["Amina", "Émile", "Colette"]
        seated = term_of(act, sitting, "Émile")
        assert (seated.since, seated.until, seated.origin) == (TODAY, left.until, Origin.SEATED)
        assert names(sitting.sheet(act.session), SeatKind.SUBSTITUTE) == ["Denise", None]
        assert steps(act, sitting) == [(Step.WANTED, "", "")]


def test_when_all_said_no_an_election_is_wanted(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        left = leave_seat(act, sitting, "Amina")
        for _substitute in ("Denise", "Émile"):
            succession.answer_offer(act, succession.offer_seat(act, left), accepts=False)
        assert steps(act, sitting) == [(Step.NOBODY, "Amina", "")]
        assert reason_of(succession.offer_seat, act, left) is R.NOBODY_LEFT


def test_a_substitute_who_has_left_the_house_is_not_asked(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        left = leave_seat(act, sitting, "Amina")
        move_out(act, "Denise", TODAY)
        assert (Step.VACANT, "Amina", "Émile") in steps(act, sitting)
        assert succession.offer_seat(act, left).substitute_id == term_of(act, sitting, "Émile").id


def test_one_is_asked_at_a_time_and_answers_once(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        still = term_of(act, sitting, "Bilal")
        assert reason_of(succession.offer_seat, act, still) is R.NOBODY_LEFT
        left = leave_seat(act, sitting, "Amina")
        offer = succession.offer_seat(act, left)
        assert reason_of(succession.offer_seat, act, left) is R.ALREADY_OFFERED
        succession.answer_offer(act, offer, accepts=True)
        assert reason_of(succession.answer_offer, act, offer, accepts=False) is R.OFFER_ANSWERED
        assert offer.state is OfferState.ACCEPTED
        assert offer.answered_on == TODAY


def test_an_offer_that_another_seating_has_overtaken_changes_nothing(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        left = leave_seat(act, sitting, "Amina")
        offer = succession.offer_seat(act, left)
        operations.seat_substitute(act, left, on=TODAY, passing_over=[offer.substitute_id])
        assert reason_of(succession.answer_offer, act, offer, accepts=True) is Refusal.SEAT_TAKEN
        assert names(sitting.sheet(act.session)) == ["Émile", "Bilal", "Colette"]


def test_a_seat_is_offered_to_its_owner_alone(engine: Engine, town: Town, sitting: Sitting) -> None:
    with acting_in(engine, town) as act:
        term = term_of(act, sitting, "Denise")
        mine = succession.refuse_another(act, term.id, user_id_of(act, "Denise"))
        assert mine.id == term.id
        for other in (user_id_of(act, "Amina"), None):
            assert reason_of(succession.refuse_another, act, term.id, other) is R.NOT_YOURS


def test_the_answer_counts_from_a_house_that_does_not_carry_the_council(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        sheet_of = sitting.council(act.session)
        sheet_of.carrier_id = town.there
        left = leave_seat(act, sitting, "Amina")
        offer = succession.offer_seat(act, left)
        with within(act.session, frozenset({town.here})):
            succession.answer_offer(act, offer, accepts=True)
        assert names(sitting.sheet(act.session))[0] == "Denise"


def test_nobody_is_counted_twice_by_another_role_name_or_office(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        staff = sitting.college(act.session, K.STAFF)
        board = sitting.college(act.session, K.MANAGING_BODY)
        facts = {"kind": SeatKind.SUBSTITUTE, "since": ELECTED}
        again = Person(name="farid")
        assert reason_of(operations.appoint, act, staff, again, **facts) is Refusal.ALREADY_SITS
        ginette = make_person(act, "GINETTE ROY", Role.COORDINATOR, town.here)
        hers = Person(role_of(act.session, ginette.id))
        assert reason_of(operations.appoint, act, staff, hers, **facts) is Refusal.ALREADY_SITS
        council, term = sitting.council(act.session), term_of(act, sitting, "Amina")
        operations.give_office(act, council, term, Office.CHAIR, since=ELECTED)
        vice = (act, council, term, Office.VICE_CHAIR)
        assert reason_of(operations.give_office, *vice, since=TODAY) is R.TWO_OFFICES
        assert board.members == 1


def test_an_offer_goes_with_the_person_who_is_erased(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        offer = succession.offer_seat(act, leave_seat(act, sitting, "Amina"))
        act.session.delete(queries.get_term(act.session, offer.substitute_id))
        act.session.flush()
        act.session.expire_all()
        assert act.session.scalars(select(SeatOffer)).all() == []
        assert len(act.session.scalars(select(Term)).all()) == 6

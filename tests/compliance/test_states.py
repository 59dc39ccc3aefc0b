"""The state of services, gathered from every room, today and in the past."""

import datetime as dt
from collections.abc import Mapping

import pytest
from sqlalchemy import Engine, update

from participation.accounts.models import Membership
from participation.compliance.operations import MilestoneSheet, record_milestone
from participation.compliance.queries import ServiceState, see_states
from participation.compliance.rules import MilestoneKind as Kind
from participation.councils import operations, queries
from participation.councils.operations import CollegeLine
from participation.councils.rules.kinds import CollegeKind as K, CouncilForm, EndReason, Office
from participation.organisations.rules.rulings import Rule as R, State  # noqa: N817
from tests.builders import OPENED, Town, acting_in, looking_in, make_town
from tests.councils.sitting import ELECTED, FOUNDED, TODAY, Sitting, make_council, paper, term_of


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


def state_of(
    engine: Engine, town: Town, service: str = "tilleul", day: dt.date = TODAY
) -> ServiceState:
    """Judge one service on a day, as somebody of every service sees it."""
    with looking_in(engine, town) as session:
        return {each.service.slug: each for each in see_states(session, day)}[service]


def broken(state: ServiceState) -> Mapping[R, State]:
    """Give the rules that are not kept."""
    return {
        line.rule: line.state for line in state.lines if line.state in {State.ERROR, State.WARNING}
    }


def test_a_service_without_anything_lacks_its_space_only(engine: Engine, town: Town) -> None:
    state = state_of(engine, town)
    assert broken(state) == {R.R01: State.ERROR}
    assert [line.rule for line in state.lines] == list(R)
    assert state.has_no_space
    assert state.counts[State.NOT_APPLICABLE] == 39
    home = state_of(engine, town, "olivier")
    assert broken(home) == {R.R01: State.WARNING, R.R32: State.ERROR}


def test_a_council_in_order_breaks_nothing(engine: Engine, town: Town, sitting: Sitting) -> None:
    with acting_in(engine, town) as act:
        term = term_of(act, sitting, "Amina")
        operations.give_office(act, sitting.council(act.session), term, Office.CHAIR, since=ELECTED)
    state = state_of(engine, town)
    assert broken(state) == {}
    assert {line.rule for line in state.of(State.OK)} == {
        *(R.R01, R.R03, R.R04, R.R05, R.R06, R.R15, R.R16, R.R17, R.R19, R.R21, R.R22, R.R31)
    }
    assert not state.has_no_space
    assert state.worst is State.OK


def test_the_past_is_judged_by_what_was_there(engine: Engine, town: Town, sitting: Sitting) -> None:
    with acting_in(engine, town) as act:
        operations.end_term(
            act, term_of(act, sitting, "Amina"), on=dt.date(2026, 2, 1), reason=EndReason.LEFT
        )
        council = sitting.council(act.session)
        council.sent_on = dt.date(2025, 6, 1)
    before = FOUNDED - dt.timedelta(days=1)
    assert broken(state_of(engine, town, day=before)) == {R.R01: State.ERROR}
    founded = broken(state_of(engine, town, day=FOUNDED))
    assert founded == {R.R03: State.WARNING, R.R06: State.ERROR}
    assert R.R03 not in broken(state_of(engine, town, day=dt.date(2025, 6, 1)))
    late = state_of(engine, town, day=dt.date(2027, 3, 1))
    assert broken(late)[R.R16] is State.ERROR
    with looking_in(engine, town) as session:
        assert see_states(session, OPENED - dt.timedelta(days=1)) == []


def test_who_has_left_and_still_sits(engine: Engine, town: Town, sitting: Sitting) -> None:
    with acting_in(engine, town) as act:
        term = term_of(act, sitting, "Bilal")
        gone = update(Membership).where(Membership.id == term.membership_id)
        act.session.execute(gone.values(until=TODAY))
    assert broken(state_of(engine, town))[R.R17] is State.ERROR
    assert R.R17 not in broken(state_of(engine, town, day=TODAY - dt.timedelta(days=1)))


def test_a_common_council_is_judged_in_each_of_its_services(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        sheet = paper(town, CouncilForm.COMMON_CVS, procedure_on=None)
        council = operations.found_council(act, sheet, service_ids=town.services)
        operations.set_composition(
            act, council, (CollegeLine(K.RESIDENTS, 2, 1), CollegeLine(K.STAFF, 2)), as_found=True
        )
    for service in ("tilleul", "olivier"):
        found = broken(state_of(engine, town, service))
        assert found[R.R01] is State.WARNING, "two categories"
        assert {R.R04, R.R05, R.R06} <= {
            rule for rule, state in found.items() if state is State.ERROR
        }
    with looking_in(engine, town, town.here) as session:
        (here,) = see_states(session, TODAY)
        assert here.councils[0].id == council.id


def test_seats_elsewhere_are_no_space_of_expression(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        sheet = paper(town, CouncilForm.BOARD_SEATS)
        operations.found_council(act, sheet, service_ids=[town.here])
    state = state_of(engine, town)
    assert broken(state) == {R.R01: State.ERROR}
    assert state.has_no_space


def test_dated_facts_are_judged(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        for kind, days in ((Kind.PROJECT_CHANGED, 5), (Kind.COMPLAINT, 40), (Kind.EVALUATION, 9)):
            sheet = MilestoneSheet(kind, TODAY - dt.timedelta(days=days))
            record_milestone(act, sheet, service_id=town.here)
    state = state_of(engine, town)
    found = broken(state)
    assert (found[R.R34], found[R.R35], found[R.R37]) == (
        State.WARNING,
        State.ERROR,
        State.WARNING,
    )
    assert broken(state_of(engine, town, "olivier")).keys() == {R.R01, R.R32}
    line = next(each for each in state.lines if each.rule is R.R37)
    assert line.found[0].milestone_id
    years_later = state_of(engine, town, day=TODAY + dt.timedelta(days=729))
    assert R.R37 not in broken(years_later)


def test_the_rules_of_law_read_the_law_of_the_day(engine: Engine, town: Town) -> None:
    state = state_of(engine, town)
    assert state.law.since == queries.law_on(TODAY).since
    article, verified = state.article_of(state.lines[0])
    assert (article, verified) == ("CASF D311-3", True)

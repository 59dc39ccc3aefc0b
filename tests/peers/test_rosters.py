"""Rosters from the tables: promises kept, limits kept, contradictions named, workers that die."""

import datetime as dt
import subprocess
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from participation.cli import solving as worker
from participation.cli.opening import House
from participation.cli.worker import Round
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from participation.peers.labels.rostering import ENDS
from participation.peers.models import Reservation, Roster, Slot
from participation.peers.operations import roster as operations, solving
from participation.peers.operations.assigning import assign
from participation.peers.operations.slots import plan_slot
from participation.peers.queries.proposals import Seen, see_proposal
from participation.peers.queries.rostering import KEPT, read_problem, see_need
from participation.peers.rules.kinds import AssignmentState, RosterState, SlotKind
from participation.peers.rules.planning import Refusal
from participation.peers.rules.proposals import Proposal, Trouble, read_proposal, write_proposal
from participation.roster import solving as solving_child
from participation.roster.problem import End, Rule
from participation.roster.solve import solve
from tests.application import settings_for
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.peers.teams import LINK, Team, at, make_slot, make_team, sheet, slot_of, states_of

WEEK = (dt.date(2026, 3, 23), dt.date(2026, 3, 30))


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def team(engine: Engine, town: Town) -> Team:
    return make_team(engine, town)


def draft(engine: Engine, town: Town) -> int:
    with acting_in(engine, town) as act:
        return operations.draft_roster(act, *WEEK, [town.here], seconds=20).id


def row_of(act: Act, key: int) -> Roster:
    return act.session.scalars(select(Roster).where(Roster.id == key)).one()


def work_out(engine: Engine, town: Town, key: int) -> Seen:
    with acting_in(engine, town) as act:
        row = operations.solve_at_once(act, row_of(act, key))
        return see_proposal(act.session, row)


def chosen(seen: Seen, slot: int) -> list[str]:
    (place,) = [each for each in seen.places if each.line.slot.id == slot]
    return [each.peer.name for each in place.chosen]


def test_a_proposal_is_read_as_it_was_written() -> None:
    one = Proposal(pairs=(("a", "b"),)).keep(("a", "b")).add(("c", "d")).strike(("a", "b"))
    assert read_proposal(write_proposal(one)) == one
    assert (one.pairs, one.pinned, one.excluded) == (
        (("c", "d"),),
        frozenset({("c", "d")}),
        frozenset({("a", "b")}),
    )
    assert read_proposal({}) == Proposal()


def test_days_and_services_of_a_roster(engine: Engine, town: Town) -> None:
    for since, until, services in (
        (WEEK[1], WEEK[0], [town.here]),
        (WEEK[0], dt.date(2026, 5, 8), [town.here]),
        (dt.date(2026, 3, 1), dt.date(2026, 3, 17), [town.here]),
        (*WEEK, []),
    ):
        with pytest.raises(Refused), acting_in(engine, town) as act:
            operations.draft_roster(act, since, until, services)


def test_what_is_promised_stays_and_the_rest_is_filled(
    engine: Engine, team: Team, town: Town
) -> None:
    promised = make_slot(engine, team, sheet(at(24, 10), need_max=2, capacity=1))
    with acting_in(engine, town) as act:
        amina = team.peer(act.session, "Amina")
        assign(act, slot_of(act.session, promised), amina, link=LINK)
    pashto = make_slot(engine, team, sheet(at(24, 10, 30), locale="ps"))
    other = make_slot(engine, team, sheet(at(25, 10), locale="ps"))
    key = draft(engine, town)
    seen = work_out(engine, town, key)
    assert chosen(seen, pashto) == [], "the only one who speaks it is taken at that time"
    assert chosen(seen, other) == ["Amina"]
    assert (seen.filled, seen.needed, seen.kept) == (2, 3, 1)
    (place,) = seen.empty
    assert place.empty is not None
    assert (Rule.LANGUAGE.value, 2) in place.empty.reasons
    with acting_in(engine, town) as act:
        operations.publish(act, row_of(act, key), link=LINK)
    with looking_in(engine, town) as session:
        assert states_of(session, other) == {team.peers["Amina"]: AssignmentState.PROPOSED}
        held = session.scalars(select(Reservation).where(Reservation.slot_id == other)).one()
        assert held.subject_id == team.peers["Amina"]


def test_hours_of_another_house_are_counted_and_not_told(
    engine: Engine, team: Team, town: Town
) -> None:
    with acting_in(engine, town) as act:
        other = plan_slot(act, town.there, sheet(at(23, 9), SlotKind.DROP_IN, minutes=180))
        basile = Reservation(slot_id=other.id, subject_id=team.peers["Basile"])
        basile.starts, basile.ends = other.starts, other.ends
        act.session.add(basile)
    for day in (24, 25, 26, 27):
        make_slot(engine, team, sheet(at(day, 10), need_min=2, need_max=2))
    key = draft(engine, town)
    with acting_in(engine, town, town.here) as act:
        row = row_of(act, key)
        need = see_need(act.session, row)
        problem = read_problem(act.session, row, need, act.now)
        kept = [each for each in problem.slots if each.id.startswith(KEPT)]
        assert [each.service for each in kept] == [f"{KEPT}{to_text(town.there)}"]
        operations.solve_at_once(act, row)
        seen = see_proposal(act.session, row)
    assert "Basile" not in {each.peer.name for place in seen.places for each in place.chosen}
    assert seen.filled == 8


def test_what_was_declined_is_not_asked_again(engine: Engine, team: Team, town: Town) -> None:
    slot = make_slot(engine, team, sheet(at(24, 10), locale="ps"))
    with acting_in(engine, town) as act:
        row = assign(act, slot_of(act.session, slot), team.peer(act.session, "Amina"), link=LINK)
        row.state = AssignmentState.DECLINED
    seen = work_out(engine, town, draft(engine, town))
    assert chosen(seen, slot) == []


def test_contradictory_needs_are_named(engine: Engine, team: Team, town: Town) -> None:
    one = make_slot(engine, team, sheet(at(24, 19)))
    other = make_slot(engine, team, sheet(at(25, 8)))
    make_slot(engine, team, sheet(at(25, 5, 45)))
    key = draft(engine, town)
    with acting_in(engine, town) as act:
        row, amina = row_of(act, key), team.peer(act.session, "Amina")
        for slot in (one, other):
            operations.add_pair(act, row, slot_of(act.session, slot), amina)
        early = act.session.scalars(select(Slot).where(Slot.starts == at(25, 5, 45))).one()
        row.proposal = write_proposal(
            read_proposal(row.proposal).add((to_text(early.id), to_text(amina.id)))
        )
    seen = work_out(engine, town, key)
    assert seen.trouble is Trouble.CONTRADICTION
    rules = {(one.rule, one.peer.name if one.peer else "") for one in seen.clashes}
    assert (Rule.REST.value, "Amina") in rules
    assert (Rule.AWAY.value, "Amina") in rules
    assert all(each.slots for each in seen.clashes)


def test_who_was_taken_in_the_meantime_is_left_out_and_named(
    engine: Engine, team: Team, town: Town
) -> None:
    slot = make_slot(engine, team, sheet(at(24, 10), locale="ps"))
    key = draft(engine, town)
    assert chosen(work_out(engine, town, key), slot) == ["Amina"]
    late = make_slot(engine, team, sheet(at(24, 10, 30)))
    with acting_in(engine, town) as act:
        amina = team.peer(act.session, "Amina")
        assign(act, slot_of(act.session, late), amina, link=LINK)
        row = operations.publish(act, row_of(act, key), link=LINK)
        seen = see_proposal(act.session, row)
        assert [(one.id, peer.name) for one, peer in seen.left_out] == [(slot, "Amina")]
    with pytest.raises(Refused) as refused, acting_in(engine, town) as act:
        operations.ask_to_solve(act, row_of(act, key))
    assert refused.value.reason is Refusal.ROSTER_OVER


@pytest.fixture
def house(engine: Engine, database: str, tmp_path: Path) -> House:
    return House(settings_for(database, tmp_path), engine)


def ask(engine: Engine, town: Town, key: int) -> None:
    with acting_in(engine, town) as act:
        operations.ask_to_solve(act, row_of(act, key))


def state(engine: Engine, town: Town, key: int) -> tuple[RosterState, dict[str, object]]:
    with looking_in(engine, town) as session:
        row = session.scalars(select(Roster).where(Roster.id == key)).one()
        return row.state, dict(row.progress)


def test_the_worker_solves_what_waits(engine: Engine, team: Team, town: Town, house: House) -> None:
    slot = make_slot(engine, team, sheet(at(24, 10), locale="ps"))
    key = draft(engine, town)
    ask(engine, town, key)
    rounds = Round(house)
    rounds.run()
    rounds.finish()
    with looking_in(engine, town) as session:
        row = session.scalars(select(Roster).where(Roster.id == key)).one()
        assert row.state is RosterState.PROPOSED
        assert chosen(see_proposal(session, row), slot) == ["Amina"]
    assert not worker.some_wait(house)


def test_a_stop_is_heard_and_keeps_what_was_found(
    engine: Engine, team: Team, town: Town, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_slot(engine, team, sheet(at(24, 10)))
    key = draft(engine, town)
    ask(engine, town, key)
    stopped: list[bool] = []

    def slow(problem: object, choices: object, **told: object) -> object:
        with acting_in(engine, town) as act:
            operations.stop_solving(act, row_of(act, key))
        stopped.append(told["stop"]())  # type: ignore[operator]
        return solve(problem, choices, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "solve", slow)
    assert worker.solve_rosters(house, threading.Event()) == 1
    assert stopped == [True]
    assert state(engine, town, key)[0] is RosterState.PROPOSED


def test_a_solver_that_breaks_gives_the_roster_back(
    engine: Engine, team: Team, town: Town, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_slot(engine, team, sheet(at(24, 10)))
    key = draft(engine, town)
    ask(engine, town, key)

    def broken(*_facts: object, **_more: object) -> object:
        raise MemoryError

    monkeypatch.setattr(worker, "solve", broken)
    assert worker.solve_rosters(house, threading.Event()) == 1
    assert state(engine, town, key) == (RosterState.DRAFT, {"trouble": "failed"})
    ask(engine, town, key)
    assert state(engine, town, key)[0] is RosterState.SOLVING


def test_a_solver_killed_in_the_middle_is_told_to_the_coordinator(
    engine: Engine, team: Team, town: Town, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = make_slot(engine, team, sheet(at(24, 10), locale="ps"))
    key = draft(engine, town)
    ask(engine, town, key)
    start = solving_child.start_child

    def killed() -> subprocess.Popen[bytes]:
        child = start()
        child.kill()
        return child

    monkeypatch.setattr(solving_child, "start_child", killed)
    assert worker.solve_rosters(house, threading.Event()) == 1
    with looking_in(engine, town) as session:
        row = session.scalars(select(Roster).where(Roster.id == key)).one()
        seen, found = see_proposal(session, row), read_proposal(row.proposal)
        assert (row.state, found.end, found.method) == (RosterState.PROPOSED, "killed", "greedy")
        assert chosen(seen, slot) == ["Amina"], "the best roster found before stands"
    assert "arrêté tout seul" in str(ENDS[End(found.end)])


def test_a_worker_that_dies_gives_the_roster_back(
    engine: Engine, team: Team, town: Town, house: House, clock: Clock
) -> None:
    make_slot(engine, team, sheet(at(24, 10)))
    key = draft(engine, town)
    ask(engine, town, key)
    with acting_in(engine, town) as act:
        assert solving.begin_solving(act) == key
        assert solving.begin_solving(act) is None, "lent once"
    ended = threading.Event()
    clock.advance(seconds=20 + 119)
    assert worker.solve_rosters(house, ended) == 0
    assert state(engine, town, key)[0] is RosterState.SOLVING
    clock.advance(seconds=2)
    worker.solve_rosters(house, ended)
    assert state(engine, town, key) == (RosterState.DRAFT, {"trouble": "lost"})

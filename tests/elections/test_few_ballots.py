"""Fewer than five sealed ballots: the urn is left closed for ever, and people vote on paper."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils.rules.kinds import CollegeKind
from participation.elections import queries
from participation.elections.adapters.urn import urn_of
from participation.elections.operations import postal, results, sealed as urns, tallying
from participation.elections.operations.bureau import TwoPeople
from participation.elections.operations.partial import prepare_again
from participation.elections.queries.sealed import get_sealed
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.process import Refusal
from participation.elections.rules.sealed import Phase, SealedRefusal
from participation.elections.rules.stages import ElectionKind, Stage, Way
from participation.foundation.keys import to_text
from tests.builders import looking_in
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, page, send, visit
from tests.elections.sealing import Sealing, choice, ready, refused
from tests.elections.urn_desk import (
    CODES,
    DAY,
    close_it,
    count_staff,
    end_paper,
    name_bureau,
    on,
    open_it,
    sign,
    two,
    voted,
)

AGAIN = {"opens_on": dt.date(2026, 9, 15), "closes_on": dt.date(2026, 9, 16)}


@pytest.fixture
def few(engine: Engine) -> Sealing:
    """Let three vote by card, and nobody on paper."""
    made = ready(engine)
    name_bureau(made)
    open_it(made)
    for code in made.codes[:3]:
        made.cast(made.seal(code, choice(1)))
    sign(made)
    close_it(made)
    return made


def leave(made: Sealing) -> None:
    with on(made) as act:
        contest = made.contest(act.session)
        tallying.leave_closed(act, contest, two(made, act), because="Trois ont voté.")


def test_an_urn_with_few_ballots_is_left_closed_by_two(few: Sealing) -> None:
    assert refused(end_paper, few, 0) is SealedRefusal.TOO_FEW_BALLOTS
    with on(few) as act:
        contest, people = few.contest(act.session), two(few, act)
        wrong = TwoPeople(CODES[1], people.assessor, CODES[1])
        told = refused(tallying.leave_closed, act, contest, wrong, because="Trois.")
        assert told is CountingRefusal.CODE_WRONG
        told = refused(tallying.leave_closed, act, contest, people, because=" ")
        assert told is CountingRefusal.WORDS_MISSING
        assert len(urn_of(act.session, contest.id).states()) == 8
    leave(few)
    with on(few) as act:
        contest = few.contest(act.session)
        sealed = get_sealed(act.session, contest.id)
        assert (sealed.phase, sealed.ballots, sealed.server_key) == (Phase.DESTROYED, None, None)
        assert urn_of(act.session, contest.id).states() == {}
    count_staff(few)
    with on(few) as act:
        election = few.calling.election(act.session)
        results.declare_result(act, election)
        sheet = queries.see_vote(act.session, election)
        assert [bool(each.results) for each in sheet.contests] == [False, True]
        assert [each.words for each in sheet.observations] == ["Trois ont voté."]


def test_an_urn_that_can_be_counted_is_never_left_closed(engine: Engine) -> None:
    made = voted(engine)
    made.cast(made.seal(made.papers[0], choice(1)))
    assert refused(leave, made) is SealedRefusal.ENOUGH_BALLOTS
    end_paper(made, 0)


def test_its_people_vote_again_on_paper(few: Sealing) -> None:
    with on(few) as act:
        election = few.calling.election(act.session)
        told = refused(prepare_again, act, election, **AGAIN)
        assert told is CountingRefusal.NOTHING_AGAIN
    leave(few)
    with on(few) as act:
        election = few.calling.election(act.session)
        again = prepare_again(act, election, **AGAIN)
        assert (again.kind, again.parent_id) == (ElectionKind.COUNCIL, election.id)
        (contest,) = queries.list_contests(act.session, again)
        before = few.contest(act.session)
        assert (contest.college_id, contest.way) == (before.college_id, Way.PAPER)
        assert (contest.seats, contest.substitutes) == (before.seats, before.substitutes)
        assert election.stage is Stage.COUNT
        assert refused(prepare_again, act, election, **AGAIN) is Refusal.ALREADY_RUNNING


def test_the_pages_lead_there(app: Flask, few: Sealing, clock: Clock) -> None:
    clock.set(DAY)
    desk = visit(app, few.engine, few.town, Role.MANAGER, few.town.here)
    base = f"/rive/elections/contests/{to_text(few.contest_id)}"
    assert "Avec moins de cinq bulletins" in page(desk, f"{base}/urn")
    with looking_in(few.engine, few.town) as session:
        members = queries.list_bureau(session, few.calling.election(session))
    sent = {
        "president_code": CODES[0],
        "assessor": to_text(members[1].id),
        "assessor_code": CODES[1],
        "because": "Trois ont voté.",
    }
    assert "Un code" in send(desk, f"{base}/leave-closed", {**sent, "assessor_code": "000000"}, 422)
    send(desk, f"{base}/leave-closed", sent)
    shown = page(desk, f"{base}/urn")
    assert "L’urne reste fermée pour toujours : Trois ont voté." in shown
    assert "Télécharger" not in shown
    assert desk.get(f"{base}/archive.bel", base_url=LOCAL).status_code == 404
    shown = page(desk, f"/rive/elections/{few.calling.key}/bureau")
    assert "Urne laissée fermée" in shown
    days = {"on": AGAIN["opens_on"].isoformat(), "until": AGAIN["closes_on"].isoformat()}
    send(desk, f"/rive/elections/{few.calling.key}/again", days)


def test_a_vote_by_post_is_a_paper_ballot_of_a_sealed_contest(engine: Engine) -> None:
    made = ready(engine)
    name_bureau(made)
    with on(made) as act:
        contest = made.contest(act.session)
        assert not queries.ground_for(act.session, contest)
        queries.college_of(act.session, contest).kind = CollegeKind.RELATIVES
        act.session.flush()
        assert queries.ground_for(act.session, contest)
        for entry in queries.list_roll(act.session, contest)[:2]:
            postal.ask_by_post(act, entry)
        for one in queries.list_posted(act.session, contest):
            postal.note_sent(act, one)
            postal.note_received(act, one)
    open_it(made)
    for code in made.codes[:4]:
        made.cast(made.seal(code, choice(1)))
    with on(made) as act:
        postal.open_envelopes(act, made.contest(act.session))
        assert get_sealed(act.session, made.contest_id).posted == 2
        rest = queries.list_roll(act.session, made.contest(act.session))
        for entry in (one for one in rest if not one.has_voted):
            entry.has_voted = True
        for entry in queries.list_roll(act.session, made.calling.staff(act.session)):
            entry.has_voted = True
    close_it(made)
    assert refused(end_paper, made, 0) is SealedRefusal.PAPERS_DIFFER
    made.cast(made.seal(made.papers[0], choice(2)))
    end_paper(made, 1)
    made.give(1)
    made.give(2)
    with on(made) as act:
        count = tallying.keep_result(act, made.contest(act.session), signed=6)
        assert (count.found, count.null_ballots) == (6, 1)


def test_no_more_paper_than_cards_exchanged_and_envelopes(engine: Engine) -> None:
    made = ready(engine, papers=3)
    name_bureau(made)
    open_it(made)
    with on(made) as act:
        contest = made.contest(act.session)
        urns.exchange_card(act, contest, made.public(made.codes[:1])[0])
        get_sealed(act.session, contest.id).posted = 1
    sign(made)
    close_it(made)
    for code in made.papers[:2]:
        made.cast(made.seal(code, choice(1)))
    told = refused(made.cast, made.seal(made.papers[2], choice(1)))
    assert told is SealedRefusal.TOO_MANY_PAPER

"""The sealed urn and the counting desk are one vote: opened, closed and counted together."""

import datetime as dt
import io

from sqlalchemy import Engine

from participation.belenios.verify import verify_archive
from participation.elections import queries
from participation.elections.labels.urns import lines_of
from participation.elections.operations import (
    proclaiming,
    results,
    tallying,
    voting,
)
from participation.elections.operations.bureau import TwoPeople
from participation.elections.queries import sealed as found
from participation.elections.queries.urns import UrnSheet, see_urn
from participation.elections.rules.counting import Fault
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.sealed import Missing, Phase, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.foundation.i18n import speaking
from tests.builders import looking_in
from tests.elections.sealing import Sealing, begin, choice, ready, refused, settled
from tests.elections.urn_desk import (
    CODES,
    DAY,
    OVER,
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

R = SealedRefusal


def urn_of(made: Sealing) -> UrnSheet:
    with looking_in(made.engine, made.town) as session:
        return see_urn(session, made.contest(session))


def stage_of(made: Sealing) -> Stage:
    with looking_in(made.engine, made.town) as session:
        return made.calling.election(session).stage


def refuses_to_open(made: Sealing) -> object:
    return refused(open_it, made)


def test_the_vote_opens_once_keys_and_cards_are_there(engine: Engine) -> None:
    made = settled(engine)
    name_bureau(made)
    assert urn_of(made).missing == (Missing.CEREMONY,)
    assert refuses_to_open(made) is R.NOT_READY
    begin(made)
    assert urn_of(made).missing == (Missing.KEYS, Missing.POSSESSIONS, Missing.CARDS)
    made.rounds()
    assert urn_of(made).missing == (Missing.POSSESSIONS, Missing.CARDS)
    made.publish()
    assert urn_of(made).missing == (Missing.POSSESSIONS,)
    assert refuses_to_open(made) is R.NOT_READY
    made.possess()
    assert urn_of(made).missing == ()
    assert stage_of(made) is Stage.LIST
    open_it(made)
    assert (stage_of(made), urn_of(made).phase) == (Stage.VOTE, Phase.OPEN)


def test_keys_made_for_another_list_open_nothing(engine: Engine) -> None:
    made = ready(engine)
    name_bureau(made)
    with on(made) as act:
        standing = queries.list_candidacies(act.session, made.contest(act.session))
        standing[0].state = CandidacyState.WITHDRAWN
    assert refuses_to_open(made) is R.LIST_CHANGED


def test_urn_and_stage_move_together(engine: Engine) -> None:
    made = ready(engine)
    name_bureau(made)
    open_it(made)
    ballot = made.seal(made.codes[0], choice(1))
    with on(made) as act:
        election = made.calling.election(act.session)
        voting.suspend_vote(act, election, two(made, act), because="Panne de courant.")
    assert refused(made.cast, ballot) is R.SUSPENDED
    with on(made) as act:
        voting.resume_vote(act, made.calling.election(act.session), two(made, act))
    made.cast(ballot)
    sign(made)
    close_it(made)
    assert refused(made.cast, made.seal(made.codes[1], choice(1))) is R.CLOSED
    assert (stage_of(made), urn_of(made).phase) == (Stage.COUNT, Phase.PAPER)


def test_an_election_given_up_by_two_takes_no_more_votes_and_its_keys_go(engine: Engine) -> None:
    made = ready(engine)
    name_bureau(made)
    open_it(made)
    for code in made.codes[:5]:
        made.cast(made.seal(code, choice(1)))
    with on(made) as act:
        election = made.calling.election(act.session)
        voting.stop_vote(act, election, two(made, act), because="Deux clés perdues.")
    assert refused(made.cast, made.seal(made.codes[5], choice(1))) is R.CLOSED
    assert (stage_of(made), urn_of(made).phase) == (Stage.ANNULLED, Phase.SUSPENDED)
    with on(made) as act:
        tallying.destroy_keys(act, made.contest(act.session), two(made, act))
    assert urn_of(made).phase is Phase.DESTROYED


def test_who_has_drawn_a_card_votes_until_the_posted_day_though_everybody_has_signed(
    engine: Engine,
) -> None:
    made = ready(engine)
    name_bureau(made)
    open_it(made)
    with on(made) as act:
        made.calling.election(act.session).vote_closes_on += dt.timedelta(days=1)
    sign(made)
    assert refused(close_it, made) is CountingRefusal.TOO_EARLY
    made.cast(made.seal(made.codes[0], choice(1)))
    with on(made, DAY + dt.timedelta(days=1)) as act:
        voting.close_vote(act, made.calling.election(act.session), two(made, act))
    assert stage_of(made) is Stage.COUNT


def test_paper_entry_ends_when_paper_and_null_make_the_cards_exchanged(engine: Engine) -> None:
    made = voted(engine)
    assert refused(end_paper, made, 0) is R.PAPERS_DIFFER
    assert refused(end_paper, made, -1, "Une erreur.") is R.PAPERS_DIFFER
    assert refused(end_paper, made, 1) is R.TOO_FEW_BALLOTS
    assert urn_of(made).phase is Phase.PAPER
    made.cast(made.seal(made.papers[0], choice(1)))
    assert refused(end_paper, made, 1) is R.PAPERS_DIFFER
    end_paper(made, 0)
    assert urn_of(made).phase is Phase.COUNT


def test_the_result_of_the_urn_becomes_the_count(engine: Engine) -> None:
    made = voted(engine)
    made.cast(made.seal(made.papers[0], choice(1)))
    end_paper(made, 1, "Un bulletin blanc et un nul dans la même enveloppe.")
    made.give(1)
    with on(made) as act:
        contest = made.contest(act.session)
        assert refused(tallying.keep_result, act, contest, signed=6) is R.NO_RESULT
    made.give(3)
    with on(made) as act:
        contest = made.contest(act.session)
        assert refused(tallying.keep_result, act, contest, signed=5) is (
            CountingRefusal.SIGNATURES_DIFFER
        )
        count = tallying.keep_result(act, contest, signed=6)
        assert (count.signed, count.found, count.blank, count.null_ballots) == (6, 6, 1, 1)
        sheet = queries.see_count(act.session, contest)
        names = {each.name: sheet.votes[key] for key, each in sheet.by_key.items()}
        assert sorted(names.values()) == [0, 0, 2, 3]
        stream = io.BytesIO()
        sealed = found.get_sealed(act.session, contest.id)
        assert count.final_hash == found.write_archive(act.session, sealed, stream)
        report = verify_archive(io.BytesIO(stream.getvalue()))
        assert report.ok, report.failures
        assert report.result == [[1, *(names[each.name] for each in sheet.candidacies)]]
    with speaking("fr"):
        lines = dict(lines_of(urn_of(made)))
    assert list(lines.values()) == ["6", "4", "1", "0", "1", "1", "1", "5"]


def test_a_card_that_was_drawn_and_not_used_is_explained(engine: Engine) -> None:
    made = voted(engine)
    made.cast(made.seal(made.papers[0], choice(1)))
    end_paper(made, 0)
    made.give(1)
    made.give(2)
    with on(made) as act:
        contest = made.contest(act.session)
        assert refused(tallying.keep_result, act, contest, signed=6) is Fault.UNEXPLAINED_GAP
        count = tallying.keep_result(act, contest, signed=6, because="Une carte n’a pas servi.")
        assert (count.found, count.gap_because) == (5, "Une carte n’a pas servi.")


def test_keys_live_until_nobody_can_contest(engine: Engine) -> None:
    made = voted(engine)
    made.cast(made.seal(made.papers[0], choice(3)))
    end_paper(made, 0)
    made.give(1)
    made.give(2)
    count_staff(made)
    with on(made) as act:
        contest = made.contest(act.session)
        election = made.calling.election(act.session)
        tallying.keep_result(act, contest, signed=6, because="Une carte n’a pas servi.")
        results.declare_result(act, election)
        people = two(made, act)
        assert refused(tallying.destroy_keys, act, contest, people) is R.TOO_EARLY
    with on(made, OVER) as act:
        proclaiming.proclaim(act, made.calling.election(act.session))
        members = queries.list_bureau(act.session, made.calling.election(act.session))
        assert all(each.code_hash for each in members), "codes live as long as the keys"
        contest = made.contest(act.session)
        wrong = TwoPeople(CODES[1], members[1], CODES[1])
        told = refused(tallying.destroy_keys, act, contest, wrong)
        assert told is CountingRefusal.CODE_WRONG
        assert urn_of(made).phase is not Phase.DESTROYED
        tallying.destroy_keys(act, contest, two(made, act))
        assert not any(each.code_hash for each in members)
    assert urn_of(made).phase is Phase.DESTROYED
    with looking_in(engine, made.town) as session:
        stream, sealed = io.BytesIO(), found.get_sealed(session, made.contest_id)
        last = found.write_archive(session, sealed, stream)
        count = queries.find_count(session, made.contest(session))
        assert count is not None
        assert count.final_hash == last
    stream.seek(0)
    assert verify_archive(stream).ok

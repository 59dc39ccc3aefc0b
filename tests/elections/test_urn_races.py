"""Votes that meet: eight at once with one card, the end while votes arrive, the plug pulled."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from participation.elections.adapters.urn import Urn, urn_of
from participation.elections.operations import sealed as urns, tallying
from participation.elections.queries import sealed as found
from participation.elections.rules.sealed import COUNTED, CardState, Phase, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.foundation.act import Refused
from participation.foundation.database import connect
from tests.builders import looking_in
from tests.elections.sealing import Sealing, choice, opened, ready, refused
from tests.elections.urn_desk import close_it, end_paper, name_bureau, on, open_it, sign, two

ATTEMPTS = 8
R = SealedRefusal


def attempt(made: Sealing, raw: bytes, *, final: bool) -> str:
    """Cast a ballot; give `cast`, or why it was refused."""
    try:
        made.cast(raw, final=final)
    except Refused as refused:
        return str(refused.reason.value)
    return "cast"


def storm(made: Sealing, *, final: bool) -> Counter[str]:
    """Let every voter try eight times at once, with two different ballots."""
    raws = []
    for code in made.codes:
        both = [made.seal(code, choice(1)), made.seal(code, choice(2))]
        raws += [both[number % 2] for number in range(ATTEMPTS)]
    with ThreadPoolExecutor(ATTEMPTS) as pool:
        return Counter(pool.map(lambda raw: attempt(made, raw, final=final), raws))


def ballots(made: Sealing) -> dict[str, bytes]:
    """Give the ballots in the urn by credential."""
    with looking_in(made.engine, made.town) as session:
        urn = urn_of(session, made.contest_id)
        keys = sorted(urn.states())
        return {key: raw for key, raw in zip(keys, urn.ballots(keys), strict=True) if raw}


def agree(made: Sealing) -> int:
    """Say how many voted, once the cards of the main database and the urn say the same."""
    with looking_in(made.engine, made.town) as session:
        states = urn_of(session, made.contest_id).states()
        sealed = found.get_sealed(session, made.contest_id)
        cards = {one.credential: one.state for one in found.list_cards(session, sealed)}
    said = {CardState.FINAL: CardState.VOTED, None: CardState.READY}  # no channel is kept
    assert {key: said.get(state, state) for key, state in states.items()} == cards
    return sum(1 for state in states.values() if state in COUNTED)


def siege(engine: Engine, voters: int) -> None:
    made = opened(engine, cards=voters)
    answers = storm(made, final=True)
    assert set(answers) <= {"cast", R.ALREADY_FINAL.value}
    assert voters <= answers["cast"] <= voters * ATTEMPTS // 2
    assert len(ballots(made)) == voters
    made.go(Stage.COUNT, "close_urn")
    assert agree(made) == voters


def test_eight_attempts_at_once_are_one_ballot_each(engine: Engine) -> None:
    siege(engine, 6)


@pytest.mark.long
def test_a_thousand_voters_and_eight_attempts_at_once_are_a_thousand_ballots(
    engine: Engine,
) -> None:
    siege(engine, 1000)


def test_eight_phones_at_once_leave_one_whole_ballot(engine: Engine) -> None:
    made = opened(engine)
    raws = {code: [made.seal(code, choice(1 + n % 4)) for n in range(4)] for code in made.codes[:2]}
    every = [raw for both in raws.values() for raw in both] * 2
    with ThreadPoolExecutor(ATTEMPTS) as pool:
        answers = Counter(pool.map(lambda raw: attempt(made, raw, final=False), every))
    assert answers == {"cast": len(every)}
    kept = ballots(made)
    assert len(kept) == 2
    for code, those in raws.items():
        assert kept[made.public([code])[0]] in those


def test_votes_that_arrive_at_the_end_are_in_or_refused_and_two_may_close(engine: Engine) -> None:
    made = opened(engine, cards=30)
    raws = [made.seal(code, choice(1)) for code in made.codes]
    answers: dict[int, str] = {}
    begun = threading.Semaphore(0)

    def cast(number: int) -> None:
        begun.release()
        answers[number] = attempt(made, raws[number], final=False)

    def close() -> None:
        for _ in range(10):
            begun.acquire()
        made.go(Stage.COUNT, "close_urn")

    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(close), pool.submit(close)]
        jobs += [pool.submit(cast, number) for number in range(len(raws))]
        for job in jobs:
            job.result()
    assert set(answers.values()) <= {"cast", R.CLOSED.value}
    inside = ballots(made)
    for number, code in enumerate(made.codes):
        key = made.public([code])[0]
        assert (inside.get(key) == raws[number]) == (answers[number] == "cast")
    assert agree(made) == sum(1 for answer in answers.values() if answer == "cast")
    late = made.seal(made.codes[0], choice(2))
    assert attempt(made, late, final=False) == R.CLOSED.value
    assert attempt(made, raws[0], final=False) == answers[0], "asked again, the answer is the same"


def cut(made: Sealing, deed: Callable[[Sealing], object], where: object, name: str) -> None:
    """Do a deed in another process that is killed right after it passed a point."""
    child = os.fork()
    if child == 0:
        passed = getattr(where, name)

        def pass_and_die(*given: object, **named: object) -> None:
            passed(*given, **named)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(where, name, pass_and_die)
        url = made.engine.url.render_as_string(hide_password=False)
        made.engine = connect(url)
        try:
            deed(made)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the point was not passed"
    time.sleep(0.2)  # PostgreSQL sees that its client is gone


@pytest.mark.parametrize("name", ["_write", "put"])
def test_a_vote_cut_anywhere_is_whole_or_not_there_and_may_be_sent_again(
    engine: Engine, name: str
) -> None:
    made = opened(engine)
    raws = [made.seal(code, choice(1)) for code in made.codes]
    cut(made, lambda child: child.cast(raws[0]), Urn, name)
    inside = ballots(made)
    assert inside == ({} if name == "_write" else {made.public(made.codes[:1])[0]: raws[0]})
    for raw in raws:
        made.cast(raw)
    made.go(Stage.COUNT, "close_urn")
    assert agree(made) == len(raws)


@pytest.mark.parametrize("name", ["move", "states"])
def test_a_closing_cut_anywhere_is_done_again(engine: Engine, name: str) -> None:
    made = opened(engine)
    raws = [made.seal(code, choice(1)) for code in made.codes]
    for raw in raws[1:]:
        made.cast(raw)
    cut(made, lambda child: child.go(Stage.COUNT, "close_urn"), Urn, name)
    assert attempt(made, raws[0], final=False) == R.CLOSED.value
    made.go(Stage.COUNT, "close_urn")
    assert agree(made) == len(raws) - 1


@pytest.mark.parametrize("name", ["states", "move", "ballots"])
def test_a_tally_cut_anywhere_is_done_again(engine: Engine, name: str) -> None:
    made = opened(engine)
    for code in made.codes:
        made.cast(made.seal(code, choice(1)))
    made.go(Stage.COUNT, "close_urn")
    cut(made, lambda child: child.go(Stage.COUNT, "fix_tally"), Urn, name)
    made.go(Stage.COUNT, "fix_tally")
    made.give(2)
    made.give(3)
    with looking_in(engine, made.town) as session:
        sealed = found.get_sealed(session, made.contest_id)
        counted = found.result_of(sealed)
        assert sealed.phase is Phase.RESULT
        assert counted is not None
        assert next(iter(counted.votes.values())) == len(made.codes)


def test_an_opening_that_was_cut_is_done_again(engine: Engine) -> None:
    made = ready(engine)
    cut(made, lambda child: child.go(Stage.VOTE, "open_urn"), Urn, "lay")
    assert attempt(made, made.seal(made.codes[0], choice(1)), final=False) == R.NOT_OPEN.value
    made.go(Stage.VOTE, "open_urn")
    made.cast(made.seal(made.codes[0], choice(1)))
    assert len(ballots(made)) == 1


def arriving(monkeypatch: pytest.MonkeyPatch, made: Sealing, name: str, raw: bytes) -> None:
    """Let a ballot arrive right before the urn is moved or emptied: as late as one can."""
    passed = getattr(Urn, name)

    def arrive(urn: Urn, *given: object) -> object:
        monkeypatch.setattr(Urn, name, passed)
        made.cast(raw)
        return passed(urn, *given)

    monkeypatch.setattr(Urn, name, arrive)


def exchanging(engine: Engine, votes: int) -> Sealing:
    """Close a vote of so many cards in which one more was exchanged for a paper ballot."""
    made = ready(engine, cards=votes + 1)
    name_bureau(made)
    open_it(made)
    for code in made.codes[:votes]:
        made.cast(made.seal(code, choice(1)))
    with on(made) as act:
        urns.exchange_card(act, made.contest(act.session), made.public(made.codes[votes:])[0])
    sign(made)
    close_it(made)
    return made


def test_a_paper_ballot_that_arrives_as_their_entry_ends_is_in_the_count_and_the_arithmetic(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = exchanging(engine, 5)
    paper = made.seal(made.papers[0], choice(2))
    arriving(monkeypatch, made, "move", paper)
    assert refused(end_paper, made, 1) is R.PAPERS_DIFFER, "one paper cannot be null and in the urn"
    end_paper(made, 0)
    with looking_in(engine, made.town) as session:
        sealed = found.get_sealed(session, made.contest_id)
        assert sealed.ballots == 6
        assert paper in list(found.read_chain(session, sealed))


def test_an_urn_into_which_a_fifth_ballot_comes_at_the_last_moment_is_not_destroyed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = exchanging(engine, 4)
    arriving(monkeypatch, made, "empty", made.seal(made.papers[0], choice(2)))

    def leave() -> None:
        with on(made) as act:
            contest = made.contest(act.session)
            tallying.leave_closed(act, contest, two(made, act), because="Quatre ont voté.")

    assert refused(leave) is R.ENOUGH_BALLOTS
    assert len(ballots(made)) == 5
    end_paper(made, 0)

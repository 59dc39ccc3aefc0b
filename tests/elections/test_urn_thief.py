"""Twenty people sign and vote before a watcher who later takes every file and log of the house."""

import json
import random
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from participation.belenios.encoding import fingerprint
from participation.elections import queries
from participation.elections.operations import voting
from participation.elections.rules.stages import Stage
from participation.foundation.keys import to_text
from tests.bench.casting import Booth
from tests.bench.server import serving
from tests.builders import acting_in
from tests.elections import calling
from tests.elections.sealing import STANDING, Sealing, choice, opened
from tests.elections.thief import Guess, attack, read_choices

VOTES = 20
NAMES = (*STANDING, *(f"Personne {number}" for number in range(5, VOTES + 1)))
CLOSE, LUCKY = 0.75, 8
"""By chance one guess in a million is so like, or gives so many the right ballot."""
CHOSEN = 12
"""Of 20 choices among four candidates, chance names 5, and 12 once in a thousand."""

Marks = Mapping[str, Sequence[bytes]]


@pytest.fixture
def made(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Sealing:
    monkeypatch.setattr(calling, "RESIDENTS", NAMES)
    return opened(engine, cards=VOTES + 4)


def known_by(raw: bytes) -> tuple[bytes, ...]:
    """Give what a ballot may be known by, wherever it or its traces are kept."""
    ballot = json.loads(raw)
    credential, signature = ballot["credential"], ballot["signature"]["hash"]
    tracker = fingerprint(raw)
    first = ballot["answers"][0]["choices"][0]["alpha"]
    return (
        credential.encode(),
        bytes.fromhex(credential),
        tracker.encode(),
        signature.encode(),
        first.encode(),
    )


def chosen(number: int) -> int:
    """Give the slot that the so-manieth voter chooses."""
    return 1 + number % len(STANDING)


def vote(made: Sealing, folder: Path, seed: int) -> tuple[list[str], Marks]:
    """Let people sign and vote at a real server, one after the other, in an order of chance.

    Gives their ballots in this order, which the watcher saw: she knows the name of each.
    """
    codes = made.codes[:VOTES]
    chance = random.Random(seed)
    chance.shuffle(codes)
    order: list[str] = []
    marks: dict[str, Sequence[bytes]] = {}
    with serving(str(made.engine.url), folder) as server:
        path = f"/rive/tilleul/vote/{to_text(made.contest_id)}/ballots"
        booth = Booth(server.url, path)
        for code, who in zip(codes, chance.sample(range(VOTES), VOTES), strict=True):
            with acting_in(made.engine, made.town) as act:
                roll = queries.list_roll(act.session, made.contest(act.session))
                voting.sign_roll(act, roll[who])
            raw = made.seal(code, choice(chosen(len(order))))
            booth.cast(raw)
            order.append(json.loads(raw)["credential"])
            marks[order[-1]] = known_by(raw)
        booth.close()
    return order, marks


def words_of(made: Sealing) -> dict[int, tuple[bytes, ...]]:
    """Give what a candidate may be known by: name, and key as number and as text; by slot."""
    with acting_in(made.engine, made.town) as act:
        found = queries.list_candidacies(act.session, made.contest(act.session))
        by_name = {each.name: each.id for each in found}
    return {
        slot: (name.encode(), str(by_name[name]).encode(), to_text(by_name[name]).encode())
        for slot, name in enumerate(STANDING, 1)
    }


def told(guess: Guess) -> bool:
    """Say whether a guess is better than chance."""
    return abs(guess.likeness) >= CLOSE or guess.hits >= LUCKY


@pytest.mark.sqlite
def test_no_file_and_no_log_tells_whose_ballot_is_whose(made: Sealing, tmp_path: Path) -> None:
    order, marks = vote(made, tmp_path, seed=11)
    during = attack(tmp_path, marks, order)
    assert any("slot by credential" in each.where for each in during), "the urn was searched"
    assert (tmp_path / "server.log").exists()
    assert not [each for each in during if told(each)], during[:3]
    words, truth = words_of(made), {each: chosen(at) for at, each in enumerate(order)}
    assert read_choices(tmp_path, marks, words, truth) <= CHOSEN
    made.go(Stage.COUNT, "close_urn")
    made.go(Stage.COUNT, "fix_tally")
    assert read_choices(tmp_path, marks, words, truth) <= CHOSEN
    after = attack(tmp_path, marks, order)
    assert any("chained_ballot" in each.where for each in after), "the chain was searched"
    assert not [each for each in after if told(each)], after[:3]


@pytest.mark.parametrize("place", ["rowid", "time", "log"])
def test_the_thief_finds_an_order_wherever_it_is(place: str, tmp_path: Path) -> None:
    chance = random.Random(5)
    order = [chance.randbytes(32).hex() for _ in range(VOTES)]
    marks = {each: (each.encode(),) for each in order}
    if place == "log":
        lines = [f"10:{at} POST /ballots {each[:8]} {each}" for at, each in enumerate(order)]
        (tmp_path / "access.log").write_text("\n".join(lines))
    else:
        columns = "credential TEXT" if place == "rowid" else "credential TEXT PRIMARY KEY, at REAL"
        ending = "" if place == "rowid" else " WITHOUT ROWID"
        with closing(sqlite3.connect(tmp_path / "urn.sqlite")) as connection, connection:
            connection.execute(f"CREATE TABLE slot ({columns}){ending}")
            for at, each in enumerate(order):
                row = (each,) if place == "rowid" else (each, 1e9 + at)
                connection.execute(f"INSERT INTO slot VALUES ({','.join('?' * len(row))})", row)  # noqa: S608
    best = attack(tmp_path, marks, order)[0]
    assert told(best)
    assert abs(best.likeness) == 1
    assert best.hits == VOTES


def test_the_thief_reads_a_choice_beside_its_ballot(tmp_path: Path) -> None:
    chance = random.Random(7)
    order = [chance.randbytes(32).hex() for _ in range(VOTES)]
    marks = {each: (each.encode(),) for each in order}
    words = {slot: (name.encode(),) for slot, name in enumerate(STANDING, 1)}
    lines = [f"{each} {' ' * 900} {STANDING[chosen(at) - 1]}" for at, each in enumerate(order)]
    (tmp_path / "far.log").write_text((" " * 900).join(lines))
    truth = {each: chosen(at) for at, each in enumerate(order)}
    assert read_choices(tmp_path, marks, words, truth) == 0
    (tmp_path / "near.log").write_text("\n".join(each.replace(" " * 900, "") for each in lines))
    assert read_choices(tmp_path, marks, words, truth) > CHOSEN


def test_chance_is_no_guess(tmp_path: Path) -> None:
    chance = random.Random(6)
    order = [chance.randbytes(32).hex() for _ in range(VOTES)]
    marks = {each: (each.encode(),) for each in order}
    for number in range(40):
        (tmp_path / f"{number}.log").write_text(" ".join(chance.sample(order, VOTES)))
    guesses = attack(tmp_path, marks, order)
    assert len(guesses) >= 40
    assert not [each for each in guesses if told(each)]

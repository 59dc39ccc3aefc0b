"""What an attacker who has the files can tell of who voted when: nothing but by chance."""

import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, inspect, make_url, select

from participation.elections.adapters.slots import SLOT, engine_of
from participation.elections.adapters.urn import urn_of
from participation.elections.rules.sealed import bound
from participation.elections.rules.stages import Stage
from tests.builders import acting_in, looking_in
from tests.elections.sealing import STANDING, Sealing, choice, opened

VOTES = 20


def vote(made: Sealing, seed: int) -> list[str]:
    """Let people vote in an order of chance; give their public credentials in this order."""
    codes = made.codes[:VOTES]
    random.Random(seed).shuffle(codes)
    for number, code in enumerate(codes):
        made.cast(made.seal(code, choice(1 + number % 4)), final=number % 3 == 0)
    return [made.public([code])[0] for code in codes]


def likeness(guess: list[str], truth: list[str]) -> float:
    """Give Kendall's tau between two orders: 1 the same, 0 chance, -1 the contrary."""
    place = {each: at for at, each in enumerate(truth)}
    ranks = [place[each] for each in guess if each in place]
    pairs = [(a, b) for at, a in enumerate(ranks) for b in ranks[at + 1 :]]
    return sum(1 if a < b else -1 for a, b in pairs) / len(pairs)


def test_the_measure_sees_an_order_that_is_there() -> None:
    order = [str(each) for each in range(VOTES)]
    assert likeness(order, order) == 1
    assert likeness(order[::-1], order) == -1


def files_of(folder: Path) -> dict[str, bytes]:
    """Take every file of the data, as a thief of the disk would."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def layout(image: bytes, credentials: list[str]) -> dict[str, list[int]]:
    """Find every place where each credential stands in a file."""
    return {
        each: [hit.start() for hit in re.finditer(each.encode(), image)] for each in credentials
    }


@pytest.mark.sqlite
def test_a_stolen_disk_tells_no_order(engine: Engine, tmp_path: Path) -> None:
    made = opened(engine, cards=VOTES + 4)
    everybody = made.public(made.codes)
    with closing(sqlite3.connect(tmp_path / "participation.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all that came before the vote
    before = files_of(tmp_path)
    order = vote(made, seed=7)
    after = files_of(tmp_path)
    urn = "participation-urn.sqlite"
    assert set(after) - {"participation.sqlite-wal", "participation.sqlite-shm"} == {
        "participation.sqlite",
        urn,
        f"{urn}.lock",
    }
    assert not after[f"{urn}.lock"]
    assert after["participation.sqlite"] == before["participation.sqlite"]
    assert not after.get("participation.sqlite-wal", b"")
    assert len(after[urn]) == len(before[urn])
    stands, stood = layout(after[urn], everybody), layout(before[urn], everybody)
    for credential in everybody:
        extra = [at for at in stands[credential] if at not in stood[credential]]
        assert len(extra) == (1 if credential in order else 0), "only the ballot names it again"
        assert stood[credential] == [at for at in stands[credential] if at not in extra]
    ballots = [stands[each][-1] for each in order]
    placed = {each: stood[each][0] for each in everybody}
    ahead = sorted(order, key=lambda each: stands[each][0])
    assert ahead == sorted(order, key=placed.__getitem__)
    assert len(set(ballots)) == VOTES


@pytest.mark.sqlite
def test_a_ballot_changes_its_own_slot_and_no_other_byte_but_a_counter(
    engine: Engine, tmp_path: Path
) -> None:
    made = opened(engine)
    name = tmp_path / "participation-urn.sqlite"
    before = name.read_bytes()
    made.cast(made.seal(made.codes[0], choice(1)))
    after = name.read_bytes()
    changed = [at for at, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    outside = [at for at in changed if at < 100]
    assert all(24 <= at < 28 or 92 <= at < 100 for at in outside), "the change counter, no more"
    size = bound(len(STANDING), 3)
    assert len(changed) <= size + len(outside) + 1
    pages = {at // 4096 for at in changed if at >= 100}
    assert len(pages) <= size // 4096 + 2


@pytest.mark.sqlite
def test_the_urn_keeps_no_rowid_no_time_and_no_journal(engine: Engine, tmp_path: Path) -> None:
    made = opened(engine)
    made.cast(made.seal(made.codes[0], choice(1)))
    with closing(sqlite3.connect(tmp_path / "participation-urn.sqlite")) as connection:
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("SELECT rowid FROM slot")
        columns = [row[1] for row in connection.execute("PRAGMA table_info(slot)")]
        assert not connection.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_s%'"
        ).fetchall()
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        lengths = {row[0] for row in connection.execute("SELECT length(content) FROM slot")}
    assert columns == [
        "organisation_id", "contest_id", "credential", "is_paper", "is_final", "content",
    ]  # fmt: skip
    assert mode == "delete"
    assert lengths == {bound(len(STANDING), 3)}


def by_rows(engine: Engine, credentials: list[str]) -> list[str]:
    """Order credentials as the rows of PostgreSQL remember who was written last."""
    url = make_url(engine.url.render_as_string(hide_password=False))
    with psycopg.connect(
        host=str(url.query["host"]), user="postgres", dbname=url.database
    ) as connection:
        rows = connection.execute(
            "SELECT credential FROM urn.slot ORDER BY xmin::text::bigint, ctid"
        ).fetchall()
    return [row[0] for row in rows if row[0] in credentials]


@pytest.mark.postgresql
def test_rows_tell_little_of_the_order_during_the_vote_and_none_after(engine: Engine) -> None:
    made = opened(engine, cards=VOTES + 4)
    order = vote(made, seed=7)
    assert abs(likeness(by_rows(engine, order), order)) < 0.75
    made.go(Stage.COUNT, "close_urn")
    assert abs(likeness(by_rows(engine, order), order)) < 0.6


def test_nobody_reads_the_choice_off_a_ballot_without_the_keys(engine: Engine) -> None:
    made = opened(engine, cards=VOTES)
    vote(made, seed=3)
    with looking_in(engine, made.town) as session:
        urn = urn_of(session, made.contest_id)
        raws = [raw for raw in urn.ballots(sorted(urn.states())) if raw]
    assert len({len(raw) // 100 for raw in raws}) <= 2, "sizes tell no choice"
    assert len(set(raws)) == VOTES


def test_secrets_are_nowhere_in_what_is_kept(engine: Engine, tmp_path: Path) -> None:
    made = opened(engine)
    order = [made.cast(made.seal(code, choice(1))) for code in made.codes]
    assert len(set(order)) == len(order)
    secrets = [*made.codes, *made.papers, *made.seeds, *made.tokens, made.cards_token]
    kept = b"".join(files_of(tmp_path).values())
    with engine_of(engine).begin() as connection:
        kept += repr(connection.execute(select(SLOT)).all()).encode()
    with acting_in(engine, made.town) as act:
        connection = act.session.connection()
        for table in inspect(connection).get_table_names():
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608
            kept += repr(rows).encode()
    assert made.public(made.codes)[0].encode() in kept
    for secret in secrets:
        assert secret.encode() not in kept
        assert secret.replace("-", "").encode() not in kept

"""No copy holds the urn: two of them would tell who voted in between."""

import io
from pathlib import Path

from sqlalchemy import Engine

from participation.elections.adapters.urn import urn_of
from participation.elections.rules.stages import Stage
from participation.foundation import backups
from tests.builders import looking_in
from tests.cli.conftest import Command
from tests.elections.sealing import choice, opened


def plain(copy: Path, key: Path) -> bytes:
    """Open a copy."""
    stream = io.BytesIO()
    backups.unseal(copy, stream, backups.lock_of(key), progress=lambda _done, _total: None)
    return stream.getvalue()


def holds(text: bytes, ballot: bytes) -> bool:
    """Say whether a copy holds a ballot: PostgreSQL writes bytes in hexadecimal."""
    end = ballot[-60:]
    return end in text or end.hex().encode() in text


def test_a_copy_during_the_vote_holds_no_ballot_and_one_after_it_the_chain(
    command: Command, engine: Engine, tmp_path: Path
) -> None:
    made, key = opened(engine), tmp_path / "key"
    backups.make_key(key)
    raws = [made.seal(code, choice(1)) for code in made.codes]
    for raw in raws:
        made.cast(raw)
    during, after = tmp_path / "during.backup", tmp_path / "after.backup"
    assert command("backup", during, "--key-file", key).code == 0
    made.go(Stage.COUNT, "close_urn")
    made.go(Stage.COUNT, "fix_tally")
    assert command("backup", after, "--key-file", key).code == 0
    text, later = plain(during, key), plain(after, key)
    assert made.uuid.encode() in text
    assert not any(holds(text, raw) for raw in raws)
    assert all(holds(later, raw) for raw in raws)


def test_a_copy_that_is_restored_leaves_the_urn_as_it_is(
    command: Command, engine: Engine, tmp_path: Path
) -> None:
    made, key = opened(engine), tmp_path / "key"
    backups.make_key(key)
    copy = tmp_path / "one.backup"
    assert command("backup", copy, "--key-file", key).code == 0
    made.cast(made.seal(made.codes[0], choice(1)))
    engine.dispose()
    done = command("restore", copy, "--replace", "--key-file", key)
    assert done.code == 0, done.err
    with looking_in(engine, made.town) as session:
        slot = urn_of(session, made.contest_id).find(made.public(made.codes[:1])[0])
    assert slot is not None
    assert slot.ballot

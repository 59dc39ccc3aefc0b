"""Writers of one process wait in line for a file, and leave the line however they end."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine

from participation.foundation import database
from participation.foundation.database import connect, connect_apart


@pytest.mark.parametrize("place", ["main", "apart"])
@pytest.mark.parametrize("ending", ["commit", "rollback", "forget"])
def test_whoever_ends_lets_the_next_one_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, ending: str
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.0)
    main = connect(f"sqlite:///{tmp_path / 'line.sqlite'}")
    engine = connect_apart(main) if place == "apart" else main
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        if ending != "forget":
            getattr(connection, ending)()
    assert not _line(engine).locked()
    main.dispose()
    engine.dispose()


def _line(engine: Engine) -> threading.Lock:
    return database._line_of(engine.url.database or "")  # noqa: SLF001 - the line itself

"""Moving an installation from SQLite to PostgreSQL: whole, each row compared, or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from participation.cli import main
from participation.elections.adapters.slots import URN, engine_of
from participation.elections.rules.sealed import Phase
from participation.foundation.database import connect
from participation.migrations import moving
from participation.organisations.models import Organisation
from tests import postgresql
from tests.cli.conftest import point_to
from tests.conftest import complain

pytestmark = pytest.mark.sqlite


@pytest.fixture
def elsewhere(run_folder: Path, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Lend the owner's URL of an empty PostgreSQL database."""
    if not postgresql.available():
        complain("no PostgreSQL: install the requirements of the tests (python3 run.py test)")
    server = postgresql.server(run_folder, request.config.option.postgresql)
    name = f"move_{tmp_path.name.replace('-', '_')}".lower()[:60]
    server.create(name)
    try:
        yield server.url(name, postgresql.OWNER)
    finally:
        server.drop(name)


def organisations(url: str) -> int:
    """Count the associations of a database."""
    engine = connect(url)
    with engine.connect() as connection:
        found = connection.scalar(select(func.count()).select_from(Organisation))
    engine.dispose()
    return found or 0


def end_votes(url: str) -> None:
    """Let the vote of the demonstration be over."""
    engine = connect(url)
    with engine_of(engine).begin() as urn:
        urn.execute(update(URN).values(phase=Phase.DESTROYED.value))
    engine.dispose()


def test_the_whole_demonstration_moves_row_by_row(
    demo: str,
    elsewhere: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    point_to(monkeypatch, demo, tmp_path)
    assert main(["move", elsewhere]) == 1
    assert "a sealed vote is under way" in capsys.readouterr().err
    end_votes(demo)
    assert main(["move", elsewhere]) == 0
    out = capsys.readouterr().out
    lines = dict(line.split(": ") for line in out.splitlines() if ": " in line)
    assert {"organisation", "answer", "response", "slot", "urn"} <= lines.keys()
    assert sum(map(int, lines.values())) > 10_000
    assert organisations(elsewhere) == organisations(demo) == 1
    assert main(["move", elsewhere]) == 1
    assert "must be empty" in capsys.readouterr().err
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", elsewhere)
    assert main(["journal", "verify"]) == 0


def test_one_row_that_differs_keeps_everything_out(
    elsewhere: str, demo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = moving._compare  # noqa: SLF001 - the fault is put where rows are read back

    def differ(table: Any, rows: moving.Rows, there: Any) -> None:
        if table.name == "pole":
            rows = [{**row, "name": f"{row['name']} "} for row in rows]
        real(table, rows, there)

    end_votes(demo)
    monkeypatch.setattr(moving, "_compare", differ)
    source, target = connect(demo), connect(elsewhere)
    with pytest.raises(moving.MoveError, match="a row of pole is not the same"):
        moving.move(source, target, lambda _name, _rows: None)
    source.dispose()
    target.dispose()
    assert organisations(elsewhere) == 0

"""An older copy comes back where a newer version had changed the tables."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from participation.foundation.database import connect
from tests.builders import make_town
from tests.cli.conftest import Command, whole
from tests.cli.test_backup import key, slugs  # noqa: F401 - key is a fixture

TOMORROW = "CREATE TABLE of_tomorrow (organisation_id bigint REFERENCES organisation (id))"


@pytest.mark.postgresql
def test_nothing_of_a_newer_version_is_left_where_an_older_copy_comes_back(
    command: Command,
    engine: Engine,
    database: str,
    key: Path,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    """A table of tomorrow hangs on one of today, which could not be dropped alone."""
    make_town(engine)
    copy = tmp_path / "before.backup"
    assert command("backup", copy, "--key-file", key).code == 0
    engine.dispose()
    owner = connect(whole(database))
    try:
        with owner.begin() as connection:
            connection.execute(text(TOMORROW))
        restored = command("restore", copy, "--key-file", key, "--replace")
        assert restored.code == 0, restored.err
        assert not inspect(owner).has_table("of_tomorrow")
    finally:
        owner.dispose()
    assert slugs(database) == ["rive"]
    assert command("migrate").code == 0

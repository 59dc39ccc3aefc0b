"""Migrations: up, down and up again on both databases; walls round every tenant's table."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

import participation.rooms  # noqa: F401 - brings every table
from participation.foundation.database import Base, connect, open_session
from participation.foundation.scope import Owned
from participation.migrations import run
from tests.builders import make_town
from tests.conftest import owner_url

OWNED = sorted(
    mapper.local_table.name  # type: ignore[attr-defined]
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Owned)
)


@pytest.fixture
def owner(database: str) -> Engine:
    return connect(owner_url(database))


def test_the_models_and_the_steps_say_the_same(owner: Engine) -> None:
    with owner.connect() as connection:
        options = {"target_metadata": Base.metadata, "compare_type": False}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    owner.dispose()


def test_back_to_nothing_and_up_again(owner: Engine) -> None:
    run.downgrade(owner)
    assert set(inspect(owner).get_table_names()) <= {"alembic_version"}
    said: list[str] = []
    assert run.upgrade(owner, said.append) == len(said) > 0
    assert run.steps(owner) == []
    owner.dispose()


def test_every_tables_key_begins_with_its_organisation() -> None:
    for table in Base.metadata.sorted_tables:
        if table.name != "organisation":
            assert next(iter(table.primary_key)).name == "organisation_id", table.name
            for key in table.foreign_key_constraints:
                named = [column.name for column in key.columns]
                assert named[0] == "organisation_id", f"{table.name}: {named}"


def test_rows_that_say_nothing_of_time_have_no_time() -> None:
    coded = ("comment_reading", "comment_code", "quotation")
    counts = ("response_count", "answer_count", "chooser_count", "trait_count")
    for name in ("response", "answer", "comment", "voice", "topic_support", *coded, *counts):
        table = Base.metadata.tables[name]
        assert not table.dialect_options["sqlite"]["with_rowid"], name
        kinds = {str(column.type).upper() for column in table.c}
        assert not any("DATE" in kind or "TIME" in kind for kind in kinds), name
        assert not {"user_id", "at", "day", "address", "device"} & set(table.c.keys()), name


@pytest.mark.postgresql
@pytest.mark.parametrize("table", OWNED)
def test_a_wall_stands_round_each_table(engine: Engine, table: str) -> None:
    question = (
        "SELECT c.relrowsecurity, c.relforcerowsecurity, p.polqual IS NOT NULL,"
        " p.polwithcheck IS NOT NULL, pg_get_expr(p.polqual, p.polrelid)"
        " FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relname = %s"
    )
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(question, (table,)).all()
    assert len(rows) == 1, "one wall, and no second policy that would open it"
    assert rows[0][:4] == (True, True, True, True)
    assert "organisation_id = (NULLIF(current_setting('participation.organisation'" in rows[0][4]


@pytest.mark.postgresql
def test_the_program_does_not_own_the_walls(engine: Engine) -> None:
    make_town(engine)
    with open_session(engine, writing=False) as session:
        connection = session.connection()
        role = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert connection.exec_driver_sql(role).scalar_one() is False

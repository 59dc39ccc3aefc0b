"""Bringing a database to the present schema, step by step, each step said aloud."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from participation.elections.adapters.slots import prepare as prepare_urn

HEAD = "head"
NEWER = (
    "a newer version of the program made this database: install that version again, "
    "or restore the copy from before it"
)


class NewerDatabaseError(ValueError):
    """The database knows steps that this program does not; docs/install.md says the way back."""


def configuration(connection: Connection | None = None) -> Config:
    """Give Alembic's configuration: there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(slug)s")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def steps(engine: Engine) -> list[str]:
    """Give the names of the steps that are still to be taken, oldest first.

    Raises NewerDatabaseError when a later program took steps that this one does not know.
    """
    script = ScriptDirectory.from_config(configuration())
    with engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_heads()
    if not set(present) <= {step.revision for step in script.walk_revisions()}:
        raise NewerDatabaseError(NEWER)
    waiting = script.iterate_revisions(HEAD, present or "base")
    return [revision.doc for revision in reversed(list(waiting))]


def upgrade(engine: Engine, say: Callable[[str], None] | None = None) -> int:
    """Take every waiting step in one transaction and give their number.

    The urn is no part of these steps: its two tables stand in a database of their own.
    """
    waiting = steps(engine)
    for number, name in enumerate(waiting, 1):
        if say:
            say(f"step {number} of {len(waiting)}: {name}")
    with engine.begin() as connection:
        command.upgrade(configuration(connection), HEAD)
    prepare_urn(engine)
    return len(waiting)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Go back; for tests, and for the way back that `docs/install.md` describes."""
    with engine.begin() as connection:
        command.downgrade(configuration(connection), revision)


def write_step(engine: Engine, message: str) -> None:
    """Write the step from a database's schema to the present models, for a human to review."""
    with engine.begin() as connection:
        command.revision(configuration(connection), message=message, autogenerate=True)

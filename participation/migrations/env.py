"""What Alembic runs: our tables, our naming convention, batch mode for SQLite."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection

import participation.rooms  # noqa: F401 - brings every table
from participation.foundation import types
from participation.foundation.database import Base

OURS = (types.UtcDateTime, types.LocalizedText, types.RandomKey)


def render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our own types by their names; everything else as Alembic does."""
    if kind == "type" and isinstance(item, OURS):
        return f"types.{type(item).__name__}()"
    if kind == "type" and isinstance(item, JSON):
        return "types.PortableJson"
    return False


def run(connection: Connection) -> None:
    """Run the steps in one transaction on the given connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render,
        compare_type=False,
    )
    context.run_migrations()


run(context.config.attributes["connection"])

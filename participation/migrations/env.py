"""What Alembic runs: our tables, our naming convention, batch mode for SQLite."""

from alembic import context
from sqlalchemy import Connection

import participation.rooms  # noqa: F401 - brings every table
from participation.foundation.database import Base


def run(connection: Connection) -> None:
    """Run the steps in one transaction on the given connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=False,
        transaction_per_migration=False,
    )
    context.run_migrations()


run(context.config.attributes["connection"])

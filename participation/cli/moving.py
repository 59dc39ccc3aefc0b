"""The command that moves the whole installation from SQLite to PostgreSQL."""

import click

from participation.foundation.database import connect
from participation.migrations.moving import move as move_rows
from participation.settings import read_settings


@click.command()
@click.argument("url")
def move(url: str) -> None:
    """Copy everything from the present SQLite database to the PostgreSQL of URL, and check it.

    URL is that of the role that owns the tables. Stop the server first; the present database stays
    as it is. Each row is read back and compared; all of it is kept, or nothing.
    """
    settings = read_settings()
    source, target = connect(settings.database_url), connect(url)
    try:
        moved = move_rows(source, target, _tell)
    finally:
        source.dispose()
        target.dispose()
    click.echo(f"Moved {moved} rows; each was read back and is the same.")
    click.echo("Now set PARTICIPATION_DATABASE_URL to the new database (role of the program),")
    click.echo("PARTICIPATION_OWNER_URL to this URL, keep PARTICIPATION_SECRET_KEY, and start.")


def _tell(table: str, rows: int) -> None:
    if rows:
        click.echo(f"{table}: {rows}")


COMMANDS = (move,)

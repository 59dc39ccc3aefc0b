"""The commands: `participation COMMAND`; each says what it does and fails in one sentence."""

import sqlite3
import subprocess
from collections.abc import Sequence

import click
from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError

from participation.cli import (
    demonstration,
    elections,
    forms,
    house,
    keeping,
    languages,
    law,
    roster,
    speech,
    worker,
)
from participation.foundation.act import Refused
from participation.settings import UnsafeSettingError

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def participation() -> None:
    """Councils, surveys and peer help of social-care services."""


_ROOMS = (house, keeping, worker, languages, speech, forms, elections, law, roster, demonstration)
for _room in _ROOMS:
    for _command in _room.COMMANDS:
        participation.add_command(_command)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command of these words (those of the process by default) and give its exit code."""
    try:
        done = participation.main(
            args=None if words is None else list(words),
            prog_name="participation",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Refused as refused:
        return _fail(f"refused: {refused.reason.value}")
    except (UnsafeSettingError, CommandError, OSError, ValueError) as error:
        return _fail(str(error))
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        return _fail(f"the database says: {str(cause).strip().splitlines()[0]}")
    except subprocess.CalledProcessError as error:
        return _fail(f"{error.cmd[0]} stopped with {error.returncode}")
    return done if isinstance(done, int) else 0


def _fail(sentence: str) -> int:
    click.echo(f"Error: {sentence}", err=True)
    return 1

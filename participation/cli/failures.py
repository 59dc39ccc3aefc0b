"""What a failure of the house says in one sentence; loaded when something has failed."""

import sqlite3
import subprocess

from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError

from participation.foundation.act import Refused
from participation.settings import UnsafeSettingError


def sentence_of(error: Exception) -> str | None:
    """Give the sentence; None for a failure that nobody foresaw."""
    match error:
        case Refused():
            return f"refused: {error.reason.value}"
        case UnsafeSettingError() | CommandError() | OSError() | ValueError():
            return str(error)
        case DBAPIError() | sqlite3.Error():
            cause = error.orig if isinstance(error, DBAPIError) else error
            return f"the database says: {str(cause).strip().splitlines()[0]}"
        case subprocess.CalledProcessError():
            return f"{error.cmd[0]} stopped with {error.returncode}"
    return None

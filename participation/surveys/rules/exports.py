"""Files of results: what they hold, and how long one that was asked for may be taken away."""

import datetime as dt
from enum import StrEnum

MINUTES = 5


class ExportKind(StrEnum):
    """What a file holds and how it is written."""

    RESPONSES_CSV = "responses.csv"
    RESPONSES_XLSX = "responses.xlsx"
    TABLES_CSV = "tables.csv"
    TABLES_XLSX = "tables.xlsx"
    SPSS = "responses.sav"
    DICTIONARY = "dictionary.xlsx"
    FIGURES = "figures.zip"
    OPEN = "open.csv"


def earliest(now: dt.datetime) -> dt.datetime:
    """Give the instant before which an asked file may no longer be taken away."""
    return now - dt.timedelta(minutes=MINUTES)

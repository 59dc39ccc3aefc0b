"""The hour of an incident, and the fingerprint by which a changed one is seen."""

import datetime as dt
import hashlib
import re

INCIDENT = "participation-incident-1"
"""Name and version of the text whose SHA-256 is the fingerprint of an incident."""
HOUR = re.compile(r"([01]?[0-9]|2[0-3])\s*(?:[:hH.])\s*([0-5][0-9])?")


def read_hour(typed: str) -> dt.time | None:
    """Read an hour as people write it: 14:05, 14h05, 14 h; None where it is none."""
    found = HOUR.fullmatch(typed.strip())
    return dt.time(int(found[1]), int(found[2] or 0)) if found else None


def mark_of(at: dt.datetime, words: str, done: str, name: str) -> str:
    """Give the SHA-256, in hexadecimal, of an incident: hour in UTC, then a line for each text."""
    hour = at.astimezone(dt.UTC).isoformat(timespec="minutes")
    return hashlib.sha256(f"{INCIDENT}\n{hour}\n{words}\n{done}\n{name}".encode()).hexdigest()

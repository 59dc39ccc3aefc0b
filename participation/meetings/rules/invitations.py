"""The `.ics` of a meeting: when, and nothing that a passer-by may not read (RFC 5545)."""

import datetime as dt

LONGEST_LINE = 75
"""Octets of a line before it is folded (RFC 5545, 3.1)."""


def _escaped(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def _folded(line: str) -> str:
    parts: list[str] = []
    current = b""
    for sign in line:
        letter = sign.encode()
        if len(current) + len(letter) > LONGEST_LINE - bool(parts):
            parts.append(current.decode())
            current = b""
        current += letter
    return "\r\n ".join([*parts, current.decode()])


def _instant(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def write_invitation(
    *,
    uid: str,
    summary: str,
    starts_at: dt.datetime,
    minutes: int,
    sequence: int,
    written_at: dt.datetime,
    is_cancelled: bool = False,
) -> str:
    """Give an invitation with neutral words; the place is not told, for it may name the house.

    `sequence` grows with each change, so that a calendar replaces what it had.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//participation//meetings//FR",
        f"METHOD:{'CANCEL' if is_cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{_escaped(uid)}",
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{_instant(written_at)}",
        f"DTSTART:{_instant(starts_at)}",
        f"DTEND:{_instant(starts_at + dt.timedelta(minutes=minutes))}",
        f"SUMMARY:{_escaped(summary)}",
        f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(_folded(line) for line in lines) + "\r\n"

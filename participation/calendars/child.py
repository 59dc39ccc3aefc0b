"""The process that reads one calendar: little memory, little time, then it is gone."""

import contextlib
import datetime as dt
import json
import resource
import sys
from dataclasses import astuple

from .expanding import Window, expand
from .problems import Problem, UnreadableError

MEMORY = 200 * 1024 * 1024
"""Bytes of address space, the interpreter included."""
SECONDS = 2
FILES = 64

_LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, SECONDS),
    (resource.RLIMIT_NOFILE, FILES),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)


def _confine() -> None:
    for limit, value in _LIMITS:
        with contextlib.suppress(OSError, ValueError):  # a system without it still has a clock
            resource.setrlimit(limit, (value, value))


def _answer(raw: bytes) -> dict[str, object]:
    asked, _, text = raw.partition(b"\n")
    start, end, overlapping = json.loads(asked)
    window = Window(
        dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end), overlapping=overlapping
    )
    try:
        found = expand(text, window)
    except UnreadableError as error:
        return {"problem": error.problem}
    except MemoryError:
        return {"problem": Problem.TOO_HEAVY}
    rows = [astuple(row) for row in found.rows]
    if overlapping:  # whoever asks for busy times never learns with whom and what for
        rows = [(start, end, "", "", busy) for start, end, _summary, _uid, busy in rows]
    return {"rows": rows, "left_out": found.left_out}


def main() -> None:
    """Read a window and a calendar, write what was found."""
    _confine()
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()

"""An attacker who has every file and log, and saw in which order people came: all her guesses."""

import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

SQLITE = b"SQLite format 3\0"
NEAR = 80
"""Bytes between a ballot's mark and the candidate that may be its choice."""
ENOUGH = 0.8
"""The share of ballots that an order must name to be a guess."""


@dataclass(frozen=True, slots=True)
class Guess:
    """An order of the ballots found somewhere, and how it compares with who came when."""

    where: str
    likeness: float
    """Kendall's tau: 1 the same, -1 the contrary, 0 chance."""
    hits: int
    """How many voters it gives the right ballot."""


def likeness(order: Sequence[str], truth: Sequence[str]) -> float:
    """Give Kendall's tau between two orders."""
    place = {each: at for at, each in enumerate(truth)}
    pairs = list(combinations([place[each] for each in order if each in place], 2))
    return sum(1 if a < b else -1 for a, b in pairs) / len(pairs)


def attack(folder: Path, marks: Mapping[str, Sequence[bytes]], truth: Sequence[str]) -> list[Guess]:
    """Give every guess, the best first. `marks` are the bytes by which a ballot may be known."""
    found = []
    for where, order in _orders(folder, marks):
        if len(order) < len(truth) * ENOUGH:
            continue
        hits = [
            sum(1 for one, other in zip(way, truth, strict=False) if one == other)
            for way in (order, order[::-1])
        ]
        found.append(Guess(where, likeness(order, truth), max(hits)))
    return sorted(found, key=lambda each: -max(abs(each.likeness), each.hits / len(truth)))


def _orders(folder: Path, marks: Mapping[str, Sequence[bytes]]) -> Iterator[tuple[str, list[str]]]:
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        image, name = path.read_bytes(), str(path.relative_to(folder))
        for kind in range(len(next(iter(marks.values())))):
            hits = {
                each: [hit.start() for hit in re.finditer(re.escape(known[kind]), image)]
                for each, known in marks.items()
            }
            named = {each: places for each, places in hits.items() if places}
            for which, at in (("first", 0), ("last", -1)):
                order = sorted(named, key=lambda each, at=at: named[each][at])  # type: ignore[misc]
                yield f"{name}: {which} place of mark {kind}", order
        if image.startswith(SQLITE):
            yield from _of_tables(path, name, marks)


def _of_tables(
    path: Path, name: str, marks: Mapping[str, Sequence[bytes]]
) -> Iterator[tuple[str, list[str]]]:
    """Order rows by each of their columns, by rowid, and as they come."""
    with TemporaryDirectory() as elsewhere, closing(_copy(path, Path(elsewhere))) as connection:
        words = "SELECT name FROM sqlite_master WHERE type = 'table'"
        for (table,) in connection.execute(words).fetchall():
            try:
                cursor = connection.execute(f'SELECT rowid AS hidden, * FROM "{table}"')  # noqa: S608
            except sqlite3.OperationalError:
                cursor = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            columns = [each[0] for each in cursor.description]
            rows = [(_whose(row, marks), row) for row in cursor]
            named = [(whose, row) for whose, row in rows if whose]
            yield f"{name}: rows of {table}", [whose for whose, _row in named]
            for at, column in enumerate(columns):
                ordered = sorted(named, key=lambda pair, at=at: _worth(pair[1][at]))  # type: ignore[misc]
                yield f"{name}: {table} by {column}", [whose for whose, _row in ordered]


def _copy(path: Path, folder: Path) -> sqlite3.Connection:
    """Open a copy of a database with its log, so that the thief changes nothing."""
    for each in (path, path.with_name(f"{path.name}-wal")):
        if each.exists():
            shutil.copy(each, folder / each.name)
    return sqlite3.connect(folder / path.name)


def read_choices(
    folder: Path,
    marks: Mapping[str, Sequence[bytes]],
    words: Mapping[int, Sequence[bytes]],
    truth: Mapping[str, int],
) -> int:
    """Count the right choices that one file tells by the candidate that stands nearest a ballot."""
    most = 0
    for path in (each for each in folder.rglob("*") if each.is_file()):
        image = path.read_bytes()
        named = [
            (hit.start(), hit.end(), slot)
            for slot, known in words.items()
            for word in known
            for hit in re.finditer(re.escape(word), image)
        ]
        for after in (True, False):
            right = sum(
                1
                for each, known in marks.items()
                if _nearest(image, known, named, after=after) == truth[each]
            )
            most = max(most, right)
    return most


def _nearest(
    image: bytes, known: Sequence[bytes], named: Sequence[tuple[int, int, int]], *, after: bool
) -> int:
    """Give the candidate that stands nearest after a ballot's mark, or before; 0 when none does."""
    gaps = (
        ((start - hit.end()) if after else (hit.start() - end), slot)
        for mark in known
        for hit in re.finditer(re.escape(mark), image)
        for start, end, slot in named
    )
    return min((each for each in gaps if 0 <= each[0] <= NEAR), default=(0, 0))[1]


def _worth(value: object) -> tuple[str, float, bytes]:
    if isinstance(value, int | float):
        return "number", float(value), b""
    return type(value).__name__, 0, value if isinstance(value, bytes) else str(value).encode()


def _whose(row: Sequence[object], marks: Mapping[str, Sequence[bytes]]) -> str:
    """Say of which ballot a row speaks; nothing when it names none."""
    whole = b"\0".join(each if isinstance(each, bytes) else str(each).encode() for each in row)
    return next((each for each, known in marks.items() if any(one in whole for one in known)), "")

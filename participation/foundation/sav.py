"""SPSS system files out: codes and the words of each, for SPSS, PSPP, R, jamovi and JASP."""

import datetime as dt
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain, islice

from .exports import LOT, Cell

LABEL, VALUE, TITLE, LINE = 255, 120, 64, 80
"""Most bytes of a column's words, of a code's words, of the file's title and of a note's line."""
MISSING = 3
"""Most codes of a column that are no answer."""
NOTHING, WHOLE, BIAS = 255, 253, 100
"""Marks of an empty cell and of one written whole; what a small number is written with."""
SMALL = range(1 - BIAS, 252 - BIAS)
LARGEST = struct.unpack("<d", b"\xff\xff\xff\xff\xff\xff\xef\x7f")[0]
NUMBER = 5 << 16 | 8 << 8
"""How a column is shown: F8.0, a number of eight digits."""
UTF_8 = 65001


class Level(IntEnum):
    """What the codes of a column are: names, ranks, or amounts."""

    NOMINAL = 1
    ORDINAL = 2
    SCALE = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers: a plain name of 1 to 64 bytes, its words and those of its codes."""

    name: str
    words: str
    values: Mapping[int, str] = field(default_factory=dict)
    missing: Sequence[int] = ()
    level: Level = Level.NOMINAL


def sav_lines(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str,
    notes: Sequence[str] = (),
    made_on: dt.date,
) -> Iterator[bytes]:
    """Stream a compressed file of whole numbers; a cell that is empty is a missing value.

    The layout is that of the GNU PSPP manual for developers, « System File Format »: records 2, 3,
    4, 6, 7 (subtypes 3, 4, 11, 13, 20) and 999. Words that are too long are cut by whole letters.

    Raises:
        ValueError: more than three codes of a column are no answer, or a cell is a text.

    """
    yield _header(len(columns), title, made_on)
    for place, column in enumerate(columns, 1):
        yield _variable(place, column)
    for place, column in enumerate(columns, 1):
        yield _labels(place, column)
    yield _notes(notes)
    yield from _extensions(columns)
    yield struct.pack("<ii", 999, 0)
    yield from _cases(rows)


def _cut(words: str, most: int) -> bytes:
    return " ".join(words.split()).encode()[:most].decode(errors="ignore").encode()


def _header(columns: int, title: str, made_on: dt.date) -> bytes:
    product = b"@(#) SPSS DATA FILE participation".ljust(60)
    facts = struct.pack("<4s60siiiiid", b"$FL2", product, 2, columns, 1, 0, -1, BIAS)
    made = f"{made_on:%d %b %y}00:00:00".encode()
    return facts + made + _cut(title, TITLE).ljust(TITLE) + bytes(3)


def _variable(place: int, column: Column) -> bytes:
    if len(column.missing) > MISSING:
        raise ValueError(column.name)
    short = f"V{place}".encode().ljust(8)
    words = _cut(column.words, LABEL)
    facts = (2, 0, int(bool(words)), len(column.missing), NUMBER, NUMBER, short)
    label = struct.pack("<i", len(words)) + words.ljust(-(-len(words) // 4) * 4) if words else b""
    missing = struct.pack(f"<{len(column.missing)}d", *column.missing)
    return struct.pack("<iiiiii8s", *facts) + label + missing


def _labels(place: int, column: Column) -> bytes:
    if not column.values:
        return b""
    found = [struct.pack("<ii", 3, len(column.values))]
    for code, each in column.values.items():
        words = _cut(each, VALUE)
        size = -(-(len(words) + 1) // 8) * 8 - 1
        found.append(struct.pack("<dB", code, len(words)) + words.ljust(size))
    return b"".join(found) + struct.pack("<iii", 4, 1, place)


def _notes(notes: Sequence[str]) -> bytes:
    lines = [line for note in notes for line in _folded(note)]
    if not lines:
        return b""
    return struct.pack("<ii", 6, len(lines)) + b"".join(line.ljust(LINE) for line in lines)


def _folded(note: str) -> Iterator[bytes]:
    waiting = " ".join(note.split())
    while waiting:
        line = _cut(waiting, LINE)
        yield line
        waiting = waiting[len(line.decode()) :].lstrip()


def _extensions(columns: Sequence[Column]) -> Iterator[bytes]:
    yield struct.pack("<iiii8i", 7, 3, 4, 8, 1, 0, 0, -1, 1, 1, 2, UTF_8)
    lowest = struct.unpack("<d", b"\xfe\xff\xff\xff\xff\xff\xef\xff")[0]
    yield struct.pack("<iiii3d", 7, 4, 8, 3, -LARGEST, LARGEST, lowest)
    shown = [value for each in columns for value in (int(each.level), 8, 1)]
    yield struct.pack(f"<iiii{len(shown)}i", 7, 11, 4, len(shown), *shown)
    names = "\t".join(f"V{place}={each.name}" for place, each in enumerate(columns, 1)).encode()
    yield struct.pack("<iiii", 7, 13, 1, len(names)) + names
    yield struct.pack("<iiii5s", 7, 20, 1, 5, b"UTF-8")


def _cases(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Give the cells eight by eight: a byte each, then in full those that no byte can say."""
    cells = chain.from_iterable(rows)
    while lot := list(islice(cells, 8 * LOT)):
        yield b"".join(_eight(lot[at : at + 8]) for at in range(0, len(lot), 8))


def _eight(cells: Sequence[Cell]) -> bytes:
    marks, whole = bytearray(8), b""
    for place, cell in enumerate(cells):
        if cell is None or cell == "":
            marks[place] = NOTHING
        elif isinstance(cell, int) and cell in SMALL:
            marks[place] = cell + BIAS
        else:
            marks[place] = WHOLE
            whole += struct.pack("<d", float(cell))
    return bytes(marks) + whole

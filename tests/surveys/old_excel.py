"""A small .xls (BIFF8 in a compound file), written by hand: no library here writes one."""

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _record(code: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(content)) + content


def _words(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str) and value.startswith("="):
        result = struct.pack("<d", 7.0)
        tokens = struct.pack("<BH", 0x1E, 7)
        content = place + result + struct.pack("<HIH", 0, 0, len(tokens)) + tokens
        return _record(0x0006, content)
    if isinstance(value, str):
        return _record(0x0204, place + _words(value))
    return _record(0x0203, place + struct.pack("<d", value))


def old_form(
    sheets: Mapping[str, Sequence[Sequence[str | float]]], storages: Sequence[str] = ()
) -> bytes:
    """Give the bytes of an .xls; a text that begins with = is a formula that shows 7."""
    pages = [
        _begin(0x0010)
        + b"".join(
            _cell(row, column, value)
            for row, cells in enumerate(rows)
            for column, value in enumerate(cells)
        )
        + _record(0x000A)
        for rows in sheets.values()
    ]
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    head = len(_begin(5)) + sum(4 + 6 + len(name) for name in names) + len(_record(0x000A))
    stream = _begin(5)
    place = head
    for name, page in zip(names, pages, strict=True):
        stream += _record(0x0085, struct.pack("<IH", place, 0) + name)
        place += len(page)
    stream += _record(0x000A) + b"".join(pages)
    return _compound(stream.ljust(4096, b"\0"), storages)


def _entry(name: str, kind: int, start: int, size: int, child: int = -1) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBB", len(letters), kind, 1)
        + struct.pack("<iii", -1, -1, child)
        + bytes(36)
        + struct.pack("<III", start, size, 0)
    )


def _compound(stream: bytes, storages: Sequence[str]) -> bytes:
    entries = [_entry("Root Entry", 5, _END, 0, child=1), _entry("Workbook", 2, 2, len(stream))]
    entries += [_entry(name, 1, 0, 0) for name in storages]
    directory = b"".join(entries).ljust(_SECTOR, b"\0")[:_SECTOR]
    sectors = -(-len(stream) // _SECTOR)
    table = [_FAT, _END, *range(3, 2 + sectors), _END]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + struct.pack("<128I", *table) + directory + stream.ljust(sectors * 512, b"\0")

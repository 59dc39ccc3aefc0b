"""Hostile lists: bombs, macros, entities, cut or foreign files are refused whole, and early."""

import io
import zipfile
from collections.abc import Callable

import pytest

from participation.foundation.spreadsheets import SheetError, SheetRefusal, read_table
from tests.accounts.test_imports import AMINA, xlsx


def bomb() -> bytes:
    """Write an .xlsx of some kilobytes that unpacks to 100 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(AMINA))) as good:
        parts = {part.filename: good.read(part) for part in good.infolist()}
    parts["xl/worksheets/sheet1.xml"] += b" " * (100 * 1024 * 1024)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as evil:
        for name, content in parts.items():
            evil.writestr(name, content)
    return target.getvalue()


def with_part(name: str, content: bytes, *, instead: bool = False) -> bytes:
    """Write an .xlsx with one part more, or one changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(AMINA))) as good, zipfile.ZipFile(target, "w") as evil:
        for part in good.infolist():
            if not (instead and part.filename == name):
                evil.writestr(part.filename, good.read(part))
        evil.writestr(name, content)
    return target.getvalue()


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
REFUSED: list[tuple[str, Callable[[], bytes], SheetRefusal]] = [
    ("empty", lambda: b"", SheetRefusal.EMPTY),
    ("blank", lambda: b" \n ", SheetRefusal.EMPTY),
    ("large", lambda: b"Nom;Service\n" * 500_000, SheetRefusal.TOO_LARGE),
    ("bomb", bomb, SheetRefusal.TOO_LARGE),
    ("macros", lambda: with_part("xl/vbaProject.bin", b"x"), SheetRefusal.MACROS),
    (
        "entities",
        lambda: with_part("xl/worksheets/sheet1.xml", LAUGHS, instead=True),
        SheetRefusal.DAMAGED,
    ),
    ("no xml", lambda: with_part("xl/workbook.xml", b"<", instead=True), SheetRefusal.DAMAGED),
    ("cut", lambda: xlsx(AMINA)[:900], SheetRefusal.DAMAGED),
    ("old", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), SheetRefusal.OLD_FORMAT),
    ("rows", lambda: b"Nom;Service\n" + b"a;b\n" * 10_001, SheetRefusal.TOO_MANY_ROWS),
    ("columns", lambda: b";".join([b"x"] * 61), SheetRefusal.TOO_MANY_COLUMNS),
    ("picture", lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00", SheetRefusal.UNKNOWN_FORMAT),
    ("zeros", lambda: bytes(400) + b"x", SheetRefusal.UNKNOWN_FORMAT),
]


@pytest.mark.parametrize(
    ("make", "reason"), [each[1:] for each in REFUSED], ids=[e[0] for e in REFUSED]
)
def test_a_hostile_file_is_refused_whole(make: Callable[[], bytes], reason: SheetRefusal) -> None:
    with pytest.raises(SheetError) as refused:
        read_table(make())
    assert refused.value.reason is reason


def test_a_hundred_thousand_rows_are_refused_early() -> None:
    with pytest.raises(SheetError) as refused:
        read_table(b"Nom;Service\n" + b"a;b\n" * 100_000)
    assert refused.value.reason is SheetRefusal.TOO_MANY_ROWS

"""A spreadsheet's archive looked over before it is opened: how large, how deep, what it hides."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn
from xml.parsers import expat

MAX_ENTRIES = 500
MAX_UNPACKED = 50 * 1024 * 1024
"""Bytes that all parts together may give when unpacked; no part is trusted to say its size."""
MAX_DEPTH = 40
MAX_ROW_CELLS = 2_000
MAX_CELLS = 600_000
MAX_STRINGS = 150_000
MAX_OTHER = 200_000
"""Elements of parts that are neither sheets nor texts: styles, names, relations."""
MAX_TEXT = 16 * 1024 * 1024
"""Characters of text in one part."""
MAX_TOKEN = 1024 * 1024
"""Bytes of one tag or of one run of text: no honest one comes near."""
_CHUNK = 64 * 1024


class ArchiveReason(StrEnum):
    """Why an archive is not opened."""

    UNREADABLE = "unreadable"
    PASSWORD = "password"  # noqa: S105
    MACROS = "macros"
    DOCUMENT_TYPE = "document_type"
    UNPACKED_TOO_LARGE = "unpacked_too_large"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"
    CELL_TOO_LONG = "cell_too_long"


class ArchiveError(Exception):
    """The archive is refused as a whole: `reason` says why, `facts` give the bound it passes."""

    def __init__(self, reason: ArchiveReason, facts: Mapping[str, str]) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts


def look_over(content: bytes) -> bool:
    """Refuse an archive that would cost too much or that carries what no list or form must.

    Each part is unpacked by pieces and thrown away, so memory stays flat whatever the sizes
    declared. Says whether it holds links to other workbooks, which are never followed. Raises
    ArchiveError: too large, macros, a document type (XML entities), not XML.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise refused(ArchiveReason.UNREADABLE) from error
    names = {entry.filename.lower() for entry in entries}
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise refused(ArchiveReason.MACROS)
    declared = sum(entry.file_size for entry in entries)
    _check_size(declared if len(entries) <= MAX_ENTRIES else MAX_UNPACKED + 1, MAX_UNPACKED)
    left = MAX_UNPACKED
    for entry in entries:
        left -= _unpack(archive, entry, left)
    return any("/externallinks/" in name or name.endswith("connections.xml") for name in names)


def refused(reason: ArchiveReason, **facts: object) -> ArchiveError:
    """Make the error that refuses a whole file."""
    return ArchiveError(reason, {name: str(of) for name, of in facts.items()})


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise refused(ArchiveReason.UNPACKED_TOO_LARGE, megabytes=MAX_UNPACKED // 1024 // 1024)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    if entry.flag_bits & 1:
        raise refused(ArchiveReason.PASSWORD)
    part = _Part.of(entry.filename)
    size = 0
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                _check_size(size, left)
                part.feed(piece)
            part.feed(b"", last=True)
    except ArchiveError:
        raise
    except Exception as error:  # zlib, lzma, expat and zipfile each have their own
        raise refused(ArchiveReason.UNREADABLE) from error
    return size


@dataclass(slots=True)
class _Part:
    """One part of the archive, counted as it is unpacked."""

    name: str
    parser: expat.XMLParserType | None
    depth: int = 0
    elements: int = 0
    in_row: int = 0
    fed: int = 0
    text: int = 0
    run: int = 0

    @classmethod
    def of(cls, filename: str) -> "_Part":
        name = filename.lower()
        if not name.endswith((".xml", ".rels")):
            return cls(name, None)
        parser = expat.ParserCreate()
        part = cls(name, parser)
        parser.StartElementHandler = part.start
        parser.EndElementHandler = part.end
        parser.CharacterDataHandler = part.characters
        parser.StartDoctypeDeclHandler = _no_document_type
        return part

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        if self.parser is None:
            return
        self.parser.Parse(piece, last)
        self.fed += len(piece)
        if self.fed - max(0, self.parser.CurrentByteIndex) > 2 * MAX_TOKEN:
            raise refused(ArchiveReason.CELL_TOO_LONG, characters=MAX_TOKEN)

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        self.run = 0
        if self.depth > MAX_DEPTH:
            raise refused(ArchiveReason.UNREADABLE)
        if "/worksheets/" in self.name:
            self._start_in_sheet(tag)
        elif self.name.endswith("sharedstrings.xml"):
            if self.elements > 4 * MAX_STRINGS:
                raise refused(ArchiveReason.TOO_MANY_CELLS, cells=MAX_STRINGS)
        elif self.elements > MAX_OTHER:
            raise refused(ArchiveReason.UNREADABLE)

    def _start_in_sheet(self, tag: str) -> None:
        if tag.endswith("row"):
            self.in_row = 0
        self.in_row += 1
        if self.in_row > 4 * MAX_ROW_CELLS:
            raise refused(ArchiveReason.TOO_MANY_COLUMNS, columns=MAX_ROW_CELLS)
        if self.elements > 4 * MAX_CELLS:
            raise refused(ArchiveReason.TOO_MANY_CELLS, cells=MAX_CELLS)

    def end(self, _tag: str) -> None:
        self.depth -= 1
        self.run = 0

    def characters(self, text: str) -> None:
        self.text += len(text)
        self.run += len(text)
        if self.text > MAX_TEXT or self.run > MAX_TOKEN:
            raise refused(ArchiveReason.CELL_TOO_LONG, characters=MAX_TOKEN)


def _no_document_type(*_declaration: object) -> NoReturn:
    raise refused(ArchiveReason.DOCUMENT_TYPE)

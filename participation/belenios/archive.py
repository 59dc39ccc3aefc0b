"""The `.bel` archive: an old tar, to the byte, and the chain of events in it (spec. 4.3)."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO, NamedTuple

from .checks import Check, require
from .encoding import canonical, digest, read

BLOCK = 512
FIRST = "BELENIOS"
DATA, EVENT = ".data.json", ".event.json"
OCTAL = re.compile(rb"[0-7]{11}")
DECIMAL = re.compile(r"0|[1-9][0-9]{0,9}")
LARGEST = 1 << 26
"""Bytes of the largest object read: a list of 800,000 credentials."""
EVENTS = {
    "": (0, "Setup"),
    "Setup": (4, "Ballot EndBallots"),
    "Ballot": (1, "Ballot EndBallots"),
    "EndBallots": (0, "EncryptedTally"),
    "EncryptedTally": (2, "PartialDecryption Result"),
    "PartialDecryption": (2, "PartialDecryption Result"),
    "Result": (1, ""),
}
"""How many objects stand before each kind of event, the last its payload; and what may follow."""
MOST = max(held for held, _followers in EVENTS.values())


class NotAnArchiveError(ValueError):
    """The file is something else than a `.bel` archive."""


class First(NamedTuple):
    """What the first file says."""

    version: object
    timestamp: str


class Setup(NamedTuple):
    """Names, by their hashes, what the first event lays down."""

    election: object
    trustees: object
    credentials: object


class Link(NamedTuple):
    """An event as it is written."""

    parent: object | None
    height: int
    type: str
    payload: object | None


class Event(NamedTuple):
    """An event of the chain with the objects before it, and where the first of them begins."""

    kind: str
    objects: Sequence[bytes]
    offset: int


def header(name: str, size: int, timestamp: int) -> bytes:
    """Give the one header of a file: no owner, no type but a plain file, no magic."""
    start = name.encode().ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2
    start += b"%011o\0%011o\0" % (size, timestamp)
    checksum = sum(start) + sum(b" " * 8) + ord("0")
    return (start + b"%06o\0 0" % checksum).ljust(BLOCK, b"\0")


class Writer:
    """Writes an archive to a binary stream; the same events give the same bytes."""

    def __init__(self, stream: BinaryIO, timestamp: int) -> None:
        self._stream, self._timestamp = stream, timestamp
        self._parent: str | None = None
        self._height = 0
        self._put(FIRST, canonical(First(1, str(timestamp))).encode())

    def _put(self, name: str, content: bytes) -> None:
        padded = content + bytes(-len(content) % BLOCK)
        self._stream.write(header(name, len(content), self._timestamp) + padded)

    def add(self, kind: str, *objects: bytes) -> str:
        """Append objects and the event that speaks of them; give the hash of the event."""
        for each in objects:
            self._put(digest(each) + DATA, each)
        named = digest(objects[-1]) if objects else None
        written = canonical(Link(self._parent, self._height, kind, named)).encode()
        self._parent, self._height = digest(written), self._height + 1
        self._put(self._parent + EVENT, written)
        return self._parent


def setup_objects(*parts: bytes) -> tuple[bytes, ...]:
    """Give the four objects of the Setup event from election, trustees and credentials."""
    return (*parts, canonical(Setup(*map(digest, parts))).encode())


def _entries(stream: BinaryIO) -> Iterator[tuple[str, bytes, int]]:
    """Give name, content and offset of each file, refusing every header but its one."""
    timestamp, offset = -1, 0
    while (block := stream.read(BLOCK)) or offset == 0:
        name, where = block[:100].rstrip(b"\0").decode("ascii", "replace"), f"the file at {offset}"
        if offset == 0 and name != FIRST:
            raise NotAnArchiveError("this is no Belenios archive")
        require(len(block) == BLOCK, Check.TRUNCATED, f"{where} is cut in its header")
        size = int(block[124:135], 8) if OCTAL.fullmatch(block[124:135]) else LARGEST + 1
        require(size <= LARGEST, Check.HEADER, f"{where} has no size, or too large a one")
        padded = stream.read(size + -size % BLOCK)
        require(len(padded) == size + -size % BLOCK, Check.TRUNCATED, f"{where} is cut")
        require(not any(padded[size:]), Check.HEADER, f"{where} hides bytes after its end")
        timestamp = timestamp if offset else _timestamp(padded[:size])
        require(block == header(name, size, timestamp), Check.HEADER, f"{where} has another header")
        yield name, padded[:size], offset
        offset += BLOCK + len(padded)


def _timestamp(content: bytes) -> int:
    first = read(First, content, FIRST)
    require(canonical(first.version) == "1", Check.VERSION, "the archive is not of version 1")
    require(bool(DECIMAL.fullmatch(first.timestamp)), Check.FIELDS, "timestamp is no number")
    return int(first.timestamp)


def read_events(stream: BinaryIO) -> Iterator[Event]:
    """Give each event with its objects, verifying the chain; holds one event in memory."""
    parent, height, kind, start, objects = None, 0, "", 0, list[bytes]()
    for file, content, offset in islice(_entries(stream), 1, None):
        own, is_data = digest(content), file.endswith(DATA)
        right = file == own + (DATA if is_data else EVENT)
        require(right, Check.NAME, f"the file {file} is not named by its bytes")
        start = start if objects else offset
        if is_data:
            objects.append(content)
            require(len(objects) <= MOST, Check.ORDER, f"the file {file} belongs to no event")
            continue
        name = f"event {height}"
        link = read(Link, content, name)
        require(link[:2] == (parent, height), Check.CHAIN, f"{name} does not follow the one before")
        allowed = link.type in EVENTS[kind][1].split() and len(objects) == EVENTS[link.type][0]
        require(allowed, Check.ORDER, f"{name} ({link.type}) is not in its place")
        named = digest(objects[-1]) if objects else None
        require(link.payload == named, Check.PAYLOAD, f"{name} names another object")
        yield Event(link.type, objects, start)
        parent, height, kind, objects = own, height + 1, link.type, []
    require(height > 0 and not objects, Check.ORDER, "the archive does not end with an event")


def read_object(stream: BinaryIO, offset: int) -> bytes:
    """Read again the object at an offset that an event gave."""
    stream.seek(offset)
    block = stream.read(BLOCK)
    return stream.read(int(block[124:135], 8))

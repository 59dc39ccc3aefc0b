"""The `.bel` archive: an old tar, to the byte, and the chain of events in it (spec. 4.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from .checks import Check, require
from .encoding import canonical, digest, fields, integer, parse, text

BLOCK = 512
FIRST = "BELENIOS"
DATA, EVENT = ".data.json", ".event.json"
OCTAL = re.compile(rb"[0-7]{11}")
DECIMAL = re.compile(r"0|[1-9][0-9]{0,9}")
LARGEST = 1 << 26
"""Bytes of the largest object read: a list of 800,000 credentials."""
HOLDS = {
    "Setup": 4,
    "Ballot": 1,
    "EndBallots": 0,
    "EncryptedTally": 2,
    "PartialDecryption": 2,
    "Result": 1,
}
"""How many objects stand before each kind of event; the last is its payload."""
AFTER = {
    "": ("Setup",),
    "Setup": ("Ballot", "EndBallots"),
    "Ballot": ("Ballot", "EndBallots"),
    "EndBallots": ("EncryptedTally",),
    "EncryptedTally": ("PartialDecryption", "Result"),
    "PartialDecryption": ("PartialDecryption", "Result"),
    "Result": (),
}
"""Which kinds of event may follow each."""


class NotAnArchiveError(ValueError):
    """The file is something else than a `.bel` archive."""


@dataclass(frozen=True)
class Event:
    """An event of the chain with the objects before it, and where the first of them begins."""

    kind: str
    height: int
    objects: tuple[bytes, ...]
    offset: int


def header(name: str, size: int, timestamp: int) -> bytes:
    """Give the one header of a file: no owner, no type but a plain file, no magic."""

    def field(value: int) -> bytes:
        return b"%011o\0" % value

    start = name.encode().ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2
    start += field(size) + field(timestamp)
    checksum = sum(start) + sum(b" " * 8) + ord("0")
    return (start + b"%06o\0 0" % checksum).ljust(BLOCK, b"\0")


class Writer:
    """Writes an archive to a binary stream; the same events give the same bytes."""

    def __init__(self, stream: BinaryIO, timestamp: int) -> None:
        self._stream, self._timestamp = stream, timestamp
        self._parent, self._height = "", 0
        self._put(FIRST, canonical({"version": 1, "timestamp": str(timestamp)}).encode())

    def _put(self, name: str, content: bytes) -> None:
        padded = content + bytes(-len(content) % BLOCK)
        self._stream.write(header(name, len(content), self._timestamp) + padded)

    def add(self, kind: str, *objects: bytes) -> str:
        """Append objects and the event that speaks of them; give the hash of the event."""
        for each in objects:
            self._put(digest(each) + DATA, each)
        event = {
            **({"parent": self._parent} if self._height else {}),
            "height": self._height,
            "type": kind,
            **({"payload": digest(objects[-1])} if objects else {}),
        }
        written = canonical(event).encode()
        self._parent, self._height = digest(written), self._height + 1
        self._put(self._parent + EVENT, written)
        return self._parent


def setup_objects(election: bytes, trustees: bytes, credentials: bytes) -> tuple[bytes, ...]:
    """Give the four objects of the Setup event."""
    parts = {"election": election, "trustees": trustees, "credentials": credentials}
    setup = {name: digest(each) for name, each in parts.items()}
    return (*parts.values(), canonical(setup).encode())


def _name(block: bytes) -> str:
    return block[:100].rstrip(b"\0").decode("ascii", "replace")


def _entries(stream: BinaryIO) -> Iterator[tuple[str, bytes, int]]:
    """Give name, content and offset of each file, refusing every header but its one."""
    timestamp, offset = -1, 0
    while block := stream.read(BLOCK):
        name, where = _name(block), f"the file at {offset}"
        if offset == 0 and name != FIRST:
            raise NotAnArchiveError("this is no Belenios archive")
        require(len(block) == BLOCK, Check.TRUNCATED, f"{where} is cut in its header")
        size = int(block[124:135], 8) if OCTAL.fullmatch(block[124:135]) else LARGEST + 1
        require(size <= LARGEST, Check.HEADER, f"{where} has no size, or too large a one")
        padded = stream.read(size + -size % BLOCK)
        require(len(padded) == size + -size % BLOCK, Check.TRUNCATED, f"{where} is cut")
        require(not any(padded[size:]), Check.HEADER, f"{where} hides bytes after its end")
        timestamp = timestamp if offset else _timestamp(padded[:size])
        one = block == header(name, size, timestamp)
        require(one, Check.HEADER, f"{where} has another header than its one")
        yield name, padded[:size], offset
        offset += BLOCK + len(padded)
    if offset == 0:
        raise NotAnArchiveError("this is an empty file")


def _timestamp(content: bytes) -> int:
    version, written = fields(parse(content, FIRST), FIRST, "version timestamp")
    require(type(version) is int and version == 1, Check.VERSION, "the archive is not of version 1")
    decimal = DECIMAL.fullmatch(text(written, "timestamp"))
    require(decimal is not None, Check.FIELDS, "timestamp is no number of seconds")
    return int(str(written))


def read_events(stream: BinaryIO) -> Iterator[Event]:
    """Give each event with its objects, verifying the chain; holds one event in memory."""
    parent, height, kind, start = "", 0, "", 0
    objects: list[bytes] = []
    for name, content, offset in islice(_entries(stream), 1, None):
        own, is_data = digest(content), name.endswith(DATA)
        right = name == own + (DATA if is_data else EVENT)
        require(right, Check.NAME, f"the file {name} is not named by its bytes")
        start = offset if not objects else start
        if is_data:
            objects.append(content)
            most = max(HOLDS.values())
            require(len(objects) <= most, Check.ORDER, f"the file {name} belongs to no event")
            continue
        kind = _follow(content, objects, parent, height, kind)
        yield Event(kind, height, tuple(objects), start)
        parent, height, objects = own, height + 1, []
    require(not objects, Check.ORDER, "objects stand after the last event")
    require(height > 0, Check.ORDER, "there is no event")


def _follow(content: bytes, objects: list[bytes], parent: str, height: int, before: str) -> str:
    name = f"event {height}"
    value = parse(content, name)
    wanted = ("parent " if height else "") + "height type"
    *named, number, kind_, payload = fields(value, name, wanted, "payload")
    kind = text(kind_, name)
    chained = integer(number, name) == height and named in ([], [parent])
    require(chained, Check.CHAIN, f"{name} does not follow the event before it")
    allowed = kind in AFTER[before] and len(objects) == HOLDS[kind]
    require(allowed, Check.ORDER, f"{name} ({kind}) is not in its place")
    expected = digest(objects[-1]) if objects else None
    require(payload == expected, Check.PAYLOAD, f"{name} names another object")
    return kind


def read_object(stream: BinaryIO, offset: int) -> bytes:
    """Read again the object at an offset that an event gave."""
    stream.seek(offset)
    block = stream.read(BLOCK)
    return stream.read(int(block[124:135], 8))

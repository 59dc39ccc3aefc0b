"""Each small change to each field of each object is refused, and the right check says so."""

import hashlib
import io
import json
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from participation.belenios.archive import setup_objects
from participation.belenios.checks import Check
from participation.belenios.encoding import canonical, digest, fingerprint
from participation.belenios.verify import Failure, Report, verify_archive
from tests.belenios import expectations as table
from tests.belenios.ceremony import archive, make_voted, tar
from tests.belenios.mutants import Place, Row, expected, mutants, raw_mutants

SAMPLE = 16
"""One mutant of so many is tried unless --long."""
Events = list[tuple[str, tuple[bytes, ...]]]
OBJECTS: dict[str, tuple[str, int, list[Row]]] = {
    "election": ("Setup", 0, table.ELECTION),
    "trustees": ("Setup", 1, table.TRUSTEES),
    "credentials": ("Setup", 2, table.CREDENTIALS),
    "setup_data": ("Setup", 3, table.SETUP),
    "ballot": ("Ballot", 0, table.BALLOT),
    "encrypted_tally": ("EncryptedTally", 0, table.TALLY),
    "sized_encrypted_tally": ("EncryptedTally", 1, table.SIZED),
    "partial_decryption": ("PartialDecryption", 0, table.PARTIAL),
    "owned_partial_decryption": ("PartialDecryption", 1, table.OWNED),
    "result": ("Result", 0, table.RESULT),
}


@cache
def events() -> tuple[tuple[str, tuple[bytes, ...]], ...]:
    """Give the events of an election in which every credential voted."""
    made = make_voted()
    made.vote(4, (0, 1, 0, 0, 1))
    return tuple(made.events())


def changed(name: str, raw: bytes) -> Events:
    """Put another object in its place, mending every hash that names it."""
    kind, at, _rows = OBJECTS[name]
    found: Events = [(each, objects) for each, objects in events()]
    place = [each for each, _objects in found].index(kind)
    objects = [*found[place][1]]
    objects[at] = raw
    if kind == "Setup" and at < 3:
        objects = [*setup_objects(objects[0], objects[1], objects[2])]
    elif kind in ("EncryptedTally", "PartialDecryption") and at == 0:
        named = json.loads(objects[1])
        key = [*named][-1]
        objects[1] = canonical({**named, key: digest(raw)}).encode()
    found[place] = (kind, tuple(objects))
    return found if kind == "Setup" else found[: place + 1]


def check(found: Events) -> Report:
    """Verify an archive of these events."""
    return verify_archive(io.BytesIO(archive(found)))


def original(name: str) -> bytes:
    """Give the first object of this name."""
    kind, at, _rows = OBJECTS[name]
    return next(objects[at] for each, objects in events() if each == kind)


def every_mutant(name: str) -> Iterator[tuple[Place, str, bytes, Check | None]]:
    """Give each mutant of an object with the check that has to refuse it."""
    raw, rows = original(name), OBJECTS[name][2]
    for place, what, value in mutants(json.loads(raw)):
        yield place, what, canonical(value).encode(), expected(rows, place, what)
    for place, what, other in raw_mutants(raw):
        check = Check.TALLY if name == "encrypted_tally" else expected(table.RAW, place, what)
        yield place, what, other, check


def sampled(name: str, place: Place, what: str) -> bool:
    """Tell whether a mutant is of the sample: always the same ones."""
    return hashlib.sha256(f"{name}{place}{what}".encode()).digest()[0] % SAMPLE == 0


def first(report: Report, name: str) -> Failure:
    """Give the failure that is of the object itself, or the first."""
    of_object = [each for each in report.failures if each.object.startswith(name)]
    return [*of_object, *report.failures][0]


def verdict(name: str, place: Place, what: str, raw: bytes, wanted: Check | None) -> str:
    """Verify a mutant; say what is wrong with the answer, or nothing."""
    report = check(changed(name, raw))
    where = f"{name} {'.'.join(map(str, place))}: {what}"
    if wanted is None:
        return "" if report.ok else f"{where}: refused: {report.failures[0]}"
    if report.ok:
        return f"{where}: ACCEPTED"
    failure = first(report, name)
    if failure.check != wanted:
        return f"{where}: {failure.check} instead of {wanted} ({failure.reason})"
    tracker = fingerprint(raw) if name == "ballot" else failure.ballot
    return "" if failure.reason and failure.ballot == tracker else f"{where}: {failure}"


@pytest.mark.parametrize("name", OBJECTS)
def test_a_sample_of_mutants_is_refused(name: str) -> None:
    tried = [each for each in every_mutant(name) if sampled(name, each[0], each[1])]
    assert not [said for each in tried if (said := verdict(name, *each))]


@pytest.mark.long
@pytest.mark.parametrize("name", OBJECTS)
def test_every_mutant_is_refused(name: str) -> None:
    tried = [*every_mutant(name)]
    assert len(tried) > 20
    assert not [said for each in tried if (said := verdict(name, *each))]


def test_the_sample_reaches_every_object() -> None:
    counts = {
        name: sum(sampled(name, each[0], each[1]) for each in every_mutant(name))
        for name in OBJECTS
    }
    assert all(counts.values()), counts
    assert sum(counts.values()) > 100


def entries() -> list[tuple[str, bytes]]:
    """Give the files of the archive, by name and content."""
    raw, found, at = archive(list(events())), [], 0
    while at < len(raw):
        size = int(raw[at + 124 : at + 135], 8)
        name = raw[at : at + 100].rstrip(b"\0").decode()
        found.append((name, raw[at + 512 : at + 512 + size]))
        at += 512 + size + -size % 512
    return found


def event_mutants() -> Iterator[tuple[int, Place, str, bytes, Check | None]]:
    """Change each event of the chain, one at a time."""
    for at, (name, content) in enumerate(entries()):
        if name.endswith(".event.json"):
            event = json.loads(content)
            for place, what, value in mutants(event):
                wanted = expected(table.EVENT, place, what)
                yield at, place, what, canonical(value).encode(), wanted
            for place, what, raw in raw_mutants(content):
                yield at, place, what, raw, Check.CANONICAL


def event_verdict(at: int, place: Place, what: str, raw: bytes, wanted: Check | None) -> str:
    """Verify an archive with one event changed."""
    files = entries()
    files[at] = (f"{digest(raw)}.event.json", raw)
    report = verify_archive(io.BytesIO(tar(files)))
    found = report.failures[-1].check if report.failures else None
    return "" if found == wanted else f"event {at} {place} {what}: {found}, not {wanted}"


def test_a_sample_of_changed_events_is_refused() -> None:
    tried = [each for each in event_mutants() if sampled(str(each[0]), each[1], each[2])]
    assert len(tried) > 5
    assert not [said for each in tried if (said := event_verdict(*each))]


@pytest.mark.long
def test_every_changed_event_is_refused() -> None:
    assert not [said for each in event_mutants() if (said := event_verdict(*each))]


def flips(count: int) -> Iterator[int]:
    """Draw positions of bytes, always the same."""
    size = len(archive(list(events())))
    for number in range(count):
        yield int(hashlib.sha256(f"flip {number}".encode()).hexdigest(), 16) % size


@pytest.mark.parametrize("count", [60, pytest.param(3000, marks=pytest.mark.long)])
def test_no_byte_can_change(count: int) -> None:
    raw = archive(list(events()))
    accepted = []
    for at in chain(range(100, 600, 7), flips(count)):
        other = bytearray(raw)
        other[at] ^= 1
        report = verify_archive(io.BytesIO(bytes(other)))
        accepted += [at] if report.ok else []
    assert not accepted

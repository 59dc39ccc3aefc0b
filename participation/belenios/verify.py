"""A whole archive, verified: which checks were done, and every failure by its name."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from operator import attrgetter
from typing import BinaryIO

from . import tally
from .archive import Event, Setup, read_events, read_object
from .ballots import Ballot, reopen, verify_ballot
from .checks import Check, InvalidError, require
from .credentials import read_credentials
from .election import Election, read_election
from .encoding import digest, fingerprint, read
from .group import Point
from .trustees import Trustees, read_trustees

BATCH = 64
Verified = Ballot | InvalidError
Spread = Callable[[Callable[[bytes], Verified], list[bytes]], Iterable[Verified]]
"""`map`, or that of a pool of processes."""


def _between(first: Check, last: Check) -> list[Check]:
    every = [*Check]
    return every[every.index(first) : every.index(last) + 1]


DONE = {
    "Setup": _between(Check.HEADER, Check.PUBLIC_KEY),
    "Ballot": _between(Check.ELECTION, Check.SIGNATURE),
    "EncryptedTally": [Check.TALLY, Check.COUNT],
    "PartialDecryption": [Check.OWNER, Check.DECRYPTION_PROOF],
    "Result": [Check.QUORUM, Check.RESULT],
}
"""The checks that each kind of event adds."""


@dataclass(frozen=True)
class Failure:
    """A check that failed: in which object, in which ballot (its tracker), and why."""

    object: str
    ballot: str | None
    check: Check
    reason: str


@dataclass
class Report:
    """What an archive holds and what was checked of it; it is valid when nothing failed."""

    election: Election | None = None
    ballots: int = 0
    credentials: int = 0
    result: list[list[int]] | None = None
    checks: list[Check] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Tell whether every check passed."""
        return not self.failures

    def fail(self, place: str, ballot: str | None, invalid: InvalidError) -> None:
        """Note what failed."""
        self.failures.append(Failure(place, ballot, invalid.check, invalid.reason))


def check_ballot(election: Election, raw: bytes) -> Verified:
    """Verify a ballot; give the refusal instead of raising it, so that processes can send it."""
    try:
        return verify_ballot(election, raw)
    except InvalidError as invalid:
        return invalid


class _Reading:
    """What is known of an archive when it is read up to some event."""

    election: Election
    trustees: Trustees
    credentials: frozenset[str]
    sums: tally.Sums

    def __init__(self, stream: BinaryIO, spread: Spread) -> None:
        self.stream, self.spread, self.report = stream, spread, Report()
        self.place = "archive"
        self.seen = set[bytes]()
        self.last = dict[str, int]()
        self.factors = dict[int, tally.Grid[Point]]()

    def take(self, kind: str, events: Iterator[Event]) -> None:
        self.report.checks += DONE.get(kind, ())
        if kind == "Ballot":
            while batch := list(islice(events, BATCH)):
                self.count_batch(batch)
            return
        for event in events:
            match kind:
                case "Setup":
                    self.set_up(*event.objects)
                case "EncryptedTally":
                    self.check_tally(*event.objects)
                case "PartialDecryption":
                    self.check_partial(*event.objects)
                case "Result":
                    self.place = "result"
                    known = (self.trustees, self.sums, self.factors, len(self.last))
                    self.report.result = tally.verify_result(*known, *event.objects)
            self.place = "archive"

    def set_up(self, election: bytes, trustees: bytes, credentials: bytes, setup: bytes) -> None:
        self.place = "setup_data"
        own = Setup(*map(digest, (election, trustees, credentials)))
        right = read(Setup, setup, self.place) == own
        require(right, Check.PAYLOAD, "the setup names other objects")
        self.place = "election"
        self.election = self.report.election = read_election(election)
        self.sums = tally.nothing(self.election)
        self.place = "trustees"
        self.trustees = read_trustees(trustees)
        right = self.trustees.public_key == self.election.public_key
        require(right, Check.PUBLIC_KEY, "the key of the election is not that of its trustees")
        self.place = "credentials"
        self.credentials = read_credentials(credentials)
        self.report.credentials = len(self.credentials)

    def count_batch(self, events: Sequence[Event]) -> None:
        raws = [event.objects[0] for event in events]
        checked = self.spread(partial(check_ballot, self.election), raws)
        for event, raw, ballot in zip(events, raws, checked, strict=True):
            self.report.ballots += 1
            try:
                self.count(ballot, raw, event.offset)
            except InvalidError as invalid:
                self.report.fail("ballot", fingerprint(raw), invalid)

    def count(self, ballot: Verified, raw: bytes, offset: int) -> None:
        if isinstance(ballot, InvalidError):
            raise ballot
        listed = ballot.credential in self.credentials
        require(listed, Check.CREDENTIAL, "the credential of the ballot is not of the list")
        own = hashlib.sha256(raw).digest()
        require(own not in self.seen, Check.DUPLICATE, "the ballot stands twice")
        self.seen.add(own)
        if ballot.credential in self.last:
            position = self.stream.tell()
            replaced = read_object(self.stream, self.last[ballot.credential])
            self.sums = tally.withdraw(self.sums, reopen(replaced))
            self.stream.seek(position)
        self.sums = tally.put(self.sums, ballot.answers)
        self.last[ballot.credential] = offset

    def check_tally(self, encrypted: bytes, sized: bytes) -> None:
        self.place = "sized_encrypted_tally"
        said, voted = read(tally.Sized, sized, self.place), len(self.last)
        own = said.encrypted_tally == digest(encrypted)
        require(own, Check.PAYLOAD, "it names another encrypted tally")
        right = said.num_tallied == said.total_weight == voted
        require(right, Check.COUNT, f"{voted} credentials voted, not {said.num_tallied}")
        self.place = "encrypted_tally"
        right = tally.write_tally(self.sums, voted)[0] == encrypted
        require(right, Check.TALLY, "it is not the sum of the last ballots")

    def check_partial(self, raw: bytes, owned: bytes) -> None:
        self.place = "owned_partial_decryption"
        owner, named = read(tally.Owned, owned, self.place)
        require(named == digest(raw), Check.PAYLOAD, "it names another partial decryption")
        require(owner in self.trustees.keys, Check.OWNER, f"there is no trustee {owner}")
        require(owner not in self.factors, Check.DUPLICATE, f"trustee {owner} decrypts twice")
        self.place, key = f"partial_decryption {owner}", self.trustees.keys[owner]
        self.factors[owner] = tally.verify_partial(self.election, key, self.sums, raw)


def verify_archive(stream: BinaryIO, spread: Spread = map) -> Report:
    """Verify a whole archive (a seekable file), in memory that does not grow with its ballots.

    Stops at the first failure that is not a ballot's. Raises NotAnArchiveError for a file of
    another kind; all else is in the report.
    """
    reading = _Reading(stream, spread)
    try:
        for kind, events in groupby(read_events(stream), attrgetter("kind")):
            reading.take(kind, events)
    except InvalidError as invalid:
        reading.report.fail(reading.place, None, invalid)
    return reading.report

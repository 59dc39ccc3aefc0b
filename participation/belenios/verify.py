"""A whole archive, verified: which checks were done, and every failure by its name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from typing import BinaryIO, NamedTuple

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


class Failure(NamedTuple):
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
    listed: frozenset[str]
    sums: tally.Sums

    def __init__(self, stream: BinaryIO, spread: Spread) -> None:
        self.stream, self.spread, self.report = stream, spread, Report()
        self.place, self.seen, self.last = "archive", set[str](), dict[str, int]()
        self.factors = dict[int, tally.Grid[Point]]()

    def events(self) -> Iterator[Event]:
        for event in read_events(self.stream):
            yield event
            self.place = "archive"

    def set_up(self, events: Iterator[Event]) -> None:
        election, trustees, credentials, setup = next(events).objects
        self.place = "setup_data"
        own = Setup(*map(digest, (election, trustees, credentials)))
        require(read(Setup, setup, self.place) == own, Check.PAYLOAD, "it names other objects")
        self.place = "election"
        self.election = self.report.election = read_election(election)
        self.sums = tally.nothing(self.election)
        self.place = "trustees"
        self.trustees = read_trustees(trustees)
        right = self.trustees.public_key == self.election.public_key
        require(right, Check.PUBLIC_KEY, "the key of the election is not that of its trustees")
        self.place = "credentials"
        self.listed = read_credentials(credentials)
        self.report.credentials = len(self.listed)

    def count_ballots(self, events: Iterator[Event]) -> None:
        while batch := list(islice(events, BATCH)):
            raws = [event.objects[0] for event in batch]
            checked = self.spread(partial(check_ballot, self.election), raws)
            for event, raw, ballot in zip(batch, raws, checked, strict=True):
                self.report.ballots += 1
                try:
                    self.count(ballot, event.offset)
                except InvalidError as invalid:
                    self.report.failures.append(Failure("ballot", fingerprint(raw), *invalid.args))

    def count(self, ballot: Verified, offset: int) -> None:
        if isinstance(ballot, InvalidError):
            raise ballot
        require(ballot.credential in self.listed, Check.CREDENTIAL, "its credential is not listed")
        require(ballot.tracker not in self.seen, Check.DUPLICATE, "the ballot stands twice")
        self.seen.add(ballot.tracker)
        if ballot.credential in self.last:
            position = self.stream.tell()
            replaced = read_object(self.stream, self.last[ballot.credential])
            self.sums = tally.withdraw(self.sums, reopen(replaced))
            self.stream.seek(position)
        self.sums = tally.put(self.sums, ballot.answers)
        self.last[ballot.credential] = offset

    def check_tally(self, events: Iterator[Event]) -> None:
        encrypted, sized = next(events).objects
        self.place, voted = "sized_encrypted_tally", len(self.last)
        said = read(tally.Sized, sized, self.place)
        require(said.encrypted_tally == digest(encrypted), Check.PAYLOAD, "it names another tally")
        right = said.num_tallied == said.total_weight == voted
        require(right, Check.COUNT, f"{voted} credentials voted, not {said.num_tallied}")
        self.place = "encrypted_tally"
        right = tally.write_tally(self.sums, voted)[0] == encrypted
        require(right, Check.TALLY, "it is not the sum of the last ballots")

    def check_partials(self, events: Iterator[Event]) -> None:
        for event in events:
            raw, owned = event.objects
            self.place = "owned_partial_decryption"
            owner, named = read(tally.Owned, owned, self.place)
            require(named == digest(raw), Check.PAYLOAD, "it names another partial decryption")
            require(owner in self.trustees.keys, Check.OWNER, f"there is no trustee {owner}")
            require(owner not in self.factors, Check.DUPLICATE, f"trustee {owner} decrypts twice")
            self.place, key = f"partial_decryption {owner}", self.trustees.keys[owner]
            self.factors[owner] = tally.verify_partial(self.election, key, self.sums, raw)

    def check_result(self, events: Iterator[Event]) -> None:
        (raw,) = next(events).objects
        self.place = "result"
        votes = tally.count_votes(self.trustees, self.sums, self.factors, len(self.last))
        tally.verify_result(votes, raw)
        self.report.result = votes


STEPS = {
    "Setup": (_Reading.set_up, Check.HEADER, Check.PUBLIC_KEY),
    "Ballot": (_Reading.count_ballots, Check.ELECTION, Check.SIGNATURE),
    "EncryptedTally": (_Reading.check_tally, Check.TALLY, Check.COUNT),
    "PartialDecryption": (_Reading.check_partials, Check.OWNER, Check.DECRYPTION_PROOF),
    "Result": (_Reading.check_result, Check.QUORUM, Check.RESULT),
}
"""What is done at each kind of event, the first and the last of the checks that this adds."""


def verify_archive(stream: BinaryIO, spread: Spread = map) -> Report:
    """Verify a whole archive (a seekable file), in memory that does not grow with its ballots.

    Stops at the first failure that is not a ballot's. Raises NotAnArchiveError for a file of
    another kind; all else is in the report.
    """
    reading, every = _Reading(stream, spread), [*Check]
    try:
        for kind, events in groupby(reading.events(), lambda event: event.kind):
            if kind in STEPS:
                step, first, last = STEPS[kind]
                reading.report.checks += every[every.index(first) : every.index(last) + 1]
                step(reading, events)
    except InvalidError as invalid:
        reading.report.failures.append(Failure(reading.place, None, *invalid.args))
    return reading.report

"""A whole archive, verified: which checks were done, and every failure by its name."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from .archive import Event, read_events, read_object
from .ballots import Ballot, reopen, verify_ballot
from .checks import Check, InvalidError, require
from .credentials import read_credentials
from .election import Election, read_election
from .encoding import digest, fields, fingerprint, integer, parse
from .group import Point
from .proofs import Pair
from .tally import nothing, put, verify_partial, verify_result, withdraw, write_tally
from .trustees import Trustees, read_trustees

BATCH = 64
Verified = Ballot | InvalidError
Spread = Callable[[Callable[[bytes], Verified], list[bytes]], Iterable[Verified]]
"""`map`, or that of a pool of processes."""

ALWAYS = "header truncated version name chain order payload canonical fields length scalar point"
SETUP = (
    "identity subgroup question duplicate possession certificate coefexps trustee_key public_key"
)
BALLOTS = "election credential individual_proof overall_proof blank_proof signature"
DONE = {
    "Setup": f"{ALWAYS} {SETUP}",
    "Ballot": BALLOTS,
    "EncryptedTally": "tally count",
    "PartialDecryption": "owner decryption_proof",
    "Result": "quorum result",
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
    sums: list[list[Pair]]

    def __init__(self, stream: BinaryIO, spread: Spread) -> None:
        self.stream, self.spread = stream, spread
        self.report = Report()
        self.place = "archive"
        self.waiting: list[tuple[bytes, int]] = []
        self.seen: set[bytes] = set()
        self.last: dict[str, int] = {}
        self.factors: dict[int, list[Point]] = {}

    def take(self, event: Event) -> None:
        if event.kind == "Ballot":
            self.waiting.append((event.objects[0], event.offset))
        if event.kind != "Ballot" or len(self.waiting) == BATCH:
            self.count_waiting()
        if event.kind in DONE:
            done = [Check[code.upper()] for code in DONE[event.kind].split()]
            self.report.checks += [each for each in done if each not in self.report.checks]
        match event.kind:
            case "Setup":
                self.set_up(*event.objects)
            case "EncryptedTally":
                self.check_tally(*event.objects)
            case "PartialDecryption":
                self.check_partial(*event.objects)
            case "Result":
                self.place = "result"
                self.report.result = verify_result(
                    self.trustees, self.sums, self.factors, len(self.last), *event.objects
                )
        self.place = "archive"

    def set_up(self, election: bytes, trustees: bytes, credentials: bytes, setup: bytes) -> None:
        self.place = "setup_data"
        named = fields(parse(setup, self.place), self.place, "election trustees credentials")
        own = named == [digest(each) for each in (election, trustees, credentials)]
        require(own, Check.PAYLOAD, "the setup names other objects")
        self.place = "election"
        self.election = self.report.election = read_election(election)
        self.sums = nothing(self.election)
        self.place = "trustees"
        self.trustees = read_trustees(trustees)
        own = self.trustees.public_key == self.election.public_key
        require(own, Check.PUBLIC_KEY, "the key of the election is not that of its trustees")
        self.place = "credentials"
        self.credentials = read_credentials(credentials)
        self.report.credentials = len(self.credentials)

    def count_waiting(self) -> None:
        waiting, self.waiting = self.waiting, []
        raws = [raw for raw, _offset in waiting]
        checked = self.spread(partial(check_ballot, self.election), raws) if raws else ()
        for (raw, offset), ballot in zip(waiting, checked, strict=True):
            self.report.ballots += 1
            try:
                self.count(ballot, raw, offset)
            except InvalidError as invalid:
                failure = Failure("ballot", fingerprint(raw), invalid.check, invalid.reason)
                self.report.failures.append(failure)

    def count(self, ballot: Verified, raw: bytes, offset: int) -> None:
        if isinstance(ballot, InvalidError):
            raise ballot
        listed = ballot.credential in self.credentials
        require(listed, Check.CREDENTIAL, "the credential of the ballot is not of the list")
        own = hashlib.sha256(raw).digest()
        require(own not in self.seen, Check.DUPLICATE, "the ballot stands twice")
        self.seen.add(own)
        replaced = self.last.get(ballot.credential)
        if replaced is not None:
            position = self.stream.tell()
            self.sums = withdraw(self.sums, reopen(read_object(self.stream, replaced)))
            self.stream.seek(position)
        self.sums = put(self.sums, ballot.answers)
        self.last[ballot.credential] = offset

    def check_tally(self, encrypted: bytes, sized: bytes) -> None:
        self.place = "sized_encrypted_tally"
        number, weight, named = fields(
            parse(sized, self.place), self.place, "num_tallied total_weight encrypted_tally"
        )
        require(named == digest(encrypted), Check.PAYLOAD, "it names another encrypted tally")
        counts = [integer(number, "num_tallied"), integer(weight, "total_weight")]
        right = counts == [len(self.last)] * 2
        require(right, Check.COUNT, f"{len(self.last)} credentials voted, not {number}")
        self.place = "encrypted_tally"
        right = write_tally(self.sums, len(self.last))[0] == encrypted
        require(right, Check.TALLY, "it is not the sum of the last ballots")

    def check_partial(self, raw: bytes, owned: bytes) -> None:
        self.place = "owned_partial_decryption"
        owner, named = fields(parse(owned, self.place), self.place, "owner payload")
        require(named == digest(raw), Check.PAYLOAD, "it names another partial decryption")
        number, keys = integer(owner, "owner"), self.trustees.keys
        require(number in keys, Check.OWNER, f"there is no trustee {number}")
        require(number not in self.factors, Check.DUPLICATE, f"trustee {number} decrypts twice")
        self.place = f"partial_decryption {number}"
        self.factors[number] = verify_partial(self.election, keys[number], self.sums, raw)


def verify_archive(stream: BinaryIO, spread: Spread = map) -> Report:
    """Verify a whole archive (a seekable file), in memory that does not grow with its ballots.

    Stops at the first failure that is not a ballot's. Raises NotAnArchiveError for a file of
    another kind; all else is in the report.
    """
    reading = _Reading(stream, spread)
    try:
        for event in read_events(stream):
            reading.take(event)
        reading.count_waiting()
    except InvalidError as invalid:
        reading.report.failures.append(Failure(reading.place, None, invalid.check, invalid.reason))
    return reading.report

"""A whole election made by our own library, from randomness that a test can repeat."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from participation.belenios import pedersen
from participation.belenios.archive import Writer, header, setup_objects
from participation.belenios.ballots import verify_ballot
from participation.belenios.credentials import draw_token, write_credentials
from participation.belenios.election import Election, Question, make_election
from participation.belenios.group import Point, Randomness, draw_scalar
from participation.belenios.keys import make_key
from participation.belenios.proofs import Signed
from participation.belenios.tally import (
    Grid,
    Sums,
    count_votes,
    decrypt,
    nothing,
    put,
    verify_partial,
    write_owner,
    write_result,
    write_tally,
)
from participation.belenios.trustees import read_trustees, write_trustees
from participation.seed.devices import phones
from participation.seed.devices.booths import seal
from participation.seed.devices.cards import derive_public, draw_code

TIMESTAMP = 1_795_213_073
CVS = Question(
    answers=['Amina "Mina" B.', "Иван Ґ.", "زهرا", "Chloé"],
    blank=True,
    min=1,
    max=3,
    question="Choisissez de 1 à 3 personnes, ou votez blanc",
)
PLAIN = Question(["Oui", "Non"], None, 0, 1, "Oui ou non ?")


def repeatable(label: str) -> Randomness:
    """Give the bytes SHA-256(label|0), SHA-256(label|1)… in a row, a call going on from the last.

    What the vectors call `randomness`: the same in any language.
    """
    state = {"block": 0, "left": b""}

    def give(length: int) -> bytes:
        left = state["left"]
        assert isinstance(left, bytes)
        while len(left) < length:
            left += hashlib.sha256(f"{label}|{state['block']}".encode()).digest()
            state["block"] += 1  # type: ignore[operator]
        state["left"] = left[length:]
        return left[:length]

    return give


@dataclass
class Ceremony:
    """A threshold key made by trustees, with all that they said to each other."""

    seeds: list[str]
    threshold: int
    randomness: Randomness
    certs: list[Signed] = field(default_factory=list)
    commitments: list[str] = field(default_factory=list)
    dealt: list[pedersen.Dealt] = field(default_factory=list)
    routed: list[pedersen.Routed] = field(default_factory=list)
    made: list[pedersen.Made] = field(default_factory=list)

    def run(self) -> "Ceremony":
        """Go through the six rounds."""
        size, draw = len(self.seeds), self.randomness
        for index, seed in enumerate(self.seeds, 1):
            cert, commitment = phones.announce(seed, size, self.threshold, index, draw)
            self.certs.append(cert)
            self.commitments.append(commitment)
        certs = self.certificates()
        for index, seed in enumerate(self.seeds, 1):
            self.dealt.append(phones.deal(seed, certs, index, draw))
        self.routed = pedersen.route(certs, self.commitments, self.dealt)
        for index, (seed, each) in enumerate(zip(self.seeds, self.routed, strict=True), 1):
            self.made.append(phones.accept(seed, certs, self.commitments, index, each, draw))
        return self

    def parameters(self) -> pedersen.Parameters:
        """Put together what is published, as the server does in round 6."""
        return pedersen.finish(self.certificates(), self.dealt, self.made)

    def certificates(self) -> pedersen.Certificates:
        """Verify the certificates, as everyone does in round 2."""
        return pedersen.read_certificates(self.certs, self.threshold)


@dataclass
class Made:
    """An election with its secrets."""

    randomness: Randomness
    ceremony: Ceremony
    server: int
    election: Election
    trustees: bytes
    codes: list[str]
    ballots: list[bytes] = field(default_factory=list)

    @property
    def credentials(self) -> bytes:
        """Give the list of public credentials."""
        return write_credentials(derive_public(self.election.uuid, code) for code in self.codes)

    @property
    def secrets(self) -> dict[int, int]:
        """Give the secret of each trustee by its number."""
        opened = [
            phones.open_key(seed, each.private_key)
            for seed, each in zip(self.ceremony.seeds, self.ceremony.made, strict=True)
        ]
        return dict(enumerate([self.server, *opened], 1))

    def vote(self, voter: int, *choices: Sequence[int]) -> bytes:
        """Seal and cast a ballot."""
        self.ballots.append(seal(self.election, self.codes[voter], choices, self.randomness))
        return self.ballots[-1]

    def tally(self) -> tuple[Sums, int]:
        """Add up the last ballot of each credential."""
        last = {
            ballot.credential: ballot
            for ballot in (verify_ballot(self.election, raw) for raw in self.ballots)
        }
        sums = nothing(self.election)
        for ballot in last.values():
            sums = put(sums, ballot.answers)
        return sums, len(last)

    def events(self, owners: Sequence[int] = (1, 2, 4)) -> list[tuple[str, tuple[bytes, ...]]]:
        """Give every event of the archive, up to the result, decrypted by these trustees."""
        setup = setup_objects(self.election.raw, self.trustees, self.credentials)
        events = [("Setup", setup), *(("Ballot", (raw,)) for raw in self.ballots)]
        sums, count = self.tally()
        events += [("EndBallots", ()), ("EncryptedTally", write_tally(sums, count))]
        known, factors = read_trustees(self.trustees), dict[int, Grid[Point]]()
        for owner in owners:
            partial = decrypt(self.election, sums, self.secrets[owner], self.randomness)
            factors[owner] = verify_partial(self.election, known.keys[owner], sums, partial)
            events.append(("PartialDecryption", (partial, write_owner(owner, partial))))
        result = write_result(count_votes(known, sums, factors, count))
        return [*events, ("Result", (result,))]


def archive(events: Sequence[tuple[str, tuple[bytes, ...]]]) -> bytes:
    """Write events to an archive."""
    stream = io.BytesIO()
    writer = Writer(stream, TIMESTAMP)
    for kind, objects in events:
        writer.add(kind, *objects)
    return stream.getvalue()


def tar(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Write files, whatever they are, with the headers of an archive."""
    parts = [
        (header(name, len(raw), TIMESTAMP), raw, bytes(-len(raw) % 512)) for name, raw in files
    ]
    return b"".join(piece for part in parts for piece in part)


def make(
    label: str = "election",
    *,
    voters: int = 5,
    questions: Sequence[Question] = (CVS,),
    trustees: int = 3,
    threshold: int = 2,
) -> Made:
    """Make an election open for votes: a server's key and `threshold` of `trustees`."""
    randomness = repeatable(label)
    seeds = [draw_token(22, randomness) for _ in range(trustees)]
    ceremony = Ceremony(seeds, threshold, randomness).run()
    server = draw_scalar(randomness)
    written = write_trustees([make_key(server, randomness)], [ceremony.parameters()])
    election = make_election(
        uuid=draw_token(14, randomness),
        name="CVS — collège \\ résidents",
        description="Une ligne\nle /fichier",
        public_key=read_trustees(written).public_key,
        questions=questions,
    )
    codes = [draw_code(randomness) for _ in range(voters)]
    return Made(randomness, ceremony, server, election, written, codes)


def make_voted() -> Made:
    """Make the election of most tests: 1 to 3 choices, a blank vote, a vote replaced."""
    made = make()
    made.vote(0, (0, 1, 0, 0, 0))
    made.vote(1, (0, 1, 1, 1, 0))
    made.vote(2, (1, 0, 0, 0, 0))
    made.vote(0, (0, 0, 1, 0, 1))
    made.vote(3, (0, 0, 0, 1, 0))
    return made

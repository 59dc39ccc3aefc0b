"""The sum of the ballots, what each trustee decrypts of it, and the result (spec. 4.18-4.21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .ballots import write_pairs
from .checks import Check, Invalid, require
from .election import Election
from .encoding import canonical, digest, fields, integer, items, parse
from .group import (
    GENERATOR,
    IDENTITY,
    Point,
    Randomness,
    add,
    base,
    mul,
    read_point,
    sub,
    system_randomness,
    write_point,
)
from .proofs import Pair, check_equal, prove_equal, read_proof
from .trustees import Trustees, combine

Sums = Sequence[Sequence[Pair]]


@dataclass
class Tally:
    """The running sum of ballots, question by question, slot by slot."""

    election: Election
    sums: list[list[Pair]] = field(init=False)

    def __post_init__(self) -> None:
        nothing = Pair(IDENTITY, IDENTITY)
        self.sums = [[nothing] * question.slots for question in self.election.questions]

    def put(self, answers: Sums) -> None:
        """Add the ciphertexts of a verified ballot."""
        for question, pairs in enumerate(answers):
            self.sums[question] = [
                Pair(add(old.alpha, new.alpha), add(old.beta, new.beta))
                for old, new in zip(self.sums[question], pairs, strict=True)
            ]

    def withdraw(self, answers: Sums) -> None:
        """Take off a ballot that a later one of the same credential replaces."""
        self.put([[Pair(*(sub(IDENTITY, point) for point in pair)) for pair in each] for each in answers])

    def write(self, count: int) -> tuple[bytes, bytes]:
        """Give the bytes of the encrypted tally, and of what says how many ballots it holds."""
        tally = canonical([write_pairs(pairs) for pairs in self.sums]).encode()
        sized = {"num_tallied": count, "total_weight": count, "encrypted_tally": digest(tally)}
        return tally, canonical(sized).encode()


def _prefix(election: Election, key: Point) -> str:
    return f"decrypt|{election.fingerprint}|{write_point(key)}|"


def decrypt(
    election: Election, sums: Sums, secret: int, randomness: Randomness = system_randomness
) -> bytes:
    """Decrypt, as one trustee, a tally that was verified. Draws one scalar a ciphertext."""
    prefix = _prefix(election, base(secret))
    factors = [[write_point(mul(pair.alpha, secret)) for pair in pairs] for pairs in sums]
    proofs = [
        [prove_equal(secret, pair.alpha, prefix, randomness).to_json() for pair in pairs]
        for pairs in sums
    ]
    return canonical({"decryption_factors": factors, "decryption_proofs": proofs}).encode()


def write_owner(owner: int, partial: bytes) -> bytes:
    """Say whose a partial decryption is: the number of a trustee, from 1."""
    return canonical({"owner": owner, "payload": digest(partial)}).encode()


def verify_partial(election: Election, key: Point, sums: Sums, raw: bytes) -> list[Point]:
    """Verify a partial decryption by the key of its trustee; give its factors in one list."""
    name = "the partial decryption"
    factors, proofs = fields(parse(raw, name), name, "decryption_factors decryption_proofs")
    asked = len(sums)
    found: list[Point] = []
    given = zip(sums, items(factors, name, asked), items(proofs, name, asked), strict=True)
    for pairs, points, proved in given:
        size = len(pairs)
        cells = zip(pairs, items(points, name, size), items(proved, name, size), strict=True)
        for pair, point, proof in cells:
            said = f"factor {len(found) + 1}"
            factor = read_point(point, said, identity=True)
            shown, prefix = Pair(pair.alpha, factor), _prefix(election, key)
            holds = check_equal(key, shown, read_proof(proof, said), prefix)
            require(holds, Check.DECRYPTION_PROOF, f"{said} is not proved to be right")
            found.append(factor)
    return found


def _open(trustees: Trustees, sums: Sums, factors: Mapping[int, Sequence[Point]]) -> list[Point]:
    pairs = [pair for each in sums for pair in each]
    hidden = combine(trustees, factors)
    return [sub(pair.beta, mask) for pair, mask in zip(pairs, hidden, strict=True)]


def compute_result(
    trustees: Trustees, sums: Sums, factors: Mapping[int, Sequence[Point]], count: int
) -> bytes:
    """Open the tally of `count` ballots with the factors of trustees, by their numbers."""
    wanted = set(opened := _open(trustees, sums, factors))
    votes: dict[Point, int] = {}
    point = IDENTITY
    for number in range(count + 1):
        if point in wanted:
            votes[point] = number
        point = add(point, GENERATOR)
    if len(votes) < len(wanted):
        raise Invalid(Check.RESULT, f"a count is not between 0 and {count}")
    flat = iter(opened)
    result = [[votes[next(flat)] for _pair in pairs] for pairs in sums]
    return canonical({"result": result}).encode()


def verify_result(
    trustees: Trustees, sums: Sums, factors: Mapping[int, Sequence[Point]], count: int, raw: bytes
) -> list[list[int]]:
    """Verify that the result is what the factors open."""
    name = "the result"
    (listed,) = fields(parse(raw, name), name, "result")
    given = zip(sums, items(listed, name, len(sums)), strict=True)
    result = [[integer(n, name) for n in items(each, name, len(pairs))] for pairs, each in given]
    flat = [number for each in result for number in each]
    bounded = all(0 <= number <= count for number in flat)
    opened = bounded and list(map(base, flat)) == _open(trustees, sums, factors)
    require(opened, Check.RESULT, "the result is not what the partial decryptions open")
    return result

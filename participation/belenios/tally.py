"""The sum of the ballots, what each trustee decrypts of it, and the result (spec. 4.18-4.21)."""

from collections.abc import Mapping, Sequence
from itertools import chain

from .ballots import write_pairs
from .checks import Check, InvalidError, require
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
from .proofs import Pair, check_log, prove_log, read_proof
from .trustees import Trustees, combine

Sums = list[list[Pair]]
"""The ciphertexts of a ballot, or of all of them: question by question, slot by slot."""
Factors = Mapping[int, Sequence[Point]]
"""What each trustee (by number) decrypted, all questions in a row."""


def nothing(election: Election) -> Sums:
    """Give the sum of no ballot."""
    return [[Pair(IDENTITY, IDENTITY)] * question.slots for question in election.questions]


def put(sums: Sums, answers: Sums) -> Sums:
    """Add the ciphertexts of a verified ballot."""
    return [
        [Pair(add(a, c), add(b, d)) for (a, b), (c, d) in zip(old, new, strict=True)]
        for old, new in zip(sums, answers, strict=True)
    ]


def withdraw(sums: Sums, answers: Sums) -> Sums:
    """Take off a ballot that a later one of the same credential replaces."""
    negative = [[Pair(sub(IDENTITY, a), sub(IDENTITY, b)) for a, b in each] for each in answers]
    return put(sums, negative)


def write_tally(sums: Sums, count: int) -> tuple[bytes, bytes]:
    """Give the bytes of the encrypted tally, and of what says how many ballots it holds."""
    tally = canonical([write_pairs(pairs) for pairs in sums]).encode()
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
        [prove_log(secret, prefix, randomness, pair.alpha).to_json() for pair in pairs]
        for pairs in sums
    ]
    return canonical({"decryption_factors": factors, "decryption_proofs": proofs}).encode()


def write_owner(owner: int, partial: bytes) -> bytes:
    """Say whose a partial decryption is: the number of a trustee, from 1."""
    return canonical({"owner": owner, "payload": digest(partial)}).encode()


def _cells(value: object, name: str, sums: Sums) -> list[object]:
    rows = zip(items(value, name, len(sums)), sums, strict=True)
    return list(chain.from_iterable(items(row, name, len(pairs)) for row, pairs in rows))


def verify_partial(election: Election, key: Point, sums: Sums, raw: bytes) -> list[Point]:
    """Verify a partial decryption by the key of its trustee; give its factors in one list."""
    name, prefix, found = "the partial decryption", _prefix(election, key), list[Point]()
    factors, proofs = fields(parse(raw, name), name, "decryption_factors decryption_proofs")
    cells = zip(chain(*sums), _cells(factors, name, sums), _cells(proofs, name, sums), strict=True)
    for number, (pair, point, proof) in enumerate(cells, 1):
        said = f"factor {number}"
        found.append(read_point(point, said, identity=True))
        shown = Pair(pair.alpha, found[-1])
        holds = check_log(key, read_proof(proof, said), prefix, shown)
        require(holds, Check.DECRYPTION_PROOF, f"{said} is not proved to be right")
    return found


def _open(trustees: Trustees, sums: Sums, factors: Factors) -> list[Point]:
    hidden = combine(trustees, factors)
    return [sub(pair.beta, mask) for pair, mask in zip(chain(*sums), hidden, strict=True)]


def compute_result(trustees: Trustees, sums: Sums, factors: Factors, count: int) -> bytes:
    """Open the tally of `count` ballots with the factors of trustees, by their numbers."""
    opened = _open(trustees, sums, factors)
    wanted, votes, point = {*opened}, dict[Point, int](), IDENTITY
    for number in range(count + 1):
        if point in wanted:
            votes[point] = number
        point = add(point, GENERATOR)
    if len(votes) < len(wanted):
        raise InvalidError(Check.RESULT, f"a count is not between 0 and {count}")
    flat = map(votes.__getitem__, opened)
    return canonical({"result": [[next(flat) for _pair in pairs] for pairs in sums]}).encode()


def verify_result(
    trustees: Trustees, sums: Sums, factors: Factors, count: int, raw: bytes
) -> list[list[int]]:
    """Verify that the result is what the factors open."""
    (listed,) = fields(parse(raw, "the result"), "the result", "result")
    flat = [integer(each, "a count") for each in _cells(listed, "the result", sums)]
    bounded = all(0 <= each <= count for each in flat)
    right = bounded and [base(each) for each in flat] == _open(trustees, sums, factors)
    require(right, Check.RESULT, "the result is not what the partial decryptions open")
    each = iter(flat)
    return [[next(each) for _pair in pairs] for pairs in sums]

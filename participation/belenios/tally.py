"""The sum of the ballots, what each trustee decrypts of it, and the result (spec. 4.18-4.21)."""

from collections.abc import Callable, Mapping
from functools import partial, reduce
from itertools import accumulate, chain, repeat, starmap
from typing import Any, NamedTuple, TypeVar

from .checks import Check, require
from .election import Election
from .encoding import canonical, digest, read, require_length
from .group import GENERATOR, Factor, Point, Randomness, add, base, entropy, mul, sub, write_point
from .proofs import Pair, Proof, prove_log, verify_log
from .trustees import Trustees, lagrange

T = TypeVar("T")
Grid = list[list[T]]
"""Something of each ciphertext of a ballot, or of the tally: question by question, slot by slot."""
Sums = Grid[Pair]
Factors = Mapping[int, Grid[Point]]
"""What each trustee (by number) decrypted."""


class Sized(NamedTuple):
    """What says how many ballots the encrypted tally, named by its hash, holds."""

    num_tallied: int
    total_weight: int
    encrypted_tally: object


class Partial(NamedTuple):
    """What a trustee decrypts of the tally."""

    decryption_factors: Grid[Factor]
    decryption_proofs: Grid[Proof]


class Owned(NamedTuple):
    """Whose a partial decryption, named by its hash, is."""

    owner: int
    payload: object


class Result(NamedTuple):
    """How often each slot was chosen."""

    result: Grid[int]


def cellwise(deed: Callable[..., T], *grids: Grid[Any]) -> Grid[T]:
    """Do something with the cells of grids that stand at the same place."""
    rows = zip(*grids, strict=True)
    return [list(starmap(deed, zip(*row, strict=True))) for row in rows]


def _require_shape(model: Grid[Any], name: str, *grids: Grid[Any]) -> None:
    require_length(len(model), name, *grids)
    for cells, *rows in zip(model, *grids, strict=True):
        require_length(len(cells), name, *rows)


def nothing(election: Election) -> Sums:
    """Give the sum of no ballot."""
    return [[Pair(base(0), base(0))] * question.slots for question in election.questions]


def put(sums: Sums, answers: Sums) -> Sums:
    """Add the ciphertexts of a verified ballot."""
    return cellwise(lambda old, new: Pair(*map(add, old, new)), sums, answers)


def withdraw(sums: Sums, answers: Sums) -> Sums:
    """Take off a ballot that a later one of the same credential replaces."""
    return cellwise(lambda old, new: Pair(*map(sub, old, new)), sums, answers)


def write_tally(sums: Sums, count: int) -> tuple[bytes, bytes]:
    """Give the bytes of the encrypted tally, and of what says how many ballots it holds."""
    tally = canonical(sums).encode()
    return tally, canonical(Sized(count, count, digest(tally))).encode()


def _prefix(election: Election, key: Point) -> str:
    return f"decrypt|{election.fingerprint}|{write_point(key)}|"


def decrypt(election: Election, sums: Sums, secret: int, randomness: Randomness = entropy) -> bytes:
    """Decrypt, as one trustee, a tally that was verified. Draws one scalar a ciphertext."""
    prefix, alphas = _prefix(election, base(secret)), cellwise(lambda pair: pair.alpha, sums)
    factors = cellwise(partial(mul, scalar=secret), alphas)
    proofs = cellwise(partial(prove_log, secret, prefix, randomness), alphas)
    return canonical(Partial(factors, proofs)).encode()


def write_owner(owner: int, decrypted: bytes) -> bytes:
    """Say whose a partial decryption is: the number of a trustee, from 1."""
    return canonical(Owned(owner, digest(decrypted))).encode()


def verify_partial(election: Election, key: Point, sums: Sums, raw: bytes) -> Grid[Point]:
    """Verify a partial decryption by the key of its trustee; give its factors."""
    name, prefix = "the partial decryption", _prefix(election, key)
    factors, proofs = read(Partial, raw, name)
    _require_shape(sums, name, factors, proofs)
    cells = zip(chain(*sums), chain(*factors), chain(*proofs), strict=True)
    for number, (pair, factor, proof) in enumerate(cells, 1):
        said, logs = f"the proof of factor {number}", Pair(pair.alpha, factor)
        verify_log(Check.DECRYPTION_PROOF, said, prefix, key, proof, logs)
    return factors


def _open(trustees: Trustees, sums: Sums, factors: Factors) -> Grid[Point]:
    """Combine what trustees decrypted; refuses when too few of a group have (Check.QUORUM)."""
    masks = []
    for group in trustees.groups:
        used = [number for number in group.keys if number in factors][: group.needed]
        said = f"{len(used)} of trustees {[*group.keys]} have decrypted"
        require(len(used) == group.needed, Check.QUORUM, said)
        indexes = [number - min(group.keys) + 1 for number in used]
        for number, index in zip(used, indexes, strict=True):
            weighted = partial(mul, scalar=lagrange(index, indexes))
            masks.append(cellwise(weighted, factors[number]))
    return cellwise(lambda pair, *parts: reduce(sub, parts, pair.beta), sums, *masks)


def count_votes(trustees: Trustees, sums: Sums, factors: Factors, most: int) -> Grid[int]:
    """Open the tally of `most` ballots with the factors of trustees, by their numbers."""
    opened = _open(trustees, sums, factors)
    wanted, counted = {*chain(*opened)}, accumulate(repeat(GENERATOR, most), add, initial=base(0))
    votes = {point: number for number, point in enumerate(counted) if point in wanted}
    require(len(votes) == len(wanted), Check.RESULT, f"a count is not between 0 and {most}")
    return cellwise(votes.__getitem__, opened)


def write_result(votes: Grid[int]) -> bytes:
    """Give the bytes of the result."""
    return canonical(Result(votes)).encode()


def verify_result(votes: Grid[int], raw: bytes) -> None:
    """Refuse a result that is not the votes that were counted."""
    (result,) = read(Result, raw, "the result")
    _require_shape(votes, "the result", result)
    require(result == votes, Check.RESULT, "the result is not what the partial decryptions open")

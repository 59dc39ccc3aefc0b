"""Proofs without interaction: of logarithms, "one of these", and signatures (spec. 4.5-4.16)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .checks import Check, require
from .encoding import require_length
from .group import GENERATOR, Point, Q, Randomness, Scalar, Shaped, add, draw_scalar, hash_to_q, mul


class Proof(NamedTuple):
    """A challenge and its response, two scalars."""

    challenge: Scalar
    response: Scalar


class Pair(NamedTuple):
    """Two points (alpha, beta): a ciphertext, or what is left of it when a vote is taken off."""

    alpha: Shaped
    beta: Shaped


Logs = Sequence[Pair]
"""Says that each beta is its alpha times one same secret."""


class Statement(NamedTuple):
    """What a proof shows: that one of these branches is true; how it is refused, by which name."""

    check: Check
    name: str
    prefix: str
    branches: Sequence[Logs]


class Signed(NamedTuple):
    """A text and its signature."""

    message: str
    signature: Proof


def zeros(key: Point, pairs: Sequence[Pair]) -> list[Logs]:
    """Say of each ciphertext that it encrypts 0: one nonce made it of the generator and the key."""
    return [(Pair(GENERATOR, pair.alpha), Pair(key, pair.beta)) for pair in pairs]


def commitments(stated: Statement, proofs: Sequence[Proof]) -> Iterator[Point]:
    """Give what the prover committed to, if each branch is true.

    Finds by itself that each image is in the group (Check.SUBGROUP).
    """
    for logs, proof in zip(stated.branches, proofs, strict=True):
        for start, image in logs:
            yield add(mul(start, proof.response), mul(image, proof.challenge, stated.name))


def verify_any(stated: Statement, proofs: Sequence[Proof]) -> None:
    """Refuse, by its check and name, a statement of which no branch is proved to be true."""
    require_length(len(stated.branches), stated.name, proofs)
    challenge = hash_to_q(stated.prefix, *commitments(stated, proofs))
    holds = challenge == sum(proof.challenge for proof in proofs) % Q
    require(holds, stated.check, f"{stated.name} does not hold")


def verify_log(check: Check, name: str, prefix: str, key: Point, proof: Proof, *logs: Pair) -> None:
    """Refuse what `prove_log` did not make: each pair is an alpha, and alpha times the secret."""
    verify_any(Statement(check, name, prefix, [(Pair(GENERATOR, key), *logs)]), [proof])


def prove_log(secret: int, prefix: str, randomness: Randomness, *alphas: Point) -> Proof:
    """Prove to know the secret of a key, and that it was multiplied with each alpha.

    Draws one scalar.
    """
    nonce = draw_scalar(randomness)
    challenge = hash_to_q(prefix, *(mul(alpha, nonce) for alpha in (GENERATOR, *alphas)))
    return Proof(challenge, (nonce - secret * challenge) % Q)


def verify_signed(check: Check, name: str, verification: Point, signed: Signed) -> None:
    """Refuse a text that was not signed with the secret of this key."""
    said = f"the signature of {name}"
    verify_log(check, said, f"sigmsg|{signed.message}|", verification, signed.signature)

"""Proofs without interaction: Schnorr, and "one of these" on ciphertexts (spec. 4.13-4.16)."""

from collections.abc import Sequence
from typing import NamedTuple

from .checks import Check, require
from .encoding import fields
from .group import (
    Point,
    Q,
    Randomness,
    add,
    base,
    draw_scalar,
    hash_scalar,
    mul,
    read_scalar,
    sub,
)


class Proof(NamedTuple):
    """A challenge and its response, two scalars."""

    challenge: int
    response: int

    def to_json(self) -> dict[str, str]:
        """Give the object that is written."""
        return {"challenge": str(self.challenge), "response": str(self.response)}


class Pair(NamedTuple):
    """Two points (alpha, beta): a ciphertext, or what is left of it when a vote is taken off."""

    alpha: Point
    beta: Point


def read_proof(value: object, name: str) -> Proof:
    """Read a proof; both numbers canonical (Check.SCALAR)."""
    challenge, response = fields(value, name, "challenge response")
    return Proof(read_scalar(challenge, name), read_scalar(response, name))


def prove_log(secret: int, prefix: str, randomness: Randomness) -> Proof:
    """Prove to know the secret of `base(secret)`. Draws one scalar."""
    nonce = draw_scalar(randomness)
    challenge = hash_scalar(prefix, base(nonce))
    return Proof(challenge, (nonce - secret * challenge) % Q)


def check_log(public: Point, proof: Proof, prefix: str) -> bool:
    """Tell whether a proof of knowledge holds for a public point of the group."""
    return hash_scalar(prefix, _commitment(public, proof)) == proof.challenge


def _commitment(public: Point, proof: Proof, name: str = "a point") -> Point:
    return add(base(proof.response), mul(public, proof.challenge, name))


def check_equal(public: Point, pair: Pair, proof: Proof, prefix: str) -> bool:
    """Tell whether `pair.beta` is proved to be `pair.alpha` times the secret of `public`."""
    image = add(mul(pair.alpha, proof.response), mul(pair.beta, proof.challenge))
    return hash_scalar(prefix, _commitment(public, proof), image) == proof.challenge


def prove_equal(secret: int, alpha: Point, prefix: str, randomness: Randomness) -> Proof:
    """Prove that a point is `alpha` times the secret of a key. Draws one scalar."""
    nonce = draw_scalar(randomness)
    challenge = hash_scalar(prefix, base(nonce), mul(alpha, nonce))
    return Proof(challenge, (nonce - secret * challenge) % Q)


def _commitments(key: Point, pair: Pair, proof: Proof, name: str) -> Pair:
    return Pair(
        _commitment(pair.alpha, proof, name),
        add(mul(key, proof.response), mul(pair.beta, proof.challenge, name)),
    )


def check_any(
    key: Point, pairs: Sequence[Pair], proofs: Sequence[Proof], prefix: str, name: str
) -> bool:
    """Tell whether one of the pairs is proved to encrypt 0 under the key.

    Finds by itself that each point is in the group (Check.SUBGROUP).
    """
    commitments = [_commitments(key, *each, name) for each in zip(pairs, proofs, strict=True)]
    challenge = hash_scalar(prefix, *(point for pair in commitments for point in pair))
    return sum(proof.challenge for proof in proofs) % Q == challenge


def prove_any(  # noqa: PLR0913 - the facts of a proof
    key: Point, pairs: Sequence[Pair], true: int, nonce: int, prefix: str, randomness: Randomness
) -> list[Proof]:
    """Prove that one of the pairs encrypts 0 with this nonce, not telling that it is `true`.

    Draws the challenge and the response of each false branch in turn, and last the nonce of the
    true one: as many numbers, for the same uses, whatever is true (the browser draws them before
    the voter has chosen).
    """
    require(0 <= true < len(pairs), Check.CHOICE, "no branch of the proof is true")
    proofs = [Proof(draw_scalar(randomness), draw_scalar(randomness)) for _ in pairs[1:]]
    secret = draw_scalar(randomness)
    commitments: list[Point] = []
    for pair, proof in zip(pairs[:true], proofs, strict=False):
        commitments += _commitments(key, pair, proof, "a ciphertext")
    commitments += [base(secret), mul(key, secret)]
    for pair, proof in zip(pairs[true + 1 :], proofs[true:], strict=True):
        commitments += _commitments(key, pair, proof, "a ciphertext")
    asked = hash_scalar(prefix, *commitments) - sum(proof.challenge for proof in proofs)
    return [*proofs[:true], Proof(asked % Q, (secret - nonce * asked) % Q), *proofs[true:]]


def take_off(pair: Pair, votes: Point) -> Pair:
    """Take votes (a multiple of the generator) off a ciphertext."""
    return Pair(pair.alpha, sub(pair.beta, votes))

"""Proofs without interaction: of logarithms, "one of these", and signatures (spec. 4.5-4.16)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .checks import Check, require
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


def zeros(key: Point, pairs: Sequence[Pair]) -> list[Logs]:
    """Say of each ciphertext that it encrypts 0: one nonce made it of the generator and the key."""
    return [(Pair(GENERATOR, pair.alpha), Pair(key, pair.beta)) for pair in pairs]


def _commit(branches: Sequence[Logs], proofs: Sequence[Proof], name: str) -> Iterator[Point]:
    """Give what the prover committed to, if each branch is true."""
    for logs, proof in zip(branches, proofs, strict=True):
        for start, image in logs:
            yield add(mul(start, proof.response), mul(image, proof.challenge, name))


def check_any(branches: Sequence[Logs], proofs: Sequence[Proof], prefix: str, name: str) -> bool:
    """Tell whether one of the branches is proved to be true.

    Finds by itself that each image is in the group (Check.SUBGROUP).
    """
    points = _commit(branches, proofs, name)
    return hash_to_q(prefix, *points) == sum(proof.challenge for proof in proofs) % Q


def prove_any(
    branches: Sequence[Logs], true: int, secret: int, prefix: str, randomness: Randomness
) -> list[Proof]:
    """Prove that one of the branches holds with this secret, not telling that it is `true`.

    Draws the challenge and the response of each false branch in turn, and last the nonce of the
    true one: as many numbers, for the same uses, whatever is true (the browser draws them before
    the voter has chosen).
    """
    require(0 <= true < len(branches), Check.CHOICE, "no branch of the proof is true")
    proofs = [Proof(draw_scalar(randomness), draw_scalar(randomness)) for _ in branches[1:]]
    nonce = draw_scalar(randomness)
    proofs.insert(true, Proof(0, nonce))
    points = _commit(branches, proofs, "a ciphertext")
    challenge = (hash_to_q(prefix, *points) - sum(proof.challenge for proof in proofs)) % Q
    proofs[true] = Proof(challenge, (nonce - secret * challenge) % Q)
    return proofs


def prove_log(secret: int, prefix: str, randomness: Randomness, *alphas: Point) -> Proof:
    """Prove to know the secret of a key, and that it was multiplied with each alpha.

    Draws one scalar.
    """
    logs = [Pair(alpha, mul(alpha, secret)) for alpha in (GENERATOR, *alphas)]
    return prove_any([logs], 0, secret, prefix, randomness)[0]


def check_log(public: Point, proof: Proof, prefix: str, *pairs: Pair) -> bool:
    """Tell whether `prove_log` holds: each pair is an alpha, and alpha times the secret."""
    return check_any([(Pair(GENERATOR, public), *pairs)], [proof], prefix, "a point")


class Signed(NamedTuple):
    """A text and its signature."""

    message: str
    signature: Proof


def sign(signing: int, message: str, randomness: Randomness) -> Signed:
    """Sign a text. Draws one scalar."""
    return Signed(message, prove_log(signing, f"sigmsg|{message}|", randomness))


def is_signed(verification: Point, message: str, signature: Proof) -> bool:
    """Tell whether the text was signed with the secret of this key."""
    return check_log(verification, signature, f"sigmsg|{message}|")

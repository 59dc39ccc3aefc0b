"""Proofs without interaction: Schnorr, and "one of these" on ciphertexts (spec. 4.5, 4.13-4.16)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import GROUP
from .checks import Check, require
from .encoding import Json, fields
from .group import (
    GENERATOR,
    Point,
    Q,
    Randomness,
    add,
    base,
    draw_scalar,
    hash_scalar,
    mul,
    read_point,
    read_scalar,
    sub,
    write_point,
)


class Proof(NamedTuple):
    """A challenge and its response, two scalars."""

    challenge: int
    response: int

    def to_json(self) -> Json:
        """Give the object that is written."""
        return {"challenge": str(self.challenge), "response": str(self.response)}


class Pair(NamedTuple):
    """Two points (alpha, beta): a ciphertext, or what is left of it when a vote is taken off."""

    alpha: Point
    beta: Point


def take_off(pair: Pair, votes: Point) -> Pair:
    """Take votes (a multiple of the generator) off a ciphertext."""
    return Pair(pair.alpha, sub(pair.beta, votes))


def read_proof(value: object, name: str) -> Proof:
    """Read a proof; both numbers canonical (Check.SCALAR)."""
    challenge, response = fields(value, name, "challenge response")
    return Proof(read_scalar(challenge, name), read_scalar(response, name))


def prove_log(secret: int, prefix: str, randomness: Randomness, *alphas: Point) -> Proof:
    """Prove to know the secret of a key, and that it was multiplied with each alpha.

    Draws one scalar.
    """
    nonce = draw_scalar(randomness)
    challenge = hash_scalar(prefix, base(nonce), *(mul(alpha, nonce) for alpha in alphas))
    return Proof(challenge, (nonce - secret * challenge) % Q)


def check_log(public: Point, proof: Proof, prefix: str, *pairs: Pair) -> bool:
    """Tell whether `prove_log` holds: each pair is an alpha, and alpha times the secret."""
    points = _commitments((Pair(GENERATOR, public), *pairs), proof)
    return hash_scalar(prefix, *points) == proof.challenge


def _commitments(pairs: Sequence[Pair], proof: Proof, name: str = "a point") -> Iterator[Point]:
    """Give what the prover committed to, if each beta is its alpha times one same secret."""
    for start, image in pairs:
        yield add(mul(start, proof.response), mul(image, proof.challenge, name))


def _zero(key: Point, pair: Pair) -> tuple[Pair, Pair]:
    """Say of a ciphertext that it encrypts 0: one nonce made it of the generator and the key."""
    return Pair(GENERATOR, pair.alpha), Pair(key, pair.beta)


def check_any(
    key: Point, pairs: Sequence[Pair], proofs: Sequence[Proof], prefix: str, name: str
) -> bool:
    """Tell whether one of the pairs is proved to encrypt 0 under the key.

    Finds by itself that each point is in the group (Check.SUBGROUP).
    """
    both = zip(pairs, proofs, strict=True)
    points = (point for pair, one in both for point in _commitments(_zero(key, pair), one, name))
    return hash_scalar(prefix, *points) == sum(proof.challenge for proof in proofs) % Q


def prove_any(
    key: Point, pairs: Sequence[Pair], true: int, nonce: int, prefix: str, randomness: Randomness
) -> list[Json]:
    """Prove that one of the pairs encrypts 0 with this nonce, not telling that it is `true`.

    Draws the challenge and the response of each false branch in turn, and last the nonce of the
    true one: as many numbers, for the same uses, whatever is true (the browser draws them before
    the voter has chosen).
    """
    require(0 <= true < len(pairs), Check.CHOICE, "no branch of the proof is true")
    proofs = [Proof(draw_scalar(randomness), draw_scalar(randomness)) for _ in pairs[1:]]
    secret = draw_scalar(randomness)
    proofs.insert(true, Proof(0, 0))
    points: list[Point] = []
    own = (base(secret), mul(key, secret))
    for index, (pair, proof) in enumerate(zip(pairs, proofs, strict=True)):
        points += own if index == true else _commitments(_zero(key, pair), proof, "a ciphertext")
    challenge = (hash_scalar(prefix, *points) - sum(proof.challenge for proof in proofs)) % Q
    proofs[true] = Proof(challenge, (secret - nonce * challenge) % Q)
    return [proof.to_json() for proof in proofs]


def make_key(secret: int, randomness: Randomness) -> Json:
    """Make the public key of a trustee, and prove that its secret is known. Draws one scalar."""
    public = write_point(base(secret))
    pok = prove_log(secret, f"pok|{GROUP}|{public}|", randomness)
    return {"pok": pok.to_json(), "public_key": public}


def read_key(value: object, name: str, *more: str) -> tuple[Point, list[object]]:
    """Read the key of a trustee and verify its proof; give it, and the values of more fields."""
    pok, public, *others = fields(value, name, " ".join(("pok public_key", *more)))
    key, proof = read_point(public, name), read_proof(pok, name)
    known = check_log(key, proof, f"pok|{GROUP}|{write_point(key)}|")
    require(known, Check.POSSESSION, f"{name} is not proved to be known")
    return key, others

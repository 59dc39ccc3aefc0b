"""The public key of one trustee, with the proof that its secret is known (spec. 4.5)."""

from dataclasses import dataclass

from . import GROUP
from .checks import Check, require
from .encoding import fields
from .group import Point, Randomness, base, read_point, write_point
from .proofs import Proof, check_log, prove_log, read_proof


@dataclass(frozen=True)
class TrusteeKey:
    """A public key; signed by its trustee where a threshold of them decrypts."""

    pok: Proof
    public_key: Point
    signature: Proof | None = None

    def to_json(self) -> dict[str, object]:
        """Give the object that is written."""
        written = {"pok": self.pok.to_json(), "public_key": write_point(self.public_key)}
        signed = {"signature": self.signature.to_json()} if self.signature else {}
        return {**written, **signed}


def _prefix(public_key: Point) -> str:
    return f"pok|{GROUP}|{write_point(public_key)}|"


def make_key(secret: int, randomness: Randomness) -> TrusteeKey:
    """Make the public key of a secret scalar, and prove that it is known. Draws one scalar."""
    public_key = base(secret)
    return TrusteeKey(prove_log(secret, _prefix(public_key), randomness), public_key)


def read_key(value: object, name: str, *, signed: bool = False) -> TrusteeKey:
    """Read a key and verify its proof; its signature is for who holds the certificate."""
    wanted = "pok public_key signature" if signed else "pok public_key"
    pok, public, *signature = fields(value, name, wanted)
    public_key, proof = read_point(public, name), read_proof(pok, name)
    known = check_log(public_key, proof, _prefix(public_key))
    require(known, Check.POSSESSION, f"{name} is not proved to be known")
    return TrusteeKey(proof, public_key, read_proof(signature[0], name) if signed else None)

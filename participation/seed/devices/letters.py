"""What trustees send each other: signed, then encrypted with keys of a seed (spec. 4.6)."""

import hashlib
from typing import NamedTuple, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from participation.belenios.checks import Check, InvalidError, require
from participation.belenios.encoding import canonical, read
from participation.belenios.group import (
    Member,
    Point,
    Q,
    Randomness,
    add,
    base,
    draw_scalar,
    mul,
    sub,
    write_point,
)
from participation.belenios.proofs import Signed, prove_log, verify_signed

ALGORITHM = "AES-GCM"
T = TypeVar("T")


class Keys(NamedTuple):
    """The keys that a trustee derives from a seed of 22 Base58 characters, and their public ones.

    Signatures are verified with one, others write under the other.
    """

    signing: int
    decryption: int
    verification: Point
    encryption: Point


class Letter(NamedTuple):
    """What is signed of a message, so that it can be forwarded to nobody else."""

    recipient: object
    message: str


class Envelope(NamedTuple):
    """A message as the server sees it: a key encrypted for the recipient, and data under it."""

    algorithm: object
    alpha: Member
    beta: Member
    data: str


def derive_keys(seed: str) -> Keys:
    """Derive both keys of a trustee."""
    digests = [hashlib.sha256(f"{use}|{seed}".encode()).digest() for use in ("sk", "dk")]
    signing, decryption = (int.from_bytes(each, "big") % Q for each in digests)
    return Keys(signing, decryption, base(signing), base(decryption))


def sign(signing: int, message: str, randomness: Randomness) -> Signed:
    """Sign a text. Draws one scalar."""
    return Signed(message, prove_log(signing, f"sigmsg|{message}|", randomness))


def _cipher(alpha: Point, shared: Point) -> tuple[AESGCM, bytes]:
    key = hashlib.sha256(f"key|{write_point(shared)}".encode()).digest()
    return AESGCM(key), hashlib.sha256(f"iv|{write_point(alpha)}".encode()).digest()


def send(keys: Keys, recipient: Point, value: object, randomness: Randomness) -> str:
    """Sign a value for a recipient, then encrypt it. Draws three scalars: signature, r, k."""
    letter = canonical(Letter(write_point(recipient), canonical(value)))
    signed = canonical(sign(keys.signing, letter, randomness))
    nonce, shared = draw_scalar(randomness), base(draw_scalar(randomness))
    alpha, beta = base(nonce), add(mul(recipient, nonce), shared)
    cipher, start = _cipher(alpha, shared)
    data = cipher.encrypt(start, signed.encode(), None).hex()
    return canonical(Envelope(ALGORITHM, alpha, beta, data))


def receive(keys: Keys, sender: Point, sealed: str, kind: type[T], name: str) -> T:
    """Open what a sender (by its verification key) wrote to us, or refuse (Check.SECRET)."""
    envelope = read(Envelope, sealed, name)
    require(envelope.algorithm == ALGORITHM, Check.SECRET, f"{name} is not {ALGORITHM}")
    shared = sub(envelope.beta, mul(envelope.alpha, keys.decryption))
    cipher, start = _cipher(envelope.alpha, shared)
    try:
        opened = cipher.decrypt(start, bytes.fromhex(envelope.data), None)
    except (InvalidTag, ValueError) as error:
        raise InvalidError(Check.SECRET, f"{name} does not open with our key") from error
    signed = read(Signed, opened, name)
    verify_signed(Check.SECRET, name, sender, signed)
    letter = read(Letter, signed.message, name)
    ours = letter.recipient == write_point(keys.encryption)
    require(ours, Check.SECRET, f"{name} was written to another trustee")
    return read(kind, letter.message, name)

"""What trustees send each other through the server: signed, then encrypted (spec. 4.6)."""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .checks import Check, InvalidError, require
from .encoding import Json, canonical, fields, parse, text
from .group import Point, Q, Randomness, add, base, draw_scalar, mul, read_point, sub, write_point
from .proofs import Proof, check_log, prove_log, read_proof

ALGORITHM = "AES-GCM"


@dataclass(frozen=True)
class Keys:
    """The keys that a trustee derives from a seed of 22 Base58 characters."""

    signing: int
    decryption: int

    @property
    def verification(self) -> Point:
        """Give the public key of the signatures."""
        return base(self.signing)

    @property
    def encryption(self) -> Point:
        """Give the public key under which others write."""
        return base(self.decryption)


def _scalar(written: str) -> int:
    return int(hashlib.sha256(written.encode()).hexdigest(), 16) % Q


def derive_keys(seed: str) -> Keys:
    """Derive both keys of a trustee."""
    return Keys(_scalar(f"sk|{seed}"), _scalar(f"dk|{seed}"))


def sign(signing: int, message: str, randomness: Randomness) -> Proof:
    """Sign a text. Draws one scalar."""
    return prove_log(signing, f"sigmsg|{message}|", randomness)


def is_signed(verification: Point, message: str, signature: Proof) -> bool:
    """Tell whether the text was signed with the secret of this key."""
    return check_log(verification, signature, f"sigmsg|{message}|")


def write_signed(signing: int, value: object, randomness: Randomness) -> Json:
    """Sign a value in its canonical writing."""
    message = canonical(value)
    return {"message": message, "signature": sign(signing, message, randomness).to_json()}


def read_signed(value: object, name: str) -> tuple[str, Proof]:
    """Give a signed text and its signature, not verified yet."""
    message, signature = fields(value, name, "message signature")
    return text(message, name), read_proof(signature, name)


def _cipher(alpha: Point, shared: Point) -> tuple[AESGCM, bytes]:
    key = hashlib.sha256(f"key|{write_point(shared)}".encode()).digest()
    return AESGCM(key), hashlib.sha256(f"iv|{write_point(alpha)}".encode()).digest()


def send(keys: Keys, recipient: Point, value: object, randomness: Randomness) -> str:
    """Sign a value for a recipient, then encrypt it. Draws three scalars: signature, r, k."""
    inner = {"recipient": write_point(recipient), "message": canonical(value)}
    signed = canonical(write_signed(keys.signing, inner, randomness))
    nonce, shared = draw_scalar(randomness), base(draw_scalar(randomness))
    alpha = base(nonce)
    cipher, start = _cipher(alpha, shared)
    return canonical(
        {
            "algorithm": ALGORITHM,
            "alpha": write_point(alpha),
            "beta": write_point(add(mul(recipient, nonce), shared)),
            "data": cipher.encrypt(start, signed.encode(), None).hex(),
        }
    )


def receive(keys: Keys, sender: Point, sealed: str, name: str) -> object:
    """Open what a sender (by its verification key) wrote to us, or refuse (Check.SECRET)."""
    algorithm, first, second, data = fields(parse(sealed, name), name, "algorithm alpha beta data")
    require(algorithm == ALGORITHM, Check.SECRET, f"{name} is not {ALGORITHM}")
    alpha, beta = read_point(first, name), read_point(second, name)
    cipher, start = _cipher(alpha, sub(beta, mul(alpha, keys.decryption)))
    try:
        opened = cipher.decrypt(start, bytes.fromhex(text(data, name)), None)
    except (InvalidTag, ValueError) as error:
        raise InvalidError(Check.SECRET, f"{name} does not open with our key") from error
    message, signature = read_signed(parse(opened, name), name)
    signed = is_signed(sender, message, signature)
    require(signed, Check.SECRET, f"{name} is not signed by its sender")
    recipient, value = fields(parse(message, name), name, "recipient message")
    ours = recipient == write_point(keys.encryption)
    require(ours, Check.SECRET, f"{name} was written to another trustee")
    return parse(text(value, name), name)

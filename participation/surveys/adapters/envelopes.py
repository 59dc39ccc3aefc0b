"""The seal of envelopes: a key pair a survey, ECDH on P-256, HKDF-SHA256, AES-256-GCM."""

# X25519 is missing from the browsers of cheap phones; P-256 is in all (W3C Web Cryptography §23).
# The shape is that of HPKE's base mode (RFC 9180 §5.1), by the three calls that WebCrypto has.

import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from participation.foundation.security import stamp

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
POINT, MARK, TAG, KEY, NONCE = 65, 8, 16, 32, 12
PURPOSE = "participation envelope 1"
SHORTEST = MARK + POINT + TAG


class OtherKeyError(ValueError):
    """The envelope was sealed to another key than the one of this survey, here and now."""


class UnreadableError(ValueError):
    """The envelope was cut or changed, or was sealed for something else."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The keys of a survey; `mark` begins each envelope that was sealed to them."""

    private: ec.EllipticCurvePrivateKey
    public: bytes
    mark: bytes


def pair_of(organisation_id: int, survey_id: int) -> Pair:
    """Give the keys of a survey, drawn from the installation's secret: nothing is stored.

    A key in a table would have to be written by the first page that is read, and an envelope
    sealed after the last backup could never be opened again once that backup was restored.
    Whoever holds the secret could open a stored key just as well.
    """
    names = (str(organisation_id), str(survey_id))
    return _pair(stamp("envelope-high", *names) + stamp("envelope-low", *names))


@lru_cache(maxsize=256)
def _pair(drawn: str) -> Pair:
    """Bring 512 bits of chance to a scalar: the remainder favours none (FIPS 186-5 A.2.1)."""
    private = ec.derive_private_key(int(drawn, 16) % (ORDER - 1) + 1, CURVE)
    public = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return Pair(private, public, hashlib.sha256(public).digest()[:MARK])


def pass_of(organisation_id: int, survey_id: int) -> str:
    """Give what says that somebody who may help stood there: the same for all of them.

    It ends with its survey, and tells of nobody: an answer that bears it names no one either.
    """
    return stamp("envelope-help", str(organisation_id), str(survey_id))


def is_pass(given: str, organisation_id: int, survey_id: int) -> bool:
    """Say whether what an envelope bore is the pass of its survey."""
    return hmac.compare_digest(given.encode(), pass_of(organisation_id, survey_id).encode())


def open_envelope(pair: Pair, sealed: bytes, *, key: str, place: str) -> bytes:
    """Give what was sealed to this pair, under this key of the envelope and for this place.

    `place` is `survey/version`. OtherKeyError, UnreadableError.
    """
    if len(sealed) < SHORTEST:
        raise UnreadableError(key)
    if sealed[:MARK] != pair.mark:
        raise OtherKeyError(key)
    sender, box = sealed[MARK : MARK + POINT], sealed[MARK + POINT :]
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender)
        shared = pair.private.exchange(ec.ECDH(), point)
        made = schedule(shared, sender + pair.public, place)
        return AESGCM(made[:KEY]).decrypt(made[KEY:], box, key.encode())
    except (InvalidTag, ValueError) as error:
        raise UnreadableError(key) from error


def schedule(shared: bytes, salt: bytes, place: str) -> bytes:
    """Give the key and the nonce of one envelope: its sender's key serves once."""
    info = f"{PURPOSE} {place}".encode()
    return HKDF(SHA256(), KEY + NONCE, salt, info).derive(shared)

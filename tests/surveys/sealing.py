"""Envelopes as a browser seals them, written a second time for the tests."""

import base64
import datetime as dt
import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from participation.foundation.keys import random_key, to_text
from participation.surveys.rules.envelopes import Envelope

CURVE = ec.SECP256R1()
PAGE = 512


def letter(**changed: Any) -> dict[str, Any]:
    """Give what a page writes of the small survey, all questions answered."""
    said = [[1, 4], [2, 2], [3, [0, 2]], [4, 7], [6, "Merci"]]
    plain = {"key": random_key().hex, "language": "fr", "channel": "phone", "aid": "none"}
    day = dt.date(2026, 3, 17).isoformat()
    return {**plain, "listened": False, "day": day, "answers": said, **changed}


def seal(
    written: bytes, *, to: bytes, key: str, place: str, sender: ec.EllipticCurvePrivateKey
) -> bytes:
    """Seal bytes to a public point, from a sender's key that serves once."""
    kinds = Encoding.X962, PublicFormat.UncompressedPoint
    point = sender.public_key().public_bytes(*kinds)
    shared = sender.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, to))
    info = f"participation envelope 1 {place}".encode()
    made = HKDF(SHA256(), 44, point + to, info).derive(shared)
    box = AESGCM(made[:32]).encrypt(made[32:], written, key.encode())
    return hashlib.sha256(to).digest()[:8] + point + box


def filled(said: dict[str, Any]) -> bytes:
    """Write a letter as a page does, filled up with spaces."""
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return written.ljust(-(-len(written) // PAGE) * PAGE)


def envelope(
    to: bytes, survey_id: int, version: str, said: dict[str, Any], *, place: str = ""
) -> Envelope:
    """Seal a letter for a survey, under a key of its own."""
    key, sender = random_key().hex, ec.generate_private_key(CURVE)
    place = place or f"{to_text(survey_id)}/{version}"
    sealed = seal(filled(said), to=to, key=key, place=place, sender=sender)
    return Envelope(key, survey_id, version, sealed)


def posted(one: Envelope) -> dict[str, str]:
    """Give an envelope as it is sent."""
    sealed, survey = base64.b64encode(one.sealed).decode(), to_text(one.survey_id)
    return {"key": one.key, "survey": survey, "version": one.version, "sealed": sealed}

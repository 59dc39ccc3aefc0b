"""A passkey in software: answers WebAuthn ceremonies as a browser and its authenticator would."""

import base64
import hashlib
import json
import struct
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

USER_PRESENT, USER_VERIFIED, HAS_KEY = 1, 4, 64


def text(data: bytes) -> str:
    """Write bytes in base64url."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def data_of(written: str) -> bytes:
    """Read base64url."""
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))


@dataclass
class Authenticator:
    """One key on one device, with its count of signatures."""

    origin: str
    host: str = "localhost"
    credential: bytes = b"a credential of tests, 32 bytes."
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def _client(self, kind: str, challenge: str) -> bytes:
        facts = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(facts).encode()

    def _head(self, flags: int) -> bytes:
        self.count += 1
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.count)

    def create(self, options: str) -> str:
        """Answer `navigator.credentials.create`."""
        asked: dict[str, Any] = json.loads(options)
        numbers = self.key.public_key().public_numbers()
        point = {-2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, **point})
        size = struct.pack(">H", len(self.credential))
        data = self._head(USER_PRESENT | USER_VERIFIED | HAS_KEY)
        data += bytes(16) + size + self.credential + public
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", asked["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=attestation)

    def sign(self, options: str) -> str:
        """Answer `navigator.credentials.get`."""
        asked: dict[str, Any] = json.loads(options)
        client = self._client("webauthn.get", asked["challenge"])
        data = self._head(USER_PRESENT | USER_VERIFIED)
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _answer(self, **response: bytes) -> str:
        name = text(self.credential)
        parts = {key: text(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})

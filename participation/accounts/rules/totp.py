"""Codes of an authenticator application (RFC 6238: HMAC-SHA-1, six digits, 30 s)."""

import base64
import hmac
import struct
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
DRIFT = 1
"""Steps of delay or advance that are forgiven (RFC 6238 §5.2)."""


def code_at(secret: bytes, step: int, *, digits: int = DIGITS, digest: str = "sha1") -> str:
    """Give the code of one time step (RFC 4226 §5.3, dynamic truncation)."""
    mac = hmac.new(secret, struct.pack(">Q", step), digest).digest()
    offset = mac[-1] & 15
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_of(seconds: float) -> int:
    """Give the time step of an instant in seconds since 1970."""
    return int(seconds) // STEP_SECONDS


def matching_step(secret: bytes, typed: str, *, seconds: float, last_step: int) -> int | None:
    """Give the step whose code was typed; None when no step fits, or when it was used before.

    Every step of the window is compared, so that the time taken tells nothing.
    """
    code = "".join(typed.split())
    present, found = step_of(seconds), None
    for step in range(present - DRIFT, present + DRIFT + 1):
        same = hmac.compare_digest(code_at(secret, step).encode(), code.encode())
        if same and step > last_step:
            found = step
    return found


def readable(secret: bytes) -> str:
    """Write a secret in base32, by groups of four, for people who type it."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def enrolment_uri(secret: bytes, *, issuer: str, account: str) -> str:
    """Give the `otpauth://` address that authenticator applications read from a QR code."""
    label = quote(f"{issuer}:{account}", safe="")
    facts = {"secret": readable(secret).replace(" ", ""), "issuer": issuer, "digits": DIGITS}
    return f"otpauth://totp/{label}?{urlencode(facts)}"


def read_secret(text: str) -> bytes:
    """Read what `readable` wrote; raise binascii.Error for anything else."""
    plain = text.replace(" ", "").upper()
    return base64.b32decode(plain + "=" * (-len(plain) % 8))

"""What every answer carries and every request must have: headers, origin, sealed tokens, size."""

import gzip
import secrets
import zlib
from functools import cache
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from nacl.encoding import HexEncoder, RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.secret import SecretBox

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSP = "; ".join(  # noqa: FLY002 - a line for each rule reads better
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(self), microphone=(self), interest-cohort=()",
}
FILE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""For letters, sheets and scripts, which are no pages: six of them weigh on a slow phone."""
SMALLEST_COMPRESSED = 600
COMPRESSED_KINDS = ("text/", "application/json", "image/svg+xml", "application/javascript")


def protect(app: Flask, *, secure: bool) -> None:
    """Put the headers on every answer and refuse requests that another site made."""

    @app.before_request
    def refuse_foreign_forms() -> None:
        if request.method not in SAFE_METHODS:
            _refuse_foreign_origin()

    @app.after_request
    def add_headers(response: Response) -> Response:
        wanted = FILE_HEADERS if request.endpoint == "static" else HEADERS
        present = {name.lower() for name, _value in response.headers}
        response.headers.extend((n, v) for n, v in wanted.items() if n.lower() not in present)
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        return _compress(response)


def _refuse_foreign_origin() -> None:
    """Refuse a form posted from elsewhere, whatever its token (Fetch Metadata, Origin)."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(403)
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        abort(403)


def _compress(response: Response) -> Response:
    """Compress pages; random padding in the gzip header hides lengths from a BREACH attacker."""
    if (
        "gzip" not in request.headers.get("Accept-Encoding", "")
        or response.is_streamed
        or response.direct_passthrough
        or "Content-Encoding" in response.headers
        or not (response.mimetype or "").startswith(COMPRESSED_KINDS)
        or (response.content_length or 0) < SMALLEST_COMPRESSED
    ):
        return response
    response.set_data(squeeze(response.get_data()))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.add("Vary", "Accept-Encoding")
    return response


def squeeze(body: bytes) -> bytes:
    """Give gzip bytes whose length varies by up to 31 bytes of chance (Heal the BREACH, 2022)."""
    name = secrets.token_hex(16)[: 1 + secrets.randbelow(31)].encode()
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    middle = deflater.compress(body) + deflater.flush()
    head = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff" + name + b"\x00"
    tail = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    return head + middle + tail


class Sealer:
    """Seals short texts with a key of the installation, for one purpose (NaCl secretbox)."""

    def __init__(self, secret_key: str, purpose: str) -> None:
        key = blake2b(
            secret_key.encode(),
            digest_size=SecretBox.KEY_SIZE,
            person=purpose.encode()[:16],
            encoder=RawEncoder,
        )
        self._box = SecretBox(key)

    def seal(self, plain: bytes) -> bytes:
        """Give the sealed bytes, different at each call."""
        return bytes(self._box.encrypt(gzip.compress(plain, mtime=0)))

    def open(self, sealed: bytes) -> bytes | None:
        """Give the plain bytes, or nothing when they were not sealed here for this purpose."""
        try:
            return gzip.decompress(self._box.decrypt(sealed))
        except (CryptoError, ValueError, gzip.BadGzipFile, EOFError):
            return None


def stamp(purpose: str, *parts: str) -> str:
    """Give a keyed digest (BLAKE2b, 64 hexadecimal signs) of some words, for one purpose.

    Nobody without the installation's secret can find short words, such as six digits, behind it.
    RuntimeError before `keep_secret`.
    """
    if not _secrets:
        message = "keep the installation's secret before stamping anything"
        raise RuntimeError(message)
    key = blake2b(_secrets[0].encode(), digest_size=32, encoder=RawEncoder)
    words = "\0".join(parts).encode()
    return blake2b(words, key=key, person=purpose.encode()[:16], encoder=HexEncoder).decode()


_secrets: list[str] = []


def keep_secret(secret_key: str) -> None:
    """Remember the installation's secret; called once by whoever opens the house."""
    _secrets[:] = [secret_key]
    sealer.cache_clear()


@cache
def sealer(purpose: str) -> Sealer:
    """Give the seal of one purpose, such as `outbox`; RuntimeError before `keep_secret`."""
    if not _secrets:
        message = "keep the installation's secret before sealing anything"
        raise RuntimeError(message)
    return Sealer(_secrets[0], purpose)

"""What the directory publishes of itself, and its signatures: kept for a while, checked always."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from participation.settings import LOCAL, Directory

from .asking import SilentError, ask

if TYPE_CHECKING:
    from joserfc.jwk import KeySet
    from joserfc.jwt import Token

DISCOVERY = "/.well-known/openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
KEPT = 600.0
"""Seconds during which what it publishes is not read again."""
RENEWED = 30.0
"""Seconds before an unknown key makes us look again: a liar's tokens must not make us ask."""
MOST = 64
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures by a key that the directory alone holds: never `none`, never a shared secret."""


class UnprovedError(Exception):
    """What was brought proves nothing: a wrong signature, issuer, audience, time or nonce."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What a directory publishes: its addresses and its keys."""

    said: Mapping[str, Any]
    keys: "KeySet"
    read_at: float

    def address(self, name: str) -> str:
        """Give one of its addresses, empty where it has none."""
        found = self.said.get(name)
        return found if isinstance(found, str) else ""


_known: dict[str, Provider] = {}
_lock = threading.Lock()


def is_offered() -> bool:
    """Say whether this installation has the `oidc` extra."""
    return find_spec("authlib") is not None and find_spec("joserfc") is not None


def forget() -> None:
    """Forget what directories published."""
    with _lock:
        _known.clear()


def provider_of(directory: Directory, *, younger_than: float = KEPT) -> Provider:
    """Give what a directory publishes, read anew when it is too old; SilentError otherwise."""
    with _lock:
        known = _known.get(directory.issuer)
    if known is not None and time.monotonic() - known.read_at < younger_than:
        return known
    found = _read(directory)
    with _lock:
        if len(_known) >= MOST:
            _known.clear()
        _known[directory.issuer] = found
    return found


def _read(directory: Directory) -> Provider:
    """Read the document and the keys; refuse a document that speaks for another issuer."""
    from joserfc.errors import JoseError  # noqa: PLC0415 - an extra
    from joserfc.jwk import KeySet  # noqa: PLC0415

    said = _published(directory.issuer.rstrip("/") + DISCOVERY)
    if said.get("issuer") != directory.issuer or not all(_is_closed(said, one) for one in NEEDED):
        raise UnprovedError
    keys: Any = _published(str(said.get("jwks_uri", "")))
    try:
        return Provider(said, KeySet.import_key_set(keys), time.monotonic())
    except (JoseError, KeyError, TypeError, ValueError):
        raise UnprovedError from None


def _is_closed(said: Mapping[str, Any], name: str) -> bool:
    """Say whether an address is there, and leads nobody out of HTTPS."""
    parts = urlsplit(str(said.get(name, "")))
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)


def _published(address: str) -> Mapping[str, Any]:
    answered = ask(address)
    if answered.status != HTTPStatus.OK:
        raise SilentError
    return answered.said


def open_token(directory: Directory, token: str) -> "Token":
    """Give a token whose signature is the directory's; its claims remain to be judged.

    Directories change their keys: an unknown one makes us read them again, at most twice a minute.
    """
    from joserfc import jwt  # noqa: PLC0415 - an extra
    from joserfc.errors import InvalidKeyIdError, JoseError  # noqa: PLC0415

    for age in (KEPT, RENEWED):
        provider = provider_of(directory, younger_than=age)
        try:
            return jwt.decode(token, provider.keys, algorithms=list(ALGORITHMS))
        except InvalidKeyIdError:
            continue
        except (JoseError, ValueError, TypeError):
            raise UnprovedError from None
    raise UnprovedError

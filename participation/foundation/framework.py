"""Flask as this house uses it: plain views, addresses built once, cookies signed quickly."""

import hashlib
import hmac
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask, g, has_request_context, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from itsdangerous.signer import SigningAlgorithm

MOST = 10_000
"""How many addresses are kept before all are forgotten."""


class House(Flask):
    """Flask for views that are plain functions: it need not ask of each whether it is async."""

    def ensure_sync(self, func: Callable[..., object]) -> Callable[..., object]:
        """Give the function as it is."""
        return func

    def url_for(self, endpoint: str, **values: Any) -> str:  # noqa: ANN401
        """Give an address; each is built once, for a page has twenty that its neighbours have.

        It depends on the values, on their types, and on the places and the blueprint of the
        request; whole ones, with the host, are built each time.
        """
        if not has_request_context() or "_external" in values or "_scheme" in values:
            return super().url_for(endpoint, **values)
        here = request
        key = (
            endpoint,
            here.blueprint if endpoint.startswith(".") else None,
            here.environ.get("SCRIPT_NAME"),
            g.get("organisation_slug"),
            g.get("service_slug"),
            *((name, type(value), value) for name, value in values.items()),
        )
        known: dict[object, str] = self.extensions.setdefault("addresses", {})
        try:
            return known[key]
        except TypeError:  # a list cannot be looked for
            return super().url_for(endpoint, **values)
        except KeyError:
            built = super().url_for(endpoint, **values)
        if len(known) >= MOST:
            known.clear()
        known[key] = built
        return built


class _Sha1(SigningAlgorithm):
    """The HMAC of Flask's cookies, in one call of OpenSSL instead of Python's object of three."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return hmac.digest(key, value, "sha1")


@lru_cache(maxsize=8)
def _derive(secret: bytes, salt: bytes) -> bytes:
    return hmac.digest(secret, salt, "sha1")


class _Signer(TimestampSigner):
    """Signs and reads what Flask's own signer does, with a key that is derived once."""

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        secret = self.secret_key if secret_key is None else secret_key
        return _derive(secret.encode() if isinstance(secret, str) else secret, self.salt)


class Cookies(SecureCookieSessionInterface):
    """Flask's own cookie; the secret does not change while the house is open."""

    def __init__(self, app: Flask) -> None:
        self._prepared = URLSafeTimedSerializer(
            app.secret_key or "",
            salt=self.salt,
            serializer=self.serializer,
            signer=_Signer,
            signer_kwargs={"digest_method": hashlib.sha1, "algorithm": _Sha1()},
        )

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Give what was prepared for the house's secret."""
        del app
        return self._prepared

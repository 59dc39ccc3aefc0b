"""Flask as this house uses it: plain views, a signed cookie whose signing is prepared once."""

from collections.abc import Callable

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class House(Flask):
    """Flask for views that are plain functions: it need not ask of each whether it is async."""

    def ensure_sync(self, func: Callable[..., object]) -> Callable[..., object]:
        """Give the function as it is."""
        return func


class Cookies(SecureCookieSessionInterface):
    """Flask's own cookie; the secret does not change while the house is open."""

    def __init__(self, app: Flask) -> None:
        self._prepared = super().get_signing_serializer(app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Give what was prepared for the house's secret."""
        del app
        return self._prepared

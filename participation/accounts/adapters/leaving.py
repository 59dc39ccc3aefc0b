"""Leaving by the directory: the end that it announces, and the end that it is asked for."""

import datetime as dt
from typing import Any

from participation.settings import Directory

from .asking import SilentError
from .directory import ENDED, LEEWAY, Ending
from .provider import UnprovedError, is_offered, open_token, provider_of

OLDEST = 600
"""Seconds after which an announcement that says no end of its own is refused."""


def read_ending(directory: Directory, token: str, now: dt.datetime) -> Ending:
    """Give whose session has ended (Back-Channel Logout 1.0 §2.6); UnprovedError otherwise."""
    from joserfc.errors import JoseError  # noqa: PLC0415 - an extra
    from joserfc.jwt import JWTClaimsRegistry  # noqa: PLC0415

    opened = open_token(directory, token)
    claims: dict[str, Any] = opened.claims
    registry = JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": directory.issuer},
        aud={"essential": True, "value": directory.client_id},
        iat={"essential": True},
        jti={"essential": True},
    )
    try:
        registry.validate(claims)
    except (JoseError, ValueError, TypeError):
        raise UnprovedError from None
    events, subject, session = (claims.get(name) for name in ("events", "sub", "sid"))
    is_old = int(claims["iat"]) < now.timestamp() - OLDEST
    if not isinstance(events, dict) or ENDED not in events or "nonce" in claims or is_old:
        raise UnprovedError
    if not (isinstance(subject, str) or isinstance(session, str)):
        raise UnprovedError
    return Ending(
        subject if isinstance(subject, str) else "",
        session if isinstance(session, str) else "",
        str(claims["jti"]),
    )


def end_address(directory: Directory, back: str) -> str | None:
    """Give where one leaves the directory as well (RP-Initiated Logout 1.0), if it offers that.

    The token of the sign-in is not kept, so the directory asks to confirm.
    """
    from authlib.common.urls import add_params_to_uri  # noqa: PLC0415 - an extra

    if not is_offered():
        return None
    try:
        address = provider_of(directory).address("end_session_endpoint")
    except (SilentError, UnprovedError):
        return None
    if not address:
        return None
    asked = [("client_id", directory.client_id), ("post_logout_redirect_uri", back)]
    given: str = add_params_to_uri(address, asked)
    return given

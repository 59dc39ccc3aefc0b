"""The key that a form carried: claimed at its door or later, so that its twin is answered alike."""

from flask import abort, g, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from participation.foundation import clock, once
from participation.foundation.access import Door


def claim(door: Door, session: Session) -> ResponseReturnValue | None:
    """Answer a form that was sent before as it was answered then."""
    key = _key_sent() if request.method == "POST" and door.once else ""
    earlier = _earlier(key, session)
    return None if earlier is None else _lead_to(earlier)


def claim_now() -> None:
    """Claim the key of a form whose door asks `once=False`, for it looked before it writes.

    From here on one of two twins acts; the other waits, and is answered as the first was.
    """
    earlier = _earlier(_key_sent(), g.session)
    if earlier is not None:
        abort(_lead_to(earlier))  # type: ignore[arg-type]


def answer_again() -> None:
    """Answer a form as its twin was answered, if there was one: what it finds taken is hers."""
    key = "" if g.get("once_key") else _key_sent()
    earlier = once.find_answer(g.session, key) if key else None
    if earlier is not None:
        abort(_lead_to(earlier))  # type: ignore[arg-type]


def _key_sent() -> str:
    key = request.form.get("once", "")
    return key if len(key) == once.LENGTH and key.isalnum() else ""


def _earlier(key: str, session: Session) -> str | None:
    """Give where the form led before; without such a time its key is this request's own."""
    earlier = once.claim(session, key, clock.today().toordinal()) if key else None
    if key and earlier is None:
        g.once_key = key
    return earlier


def _lead_to(earlier: str) -> ResponseReturnValue:
    return redirect(earlier or request.full_path, 303)

"""Which screen asks: its cookie, its powers, and the calm page of a screen that was cut off."""

from dataclasses import replace

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from sqlalchemy.orm import Session

from participation.accounts.rules.powers import PERMITS, Role
from participation.foundation import cycle
from participation.foundation.access import Visitor
from participation.foundation.keys import to_text
from participation.foundation.pages import forget_preferences

from .. import queries

bp = Blueprint("kiosk", __name__, url_prefix="/<organisation>")
DAYS = 400
"""Longest life that browsers give a cookie; it is renewed at each pairing."""
ALWAYS_OPEN = frozenset({"kiosk.off", "kiosk.pairing", "kiosk.pair"})


def cookie_name() -> str:
    """Give the name of the cookie by which a screen is known."""
    return "__Host-kiosk" if current_app.config["SESSION_COOKIE_SECURE"] else "kiosk"


def screen_token() -> str | None:
    """Give the token of the screen, if it is one."""
    return request.cookies.get(cookie_name())


def give_token(response: Response, token: str) -> Response:
    """Let the screen be known from now on."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=DAYS * 24 * 3600,
        path="/",
        httponly=True,
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        samesite="Lax",
    )
    return response


def with_screen(session: Session, visitor: Visitor) -> Visitor:
    """Add the powers of a paired screen; lead a screen that was cut off to its only page."""
    token = screen_token()
    screen = queries.find_screen(session, token) if token else None
    if screen is None:
        return visitor
    if screen.is_revoked:
        forget_preferences()
        if request.endpoint not in ALWAYS_OPEN:
            abort(redirect(url_for("kiosk.off"), 303))
        return visitor
    here = frozenset({screen.service_id})
    own = {each: visitor.powers.get(each, frozenset()) | here for each in PERMITS[Role.KIOSK]}
    is_known = visitor.user_id is not None
    return replace(
        visitor,
        actor=visitor.actor if is_known else f"kiosk:{to_text(screen.pairing_id)}",
        kiosk_service_id=screen.service_id,
        kiosk_slug=screen.service_slug,
        kiosk_px_per_mm=screen.px_per_mm,
        kiosk_id=screen.pairing_id,
        kiosk_label=screen.label,
        powers={**visitor.powers, **own},
    )


@bp.app_context_processor
def give_addresses() -> dict[str, object]:
    """Give every page of a public screen its way home, its help and its wiping."""
    visitor = cycle.visitor()
    if visitor.kiosk_service_id is None:
        return {}
    place = visitor.kiosk_slug
    return {
        "start_url": url_for("kiosk.attract", service=place),
        "wipe_url": url_for("kiosk.wipe", service=place),
        "page_help": url_for("kiosk.help_page", service=place),
        "px_per_mm": visitor.kiosk_px_per_mm,
        "envelopes_url": url_for("devices.echo", service=place),
    }

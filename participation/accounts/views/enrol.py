"""Setting up the second proof: authenticator by QR code, passkey, ten recovery codes."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations, queries
from participation.accounts.adapters import passkeys
from participation.accounts.adapters.qr import qr_picture
from participation.accounts.forms import CodeForm
from participation.accounts.models import SignInSession, User
from participation.accounts.rules import totp
from participation.accounts.rules.sessions import SessionStage
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.permissions import PUBLIC

from . import door
from .door import bp

UNREADABLE = 422


def at_enrolment() -> SignInSession | None:
    """Give the session that must set a second proof before it opens."""
    half = door.half_session()
    return half if half is not None and half.stage is SessionStage.ENROL else None


def away() -> ResponseReturnValue:
    """Lead back to the first proof whoever has not given it."""
    return redirect(url_for(".staff", back=door.back_path()), 303)


@bp.get("/sign-in/enrol")
@allow(PUBLIC)
def enrol() -> ResponseReturnValue:
    """Say why a second proof is needed, and offer the two kinds."""
    if at_enrolment() is None:
        return away()
    return pages.render(
        "accounts/enrol.html", back=door.back_path(), has_passkeys=passkeys.is_offered()
    )


@bp.post("/sign-in/enrol/app/new")
@allow(PUBLIC)
def begin_app() -> ResponseReturnValue:
    """Draw a secret for an authenticator."""
    half = at_enrolment()
    if half is None:
        return away()
    operations.begin_totp(cycle.act(), half)
    return redirect(url_for(".enrol_app", back=door.back_path()), 303)


@bp.get("/sign-in/enrol/app")
@allow(PUBLIC)
def enrol_app() -> ResponseReturnValue:
    """Show the QR code of the secret, and ask for its first code."""
    half = at_enrolment()
    if half is None:
        return away()
    if queries.pending_secret(half) is None:
        return redirect(url_for(".enrol", back=door.back_path()), 303)
    return _show(half, CodeForm())


@bp.post("/sign-in/enrol/app")
@allow(PUBLIC)
def confirm_app() -> ResponseReturnValue:
    """Set the authenticator once its first code fits."""
    half, form = at_enrolment(), CodeForm()
    if half is None:
        return away()
    if not form.accepted():
        return _show(half, form), UNREADABLE
    act = cycle.act()
    user = queries.get_user(act.session, half.user_id)
    mine = operations.as_person(act, user)
    try:
        operations.confirm_totp(mine, half, user, str(form.code.data))
    except Refused as refused:
        form.refuse("code", pages.explain(refused))
        return _show(half, form), UNREADABLE
    return enrolled(half, user)


def enrolled(half: SignInSession, user: User) -> ResponseReturnValue:
    """Open the session and show the ten recovery codes, this once."""
    act = cycle.act()
    codes = operations.make_recovery_codes(operations.as_person(act, user), user)
    door.hold(operations.raise_session(act, half, user))
    page = pages.render("accounts/recovery_codes.html", codes=codes, onward=door.landing())
    return door.know_here(door.response_of(page), user)


def _show(half: SignInSession, form: CodeForm) -> str:
    act = cycle.act()
    secret = queries.pending_secret(half) or b""
    user = queries.get_user(act.session, half.user_id)
    uri = totp.enrolment_uri(
        secret, issuer=cycle.organisation_row().name, account=user.email or user.name
    )
    return pages.render(
        "accounts/enrol_app.html",
        form=form,
        back=door.back_path(),
        picture=qr_picture(uri),
        readable=totp.readable(secret),
    )

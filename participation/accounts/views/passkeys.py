"""Passkeys: set up instead of an authenticator, and used as the second proof."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations, queries
from participation.accounts.adapters import passkeys as ceremony
from participation.accounts.labels import REFUSALS
from participation.accounts.models import Passkey, SignInSession
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.sessions import SessionStage
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import clean_line
from participation.foundation.permissions import PUBLIC

from . import door
from .door import bp
from .enrol import at_enrolment, away, enrolled
from .staff import enter_with

LABEL = 60


def _party() -> ceremony.Party:
    return ceremony.party(cycle.organisation_row().name, door.settings().base_url)


@bp.get("/sign-in/enrol/passkey")
@allow(PUBLIC)
def enrol_passkey() -> ResponseReturnValue:
    """Offer to make a passkey on this device."""
    half = at_enrolment()
    if half is None or half.challenge is None or not ceremony.is_offered():
        return away()
    user = queries.get_user(cycle.act().session, half.user_id)
    options = ceremony.registration_options(
        _party(),
        challenge=half.challenge,
        user_id=user.id,
        user_name=user.email or user.name,
        known=[key.credential for key in queries.list_passkeys(cycle.act().session, user.id)],
    )
    return pages.render("accounts/enrol_passkey.html", options=options, back=door.back_path())


@bp.post("/sign-in/enrol/passkey")
@allow(PUBLIC)
def confirm_passkey() -> ResponseReturnValue:
    """Keep the passkey whose ceremony holds."""
    half = at_enrolment()
    if half is None or half.challenge is None or not ceremony.is_offered():
        return away()
    proved = ceremony.verify_registration(
        _party(), challenge=half.challenge, answer=request.form.get("credential", "")
    )
    if proved is None:
        return _refused(half, url_for(".enrol", back=door.back_path()))
    act = cycle.act()
    user = queries.get_user(act.session, half.user_id)
    operations.add_passkey(
        operations.as_person(act, user),
        user,
        label=clean_line(request.form.get("label", ""))[:LABEL],
        credential=proved.credential,
        public_key=proved.public_key,
        sign_count=proved.sign_count,
    )
    return enrolled(half, user)


def _refused(half: SignInSession, onward: str) -> ResponseReturnValue:
    operations.renew_challenge(cycle.act(), half)
    pages.say(REFUSALS[Refusal.PASSKEY_UNKNOWN])
    return redirect(onward, 303)


@bp.post("/sign-in/passkey")
@allow(PUBLIC)
def enter_passkey() -> ResponseReturnValue:
    """Open with a passkey as the second proof."""
    half = door.half_session()
    if half is None or half.stage is not SessionStage.SECOND_FACTOR:
        return away()
    act = cycle.act()
    user = queries.get_user(act.session, half.user_id)
    again = url_for(".second_factor", back=door.back_path())
    if not door.take_tries(*door.locks(user, "second-factor", str(user.id))):
        pages.say(REFUSALS[Refusal.TOO_MANY_TRIES])
        return redirect(again, 303)
    answer = request.form.get("credential", "")
    passkey = queries.find_passkey(act.session, user.id, ceremony.credential_of(answer) or b"")
    count = _signed(half, passkey, answer)
    if passkey is None or count is None:
        return _refused(half, again)
    operations.use_passkey(act, passkey, half, sign_count=count)
    return enter_with(half, user)


def _signed(half: SignInSession, passkey: Passkey | None, answer: str) -> int | None:
    if passkey is None or half.challenge is None:
        return None
    return ceremony.verify_signature(
        _party(),
        challenge=half.challenge,
        answer=answer,
        public_key=passkey.public_key,
        sign_count=passkey.sign_count,
    )

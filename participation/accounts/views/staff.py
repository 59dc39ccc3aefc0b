"""The staff's way in: password, then authenticator, passkey or recovery code."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from participation.accounts import operations, queries
from participation.accounts.adapters import passkeys
from participation.accounts.forms import CodeForm, RecoveryForm, SignInForm
from participation.accounts.labels import REFUSALS
from participation.accounts.models import SignInSession, User
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.sessions import SessionStage
from participation.accounts.rules.ways import after_password
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.clock import PARIS
from participation.foundation.forms.base import Sentence
from participation.foundation.permissions import PUBLIC

from . import door
from .door import bp

TOO_MANY = 429
UNREADABLE = 422


@bp.get("/sign-in/staff")
@allow(PUBLIC)
def staff() -> ResponseReturnValue:
    """Ask for address and password."""
    return show_staff(SignInForm())


def show_staff(form: SignInForm, trouble: Sentence = "") -> str:
    """Show both ways of the team: by the directory where there is one, by password always."""
    return pages.render(
        "accounts/staff.html",
        form=form,
        back=door.back_path(),
        directory=door.directory(),
        trouble=trouble,
    )


@bp.post("/sign-in/staff")
@allow(PUBLIC, once=False)
def enter_staff() -> ResponseReturnValue:
    """Compare the password; the same answer, as slow, whatever is wrong."""
    form = SignInForm()
    if not form.accepted():
        return _again(form, UNREADABLE)
    act = cycle.act()
    email = str(form.email.data).strip().lower()
    user = queries.find_user_by_email(act.session, email)
    lock = door.locks(user, "password", email)
    if not door.take_tries(*lock):
        form.refuse("email", REFUSALS[Refusal.TOO_MANY_TRIES])
        return _again(form, TOO_MANY)
    if not queries.check_password(user, str(form.password.data)) or user is None:
        form.refuse("email", REFUSALS[Refusal.WRONG])
        return _again(form, UNREADABLE)
    if _is_kept_to_directory(user):
        form.refuse("email", REFUSALS[Refusal.DIRECTORY_ONLY])
        return _again(form, UNREADABLE)
    operations.renew_hash(act, user, str(form.password.data))
    operations.forget_tries(act, lock[0][0])
    return _go_on(user)


def _again(form: SignInForm, status: int) -> ResponseReturnValue:
    return show_staff(form), status


def _is_kept_to_directory(user: User) -> bool:
    """Say whether her password is shut: whoever leaves the directory must not come in by it."""
    act, directory = cycle.act(), door.directory()
    if directory is None:
        return False
    day = act.now.astimezone(PARIS).date()
    return queries.is_kept_to_directory(act.session, user, directory.issuer, day)


def _go_on(user: User) -> ResponseReturnValue:
    act = cycle.act()
    day = act.now.astimezone(PARIS).date()
    roles = [role for role, _place in queries.list_roles(act.session, user.id, day)]
    has_second = queries.has_second_factor(act.session, user)
    kind, stage = after_password(roles, has_second_factor=has_second)
    opened = operations.open_session(act, user, door.kind_here(kind), stage)
    if stage is SessionStage.OPEN:
        return door.come_in(opened, user)
    door.hold(opened)
    return door.next_step(opened.session)


@bp.get("/sign-in/code")
@allow(PUBLIC)
def second_factor() -> ResponseReturnValue:
    """Ask for the second proof."""
    half = _half(SessionStage.SECOND_FACTOR)
    if half is None:
        return redirect(url_for(".staff", back=door.back_path()), 303)
    return _ask(half, CodeForm())


@bp.post("/sign-in/code")
@allow(PUBLIC)
def enter_code() -> ResponseReturnValue:
    """Compare a code of the authenticator."""
    half, form = _half(SessionStage.SECOND_FACTOR), CodeForm()
    if half is None:
        return redirect(url_for(".staff", back=door.back_path()), 303)
    if not form.accepted():
        return _ask(half, form), UNREADABLE
    user = queries.get_user(cycle.act().session, half.user_id)
    if not _take(user):
        form.refuse("code", REFUSALS[Refusal.TOO_MANY_TRIES])
        return _ask(half, form), TOO_MANY
    if not operations.check_totp(cycle.act(), user, str(form.code.data)):
        form.refuse("code", REFUSALS[Refusal.CODE_UNKNOWN])
        return _ask(half, form), UNREADABLE
    return enter_with(half, user)


@bp.get("/sign-in/recovery")
@allow(PUBLIC)
def recovery() -> ResponseReturnValue:
    """Ask for a recovery code."""
    if _half(SessionStage.SECOND_FACTOR) is None:
        return redirect(url_for(".staff", back=door.back_path()), 303)
    return _ask_recovery(RecoveryForm())


@bp.post("/sign-in/recovery")
@allow(PUBLIC)
def enter_recovery() -> ResponseReturnValue:
    """Use up a recovery code."""
    half, form = _half(SessionStage.SECOND_FACTOR), RecoveryForm()
    if half is None:
        return redirect(url_for(".staff", back=door.back_path()), 303)
    if not form.accepted():
        return _ask_recovery(form), UNREADABLE
    user = queries.get_user(cycle.act().session, half.user_id)
    if not _take(user):
        form.refuse("code", REFUSALS[Refusal.TOO_MANY_TRIES])
        return _ask_recovery(form), TOO_MANY
    if not operations.use_recovery_code(cycle.act(), user, str(form.code.data)):
        form.refuse("code", REFUSALS[Refusal.RECOVERY_UNKNOWN])
        return _ask_recovery(form), UNREADABLE
    return enter_with(half, user)


def enter_with(half: SignInSession, user: User) -> ResponseReturnValue:
    """Open the session of somebody whose second proof has just fitted."""
    act = cycle.act()
    operations.forget_tries(act, door.locks(user, "second-factor", str(user.id))[0][0])
    return door.come_in(operations.raise_session(act, half, user), user)


def _half(stage: SessionStage) -> SignInSession | None:
    half = door.half_session()
    return half if half is not None and half.stage is stage else None


def _take(user: User) -> bool:
    return door.take_tries(*door.locks(user, "second-factor", str(user.id)))


def _ask(half: SignInSession, form: CodeForm) -> str:
    session = cycle.act().session
    user = queries.get_user(session, half.user_id)
    return pages.render(
        "accounts/second_factor.html",
        form=form,
        back=door.back_path(),
        has_app=user.totp_secret is not None,
        passkey_options=_passkey_options(half),
    )


def _passkey_options(half: SignInSession) -> str | None:
    """Give what the browser must sign with; None for somebody who has no passkey."""
    known = queries.list_passkeys(cycle.act().session, half.user_id)
    if not known or half.challenge is None or not passkeys.is_offered():
        return None
    party = passkeys.party(cycle.organisation_row().name, door.settings().base_url)
    return passkeys.signing_options(
        party, challenge=half.challenge, known=[key.credential for key in known]
    )


def _ask_recovery(form: RecoveryForm) -> str:
    return pages.render("accounts/recovery.html", form=form, back=door.back_path())


@bp.post("/sign-out")
@allow(PUBLIC, once=False)
def sign_out() -> ResponseReturnValue:
    """End the session on the server and forget it here."""
    act = cycle.act()
    key = cycle.visitor().session_id
    row = queries.find_session_by_key(act.session, key) if key else door.half_session()
    by_directory = row is not None and row.directory_tokens is not None
    if row is not None and row.stage is SessionStage.OPEN:
        operations.close_session(act, row)
    elif row is not None:
        operations.leave_half(act, row)
    logout_user()
    cycle.change_hands()
    return redirect(url_for(".left" if by_directory else ".sign_in"), 303)

"""Choosing a password: by invitation, or when it was forgotten."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations, queries
from participation.accounts.forms import ForgottenForm, NewPasswordForm
from participation.accounts.labels import REFUSALS
from participation.accounts.rules import tries
from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.passwords import PasswordRefusal
from participation.accounts.rules.refusals import Refusal
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_lazy
from participation.foundation.permissions import PUBLIC

from . import door
from .door import bp

TOO_MANY = 429
UNREADABLE = 422
CHOSEN = staff_lazy("Votre mot de passe est enregistré. Entrez avec lui.")


@bp.get("/sign-in/forgotten")
@allow(PUBLIC)
def forgotten() -> ResponseReturnValue:
    """Ask where to send the link that sets a new password."""
    return pages.render("accounts/forgotten.html", form=ForgottenForm())


@bp.post("/sign-in/forgotten")
@allow(PUBLIC)
def ask_reset() -> ResponseReturnValue:
    """Send the link to whoever is known; the answer is the same for everybody."""
    form = ForgottenForm()
    if not form.accepted():
        return pages.render("accounts/forgotten.html", form=form), UNREADABLE
    act = cycle.act()
    email = str(form.email.data).lower()
    place = (door.bucket("ask", door.neighbourhood()), tries.CODE)
    if not door.take_tries((door.bucket("link", email), tries.LINKS), place):
        form.refuse("email", REFUSALS[Refusal.TOO_MANY_TRIES])
        return pages.render("accounts/forgotten.html", form=form), TOO_MANY
    user = queries.find_user_by_email(act.session, email)
    if user is not None and user.password_hash and not user.is_disabled:
        mine = operations.as_person(act, user)
        operations.send_link(mine, user, LinkPurpose.RESET, base_url=door.base(), to=email)
    return redirect(url_for(".password"), 303)


@bp.get("/password")
@allow(PUBLIC)
def password() -> ResponseReturnValue:
    """Receive who follows an invitation or a reset."""
    return pages.render("accounts/password.html", form=NewPasswordForm())


@bp.post("/password")
@allow(PUBLIC, once=False)
def choose_password() -> ResponseReturnValue:
    """Set the password; then ask for it, and for the second proof, like every day."""
    form = NewPasswordForm()
    if not form.accepted():
        return pages.render("accounts/password.html", form=form), UNREADABLE
    if not door.take_tries((door.bucket("link-code", door.neighbourhood()), tries.CODE)):
        form.refuse("code", REFUSALS[Refusal.TOO_MANY_TRIES])
        return pages.render("accounts/password.html", form=form), TOO_MANY
    act = cycle.act()
    try:
        user, _purpose = operations.use_link(
            act, str(form.code.data), LinkPurpose.INVITATION, LinkPurpose.RESET
        )
        mine = operations.as_person(act, user)
        operations.set_password(mine, user, str(form.password.data))
    except Refused as refused:
        field = "password" if isinstance(refused.reason, PasswordRefusal) else "code"
        form.refuse(field, pages.explain(refused))
        return pages.render("accounts/password.html", form=form), UNREADABLE
    operations.close_all_sessions(mine, user)
    pages.say(CHOSEN)
    return redirect(url_for(".staff"), 303)

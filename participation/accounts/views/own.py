"""My page: who I am here, what opens for me, my data to take away."""

import io
import json
from collections.abc import Iterable, Sequence

from flask import Response, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from participation.accounts import operations, queries
from participation.accounts.forms import ChangePasswordForm, PicturesForm, PresentPasswordForm
from participation.accounts.labels import REFUSALS, ROLES
from participation.accounts.models import User
from participation.accounts.rules.passwords import PasswordRefusal
from participation.accounts.rules.powers import Role
from participation.accounts.rules.refusals import Refusal
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.clock import PARIS
from participation.foundation.exports import Cell, xlsx_file
from participation.foundation.i18n import lazy, staff_lazy
from participation.foundation.permissions import Permission
from participation.notifications.rules import masked

from . import door
from .door import bp

UNREADABLE = 422
TOO_MANY = 429
Sheets = Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PICTURES_SET = lazy("Vos images sont enregistrées.")
PICTURES_GONE = lazy("Vos images sont effacées.")
PASSWORD_SET = staff_lazy("Votre mot de passe a changé. Vos autres appareils sont déconnectés.")


def me() -> User:
    """Give the person who is signed in."""
    return queries.get_user(cycle.act().session, cycle.visitor().user_id or 0)


@bp.get("/me")
@allow(Permission.OWN_ACCOUNT)
def own() -> ResponseReturnValue:
    """Show what is known of me, and what I can do with it."""
    act, user = cycle.act(), me()
    lines = queries.list_memberships(act.session, user.id, act.now.astimezone(PARIS).date())
    address = queries.contact_of(user)
    return pages.render(
        "accounts/own.html",
        user=user,
        lines=lines,
        roles=ROLES,
        is_resident=any(line.membership.role is Role.RESIDENT for line in lines),
        wish=queries.find_wish(act.session, user.id),
        address=masked(address) if address else "",
        is_staff=user.password_hash is not None,
        codes_left=queries.count_recovery_codes(act.session, user.id),
        sessions=queries.count_sessions(act.session, user.id),
    )


@bp.get("/me/pictures")
@allow(Permission.OWN_ACCOUNT)
def own_pictures() -> ResponseReturnValue:
    """Offer the picture code, an extra that nobody must have."""
    return pages.render("accounts/own_pictures.html", form=PicturesForm(), user=me())


@bp.post("/me/pictures")
@allow(Permission.OWN_ACCOUNT)
def set_own_pictures() -> ResponseReturnValue:
    """Set four pictures."""
    form = PicturesForm()
    if form.accepted():
        try:
            operations.set_pictures(cycle.act(), me(), tuple(form.pictures.data))
        except Refused as refused:
            form.refuse("pictures", pages.explain(refused))
        else:
            pages.say(PICTURES_SET)
            return redirect(url_for(".own"), 303)
    return pages.render("accounts/own_pictures.html", form=form, user=me()), UNREADABLE


@bp.post("/me/pictures/erase")
@allow(Permission.OWN_ACCOUNT)
def erase_own_pictures() -> ResponseReturnValue:
    """Take the picture code away."""
    operations.set_pictures(cycle.act(), me(), None)
    pages.say(PICTURES_GONE)
    return redirect(url_for(".own"), 303)


@bp.get("/me/password")
@allow(Permission.OWN_ACCOUNT)
def own_password() -> ResponseReturnValue:
    """Offer to change the password."""
    return pages.render("accounts/own_password.html", form=ChangePasswordForm())


@bp.post("/me/password")
@allow(Permission.OWN_ACCOUNT)
def change_own_password() -> ResponseReturnValue:
    """Change the password of somebody who gives the present one; other devices are signed out."""
    form, user = ChangePasswordForm(), me()
    if not form.accepted():
        return pages.render("accounts/own_password.html", form=form), UNREADABLE
    if not _is_present(form, user):
        return pages.render("accounts/own_password.html", form=form), UNREADABLE
    try:
        operations.set_password(cycle.act(), user, str(form.password.data))
    except Refused as refused:
        field = "password" if isinstance(refused.reason, PasswordRefusal) else "present"
        form.refuse(field, pages.explain(refused))
        return pages.render("accounts/own_password.html", form=form), UNREADABLE
    operations.close_all_sessions(cycle.act(), user, but=cycle.visitor().session_id)
    operations.tell_password_changed(cycle.act(), user)
    pages.say(PASSWORD_SET)
    return redirect(url_for(".own"), 303)


def _is_present(form: PresentPasswordForm | ChangePasswordForm, user: User) -> bool:
    """Compare the present password, its tries counted."""
    if not door.take_tries(*door.locks(user, "password", user.email or str(user.id))):
        form.refuse("present", REFUSALS[Refusal.TOO_MANY_TRIES])
        return False
    if not queries.check_password(user, str(form.present.data)):
        form.refuse("present", REFUSALS[Refusal.WRONG])
        return False
    return True


@bp.get("/me/recovery")
@allow(Permission.OWN_ACCOUNT)
def own_recovery() -> ResponseReturnValue:
    """Offer ten new recovery codes."""
    return pages.render("accounts/own_recovery.html", form=PresentPasswordForm())


@bp.post("/me/recovery")
@allow(Permission.OWN_ACCOUNT)
def renew_recovery() -> ResponseReturnValue:
    """Show ten new codes, this once, to somebody who gives her password."""
    form, user = PresentPasswordForm(), me()
    if not form.accepted() or not _is_present(form, user):
        return pages.render("accounts/own_recovery.html", form=form), UNREADABLE
    codes = operations.make_recovery_codes(cycle.act(), user)
    return pages.render("accounts/recovery_codes.html", codes=codes, onward=url_for(".own"))


@bp.post("/me/sessions/close")
@allow(Permission.OWN_ACCOUNT)
def close_own_sessions() -> ResponseReturnValue:
    """Sign out everywhere else."""
    operations.close_all_sessions(cycle.act(), me(), but=cycle.visitor().session_id)
    return redirect(url_for(".own"), 303)


@bp.post("/me/export.json")
@allow(Permission.OWN_ACCOUNT, once=False)
def export_json() -> ResponseReturnValue:
    """Give all that is kept of me, for a machine (GDPR articles 15 and 20)."""
    user = operations.export_person(cycle.act(), me())
    facts = queries.facts_of(cycle.act().session, user)
    text = json.dumps(facts, ensure_ascii=False, indent=1)
    answer = Response(text, mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return answer


@bp.post("/me/export.xlsx")
@allow(Permission.OWN_ACCOUNT, once=False)
def export_xlsx() -> ResponseReturnValue:
    """Give all that is kept of me, for a spreadsheet."""
    user = operations.export_person(cycle.act(), me())
    facts = queries.facts_of(cycle.act().session, user)
    sheets = [
        (name, tuple(rows[0]), [tuple(row.values()) for row in rows])
        for name, rows in facts.items()
        if rows
    ]
    return workbook("mes-donnees.xlsx", sheets)


def workbook(name: str, sheets: Sheets) -> ResponseReturnValue:
    """Answer with a small workbook."""
    with xlsx_file(sheets) as made:
        content = io.BytesIO(made.read())
    return send_file(content, mimetype=XLSX, as_attachment=True, download_name=name)

"""Screens of a team: calls that wait, pairing, cutting off, true size."""

import math
import secrets

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Choice
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.permissions import PUBLIC, Permission
from participation.foundation.scope import entered
from participation.foundation.throttle import bucket_of, take_try
from participation.organisations.queries import list_services

from .. import labels, operations, queries, rules
from ..forms import CodeForm, ScreenForm
from ..rules import Refusal
from .door import bp, give_token, screen_token

TOKEN_BYTES = 32


@bp.get("/kiosks")
@allow(Permission.KIOSK_PAIR)
def devices() -> str:
    """List the calls that wait and the screens of the person's services."""
    return _list(_form())


def _form() -> ScreenForm:
    form = ScreenForm()
    form.service.offer([Choice(to_text(key), name) for key, name in _names().items()])
    return form


def _names() -> dict[int, str]:
    session = cycle.act().session
    found = list_services(session, keys=entered(session), on=clock.today())
    return {service.id: service.public_name for service in found}


def _list(form: ScreenForm, code: str = "") -> str:
    session, now = cycle.act().session, cycle.act().now
    screens = queries.list_pairings(session)
    return pages.render(
        "kiosk/devices.html",
        calls=queries.list_waiting(session),
        kinds=labels.HELP,
        paired=[each for each in screens if each.digest],
        waiting=[each for each in screens if each.code_until and each.code_until > now],
        services=_names(),
        form=form,
        code=rules.shown_code(code) if code else "",
        address=_pair_address(),
    )


def _pair_address() -> str:
    base: str = current_app.extensions["settings"].base_url
    return base + url_for(".pairing")


@bp.post("/kiosks")
@allow(Permission.KIOSK_PAIR, once=False)
def offer() -> ResponseReturnValue:
    """Show the code to type on the new screen; it is shown once and kept nowhere in clear."""
    form = _form()
    if not form.accepted():
        return _list(form), 422
    code = "".join(secrets.choice(rules.ALPHABET) for _sign in range(rules.LENGTH))
    operations.offer_pairing(
        cycle.act(),
        service_id=from_text(str(form.service.data)),
        label=str(form.label.data),
        code=code,
    )
    return _list(_form(), code)


@bp.post("/kiosks/<key:pairing_id>/revoke")
@allow(Permission.KIOSK_PAIR)
def revoke(pairing_id: int) -> ResponseReturnValue:
    """Cut a screen off: it shows a calm page at its next request."""
    act = cycle.act()
    operations.revoke(act, queries.get_pairing(act.session, pairing_id))
    pages.say(_("La borne est coupée."))
    return redirect(url_for(".devices"), 303)


@bp.post("/kiosks/calls/<key:call_id>/answer")
@allow(Permission.KIOSK_PAIR)
def answer(call_id: int) -> ResponseReturnValue:
    """Say that somebody has come."""
    act = cycle.act()
    operations.answer_help(act, queries.get_call(act.session, call_id))
    return redirect(url_for(".devices"), 303)


@bp.get("/kiosk/pair")
@allow(PUBLIC)
def pairing() -> str:
    """Ask, on the new screen, for the code that the team reads on its own."""
    return pages.render("kiosk/pairing.html", form=CodeForm())


@bp.post("/kiosk/pair")
@allow(PUBLIC, once=False)
def pair() -> ResponseReturnValue:
    """Pair this screen; a wrong code is counted and said."""
    form = CodeForm()
    if not form.accepted():
        return pages.render("kiosk/pairing.html", form=form), 422
    act, token = cycle.act(), secrets.token_urlsafe(TOKEN_BYTES)
    try:
        _count_try()
        found = operations.pair(act, typed=str(form.code.data), token=token)
    except Refused as refused:
        form.refuse("code", pages.explain(refused))
        return pages.render("kiosk/pairing.html", form=form), 422
    pages.forget_preferences()
    address = url_for(".measure", service=queries.slug_of(act.session, found))
    return give_token(Response(status=303, headers={"Location": address}), token)


def _count_try() -> None:
    """Count a try at the association's codes, for good; refuse when there were too many."""
    act = cycle.act()
    bucket = bucket_of(str(current_app.secret_key), "kiosk-code", str(act.organisation_id))
    since = act.now - rules.WITHIN
    is_free = take_try(act.session, bucket, limit=rules.TRIES, since=since, at=act.now)
    cycle.commit_now()
    if not is_free:
        raise Refused(Refusal.TOO_MANY_TRIES)


@bp.get("/<service>/kiosk/measure")
@allow(Permission.KIOSK_USE)
def measure() -> str:
    """Ask for a bank card on the screen: 85.6 mm tell its true size (ISO/IEC 7810 ID-1)."""
    return pages.render("kiosk/measure.html")


@bp.post("/<service>/kiosk/measure")
@allow(Permission.KIOSK_USE, once=False)
def keep_measure() -> ResponseReturnValue:
    """Keep the true size, then open the screen to everyone."""
    act, token = cycle.act(), screen_token()
    found = queries.find_pairing(act.session, token) if token else None
    if found is not None and "later" not in request.form:
        operations.measure(act, found, _figure(request.form.get("px_per_mm", "")))
    return redirect(url_for(".attract"), 303)


def _figure(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


@bp.get("/kiosk/off")
@allow(PUBLIC)
def off() -> str:
    """Say calmly that this screen is no longer in use."""
    return pages.render("kiosk/off.html")

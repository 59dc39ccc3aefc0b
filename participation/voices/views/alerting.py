"""A neighbour tells of a home that worries her; the team sees it, goes there, and it is erased."""

from uuid import UUID

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import PUBLIC, Permission
from participation.organisations.queries import get_service
from participation.voices import labels, operations, queries
from participation.voices.forms import AlertForm
from participation.voices.rules import AlertRefusal

from .desk import bp, services_here, status_of


@bp.route("/<service>/alert", methods=["GET", "POST"])
@allow(PUBLIC, once=False, logged=False)
def alert() -> ResponseReturnValue:
    """Take a place, a worry, a kind of teller; who goes to nobody's home has no such page."""
    act, service_id = cycle.act(), cycle.service_id()
    if not queries.takes_alerts(act.session, service_id):
        abort(404)
    form = AlertForm()
    if form.accepted():
        try:
            service = get_service(act.session, service_id)
            operations.tell_alert(act, form.sheet(), service=service, key=cycle.key_of_form())
        except Refused as refused:
            field = "" if refused.reason is AlertRefusal.TOO_MANY else "place"
            form.refuse(field, pages.explain(refused))
        else:
            return redirect(url_for(".alert_told"), 303)
    return pages.render("voices/alert.html", form=form, house=cycle.service_row()), status_of(form)


@bp.get("/<service>/alert/thanks")
@allow(PUBLIC, logged=False)
def alert_told() -> str:
    """Thank her, and say what follows."""
    return pages.render("voices/alert_told.html")


@bp.get("/alerts")
@allow(Permission.VOICE_REVIEW)
def alerts() -> str:
    """List the homes that worry somebody, in no order of arrival."""
    return pages.render(
        "voices/alerts.html",
        alerts=queries.list_alerts(cycle.act().session),
        services=services_here(),
        labels=labels,
    )


@bp.post("/alerts/<uuid:key>")
@allow(Permission.VOICE_REVIEW)
def take_alert(key: UUID) -> ResponseReturnValue:
    """Take one over: somebody goes there, and the place is erased here."""
    act = cycle.act()
    operations.take_over(act, queries.get_alert(act.session, key))
    pages.say(_("C’est noté. Le lieu est effacé ici."))
    return redirect(url_for(".alerts"), 303)

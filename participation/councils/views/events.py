"""What happens soon: the page of residents, the list of staff, telling and calling off."""

from itertools import groupby

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils.forms.events import form_in
from participation.councils.labels import events as labels
from participation.councils.operations import events as deeds
from participation.councils.queries import events as queries
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .attempts import attempt
from .desk import bp as desk, services_here, status_of
from .network import bp


@bp.get("/<service>/events")
@allow(Permission.COUNCIL_READ)
def coming() -> str:
    """Show what happens soon in this house, and where its people are invited, day by day."""
    found = queries.list_coming(cycle.act().session, clock.today())
    days = groupby(found, key=lambda one: one.day)
    return pages.render("councils/coming.html", days=[(day, list(events)) for day, events in days])


@desk.get("/councils/events")
@allow(Permission.COUNCIL_MANAGE)
def events() -> str:
    """Show the events to come of the person's services."""
    return pages.render(
        "councils/events.html",
        found=queries.list_events(cycle.act().session, clock.today()),
        services=services_here(),
        day_of=queries.day_of,
        labels=labels,
    )


@desk.route("/<service>/events/new", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def tell_event() -> ResponseReturnValue:
    """Tell residents of an event."""
    act, place = cycle.act(), cycle.service_row()
    form = form_in(cycle.organisation_row().languages.split(","))()
    form.offer(is_protected=place.is_protected)
    if attempt(form, lambda: deeds.tell_event(act, form.sheet(), service_id=place.id)):
        pages.say(_("C’est noté. Les personnes le voient sur leur page."))
        return redirect(url_for(".events"), 303)
    return pages.render("councils/tell_event.html", form=form, place=place), status_of(form)


@desk.post("/councils/events/<key:event_id>/call-off")
@allow(Permission.COUNCIL_MANAGE)
def call_off(event_id: int) -> ResponseReturnValue:
    """Say that an event does not take place."""
    act = cycle.act()
    deeds.call_off(act, queries.get_event(act.session, event_id))
    pages.say(_("C’est noté. Les personnes le voient sur leur page."))
    return redirect(url_for(".events"), 303)

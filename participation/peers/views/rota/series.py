"""What comes back: planning a series, changing it from a day on, ending it."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _, staff_ngettext as ngettext
from participation.foundation.permissions import Permission
from participation.peers.forms.planning import SeriesForm, SinceForm, SlotForm
from participation.peers.models import Series
from participation.peers.operations import series as operations
from participation.peers.queries.slots import (
    get_series,
    lines_of,
    list_of_series,
    list_rooms,
)
from participation.peers.rules.civil import PARIS, day_of
from participation.peers.rules.kinds import SlotState

from .desk import asked_day, attempt, bp, link_to_helpers, service_here, status_of
from .slots import USUAL


def own_series(series_id: int) -> Series:
    """Give a series of the service of the address; 404 for any other."""
    series = get_series(cycle.act().session, series_id)
    if series.service_id != cycle.service_id():
        abort(404)
    return series


@bp.route("/<service>/rota/series/new", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def new_series() -> ResponseReturnValue:
    """Plan what comes back."""
    act, service = cycle.act(), service_here()
    day = asked_day()
    form = SeriesForm(data={**USUAL, "day": day, "weekdays": [str(day.weekday())], "every": "1"})
    form.offer_rooms(list_rooms(act.session, service.id, open_only=True))
    made: list[Series] = []

    def plan() -> None:
        shape = form.sheet().shape
        made.append(operations.plan_series(act, service.id, form.series(), shape, form.room_id))

    if attempt(form, plan):
        pages.say(_("La série est prévue."))
        return redirect(url_for(".show_series", series_id=made[0].id), 303)
    return pages.render("rota/series_form.html", form=form, service=service), status_of(form)


@bp.get("/<service>/rota/series/<key:series_id>")
@allow(Permission.PEER_MANAGE)
def show_series(series_id: int) -> str:
    """Show each time of a series that is to come, its exceptions among them."""
    act, series = cycle.act(), own_series(series_id)
    coming = list_of_series(act.session, series, act.now)
    return pages.render(
        "rota/series.html",
        series=series,
        service=service_here(),
        lines=lines_of(act.session, coming),
        cancelled=SlotState.CANCELLED,
        day_of=lambda slot: day_of(slot.starts, PARIS),
    )


@bp.route("/<service>/rota/series/<key:series_id>/change", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def change_series(series_id: int) -> ResponseReturnValue:
    """Give all times of a series from a day on another hour, length, room or need."""
    act, series, service = cycle.act(), own_series(series_id), service_here()
    coming = [
        one
        for one in list_of_series(act.session, series, act.now)
        if one.state is SlotState.PLANNED
    ]
    first = coming[0] if coming else None
    form = SlotForm(data=USUAL if first is None else SlotForm.of(first))
    form.offer_rooms(list_rooms(act.session, service.id, open_only=True))
    link = link_to_helpers()

    def change() -> object:
        day = form.day.data or clock.today()
        return operations.change_from(act, series, day, form.sheet(), link=link)

    if attempt(form, change):
        pages.say(_("La série est changée. Les personnes concernées sont prévenues."))
        return redirect(url_for(".show_series", series_id=series.id), 303)
    page = pages.render("rota/series_change.html", form=form, service=service, series=series)
    return page, status_of(form)


@bp.route("/<service>/rota/series/<key:series_id>/end", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def end_series(series_id: int) -> ResponseReturnValue:
    """Cancel every time of a series from a day on."""
    act, series = cycle.act(), own_series(series_id)
    form, link = SinceForm(data={"since": clock.today()}), link_to_helpers()

    def end() -> object:
        return operations.end_from(act, series, form.since.data or clock.today(), link=link)

    if attempt(form, end):
        pages.say(_("La série est terminée. Les personnes concernées sont prévenues."))
        return redirect(url_for(".show_series", series_id=series.id), 303)
    coming = list_of_series(act.session, series, act.now)
    left = sum(one.state is SlotState.PLANNED for one in coming)
    told = ngettext("%(n)s moment est encore prévu.", "%(n)s moments sont encore prévus.", left)
    page = pages.render("rota/series_end.html", form=form, series=series, told=told)
    return page, status_of(form)

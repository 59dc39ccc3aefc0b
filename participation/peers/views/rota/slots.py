"""A week of a service, one slot, and what may be done with it."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import Choice
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission
from participation.peers.forms.planning import PresenceForm, SlotForm
from participation.peers.models import Slot
from participation.peers.operations import slots as operations
from participation.peers.queries.slots import (
    get_slot,
    lines_of,
    list_assignments,
    list_bookings,
    list_rooms,
    list_slots,
)
from participation.peers.rules.booking import MESSAGES
from participation.peers.rules.civil import DAY, PARIS, WEEK, day_of, monday_of
from participation.peers.rules.kinds import SlotState
from participation.peers.rules.planning import days_span

from .desk import asked_day, attempt, bp, link_to_helpers, service_here, status_of, try_deed

USUAL = {
    "hour": "14:00",
    "minutes": 60,
    "need_min": 1,
    "need_max": 1,
    "priority": "1",
    "kind": "meeting",
}


def own_slot(slot_id: int) -> Slot:
    """Give a slot of the service of the address; 404 for any other."""
    slot = get_slot(cycle.act().session, slot_id)
    if slot.service_id != cycle.service_id():
        abort(404)
    return slot


@bp.get("/<service>/rota/week")
@allow(Permission.PEER_MANAGE)
def week() -> str:
    """Show a week of a service, day by day."""
    session, monday = cycle.act().session, monday_of(asked_day())
    found = lines_of(session, list_slots(session, days_span(monday, monday + WEEK)))
    days = [monday + number * DAY for number in range(7)]
    return pages.render(
        "rota/week.html",
        service=service_here(),
        days=[
            (day, [one for one in found if day_of(one.slot.starts, PARIS) == day]) for day in days
        ],
        monday=monday,
        before=monday - WEEK,
        after=monday + WEEK,
        today=clock.today(),
        gaps=sum(one.is_empty for one in found),
    )


@bp.route("/<service>/rota/slots/new", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def new_slot() -> ResponseReturnValue:
    """Plan one slot."""
    act, service = cycle.act(), service_here()
    form = SlotForm(data={**USUAL, "day": asked_day()})
    form.offer_rooms(list_rooms(act.session, service.id, open_only=True))
    made: list[Slot] = []
    if attempt(form, lambda: made.append(operations.plan_slot(act, service.id, form.sheet()))):
        pages.say(_("C’est prévu. Choisissez maintenant qui sera là."))
        return redirect(url_for(".show_slot", slot_id=made[0].id), 303)
    page = pages.render("rota/slot_form.html", form=form, service=service, slot=None)
    return page, status_of(form)


@bp.get("/<service>/rota/slots/<key:slot_id>")
@allow(Permission.PEER_MANAGE)
def show_slot(slot_id: int) -> str:
    """Show a slot: when, where, its team, who comes, and what to do."""
    act, slot = cycle.act(), own_slot(slot_id)
    (line,) = lines_of(act.session, [slot])
    bookings = list_bookings(act.session, slot)
    return pages.render(
        "rota/slot.html",
        line=line,
        slot=slot,
        service=service_here(),
        day=day_of(slot.starts, PARIS),
        bookings=bookings,
        untold=sum(one.channel not in MESSAGES for one in bookings),
        is_over=slot.starts <= act.now,
        is_planned=slot.state is SlotState.PLANNED,
    )


@bp.route("/<service>/rota/slots/<key:slot_id>/change", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def change_slot(slot_id: int) -> ResponseReturnValue:
    """Change a slot, or move it."""
    act, slot, service = cycle.act(), own_slot(slot_id), service_here()
    form = SlotForm(data=SlotForm.of(slot))
    form.offer_rooms(list_rooms(act.session, service.id, open_only=True))
    link = link_to_helpers()
    if attempt(form, lambda: operations.change_slot(act, slot, form.sheet(), link=link)):
        pages.say(_("C’est changé. Les personnes concernées sont prévenues."))
        return redirect(url_for(".show_slot", slot_id=slot.id), 303)
    page = pages.render("rota/slot_form.html", form=form, service=service, slot=slot)
    return page, status_of(form)


@bp.post("/<service>/rota/slots/<key:slot_id>/cancel")
@allow(Permission.PEER_MANAGE)
def cancel_slot(slot_id: int) -> ResponseReturnValue:
    """Give a slot up."""
    act, slot = cycle.act(), own_slot(slot_id)
    back, link = url_for(".show_slot", slot_id=slot.id), link_to_helpers()
    done = _("C’est annulé. Chaque personne est prévenue comme elle l’a choisi.")
    return try_deed(lambda: operations.cancel_slot(act, slot, link=link), back, done)


@bp.route("/<service>/rota/slots/<key:slot_id>/presence", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def presence(slot_id: int) -> ResponseReturnValue:
    """Note who was there; hours follow from it, and nobody is blamed."""
    act, slot = cycle.act(), own_slot(slot_id)
    people = list_assignments(act.session, [slot.id])
    noted = slot.state is SlotState.HELD
    there = [to_text(peer.id) for one, peer in people if one.attended or not noted]
    form = PresenceForm(data={"there": there, "came": slot.came})
    form.there.choices = tuple(Choice(to_text(peer.id), peer.name) for _one, peer in people)

    def note() -> object:
        return operations.note_presence(act, slot, there=form.keys(), came=form.came.data)

    if attempt(form, note):
        pages.say(_("C’est noté."))
        return redirect(url_for(".show_slot", slot_id=slot.id), 303)
    page = pages.render("rota/presence.html", form=form, slot=slot, day=day_of(slot.starts, PARIS))
    return page, status_of(form)

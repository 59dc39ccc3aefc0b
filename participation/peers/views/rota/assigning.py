"""Who is in a slot: giving a place, taking it back, keeping it."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import clean_line
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import from_text
from participation.foundation.permissions import Permission
from participation.peers.forms.planning import ConfirmForm
from participation.peers.operations import assigning as operations
from participation.peers.queries.fitting import candidates, fit_of
from participation.peers.queries.people import get_peer
from participation.peers.queries.slots import list_assignments
from participation.peers.rules.civil import PARIS, day_of

from .desk import attempt, bp, link_to_helpers, service_here, status_of, try_deed
from .slots import own_slot


@bp.get("/<service>/rota/slots/<key:slot_id>/helpers")
@allow(Permission.PEER_MANAGE)
def choose_helper(slot_id: int) -> str:
    """Show every helper of the service for a slot, with what speaks for and against each."""
    act, slot = cycle.act(), own_slot(slot_id)
    return pages.render(
        "rota/helpers_of_slot.html",
        slot=slot,
        service=service_here(),
        day=day_of(slot.starts, PARIS),
        fits=candidates(act.session, slot, act.now),
    )


@bp.route("/<service>/rota/slots/<key:slot_id>/helpers/<key:peer_id>", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def assign(slot_id: int, peer_id: int) -> ResponseReturnValue:
    """Give a place to a helper; what only warns is read and confirmed first."""
    act, slot = cycle.act(), own_slot(slot_id)
    peer, form, link = get_peer(act.session, peer_id), ConfirmForm(), link_to_helpers()

    def give() -> object:
        confirmed = bool(form.confirmed.data)
        return operations.assign(act, slot, peer, confirmed=confirmed, link=link)

    if attempt(form, give, pages.explain):
        pages.say(_("Nous prévenons %(name)s. Cette personne peut dire non.", name=peer.name))
        return redirect(url_for(".show_slot", slot_id=slot.id), 303)
    team = len(list_assignments(act.session, [slot.id])) + 1
    page = pages.render(
        "rota/assign.html",
        form=form,
        slot=slot,
        peer=peer,
        day=day_of(slot.starts, PARIS),
        fit=fit_of(act.session, slot, peer, act.now, team=team),
    )
    return page, status_of(form)


@bp.post("/<service>/rota/slots/<key:slot_id>/team/<any(remove, keep, free):way>")
@allow(Permission.PEER_MANAGE)
def turn_helper(slot_id: int, way: str) -> ResponseReturnValue:
    """Take a place back from a helper, keep her in it whatever roster comes, or no longer."""
    act, slot = cycle.act(), own_slot(slot_id)
    peer = get_peer(act.session, key_of(request.form.get("helper", "")))
    back, link = url_for(".show_slot", slot_id=slot.id), link_to_helpers()
    if way == "remove":
        done = _("Nous prévenons %(name)s.", name=peer.name)
        return try_deed(lambda: operations.remove(act, slot, peer, link=link), back, done)
    return try_deed(lambda: operations.pin(act, slot, peer, pinned=way == "keep"), back)


def key_of(typed: str) -> int:
    """Read a key that a form sent; what is none is nobody's."""
    try:
        return from_text(clean_line(typed))
    except ValueError:
        return 0

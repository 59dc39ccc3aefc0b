"""Who came, noted in one touch a person: no reason is asked, and nobody is blamed."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from participation.accounts.labels import PICTURES
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.peers.operations.afterwards import note_arrival
from participation.peers.queries.arrivals import get_guest, list_arrivals
from participation.peers.queries.team import services_here

from .assigning import key_of
from .desk import bp, try_deed
from .slots import own_slot


@bp.get("/rota/arrivals")
@allow(Permission.PEER_MANAGE)
def arrivals() -> str:
    """Show who was expected today, and before where nothing is noted yet."""
    act = cycle.act()
    return pages.render(
        "rota/arrivals.html",
        arrivals=list_arrivals(act.session, act.now),
        services=services_here(act.session),
        drawings=PICTURES,
    )


@bp.post("/<service>/rota/slots/<key:slot_id>/arrivals/<any(came, absent):mark>")
@allow(Permission.PEER_MANAGE)
def note(slot_id: int, mark: str) -> ResponseReturnValue:
    """Note whether one person came; another touch changes it."""
    act, slot = cycle.act(), own_slot(slot_id)
    booking = get_guest(act.session, slot, key_of(request.form.get("booking", "")))
    back, done = url_for(".arrivals"), _("C’est noté.")
    return try_deed(lambda: note_arrival(act, booking, slot, came=mark == "came"), back, done)

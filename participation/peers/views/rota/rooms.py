"""The rooms of a service."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.peers.forms.planning import RoomForm
from participation.peers.operations import rooms as operations
from participation.peers.queries.slots import get_room, list_rooms

from .desk import attempt, bp, service_here, status_of


@bp.route("/<service>/rota/rooms", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def rooms() -> ResponseReturnValue:
    """Show the rooms of a service, and add one."""
    act, service = cycle.act(), service_here()
    form = RoomForm(data={"places": 8, "is_step_free": True})
    if attempt(form, lambda: operations.add_room(act, service.id, form.sheet())):
        pages.say(_("La salle est ajoutée."))
        return redirect(url_for(".rooms"), 303)
    found = list_rooms(act.session, service.id)
    page = pages.render("rota/rooms.html", form=form, service=service, rooms=found)
    return page, status_of(form)


@bp.route("/<service>/rota/rooms/<key:room_id>", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def room(room_id: int) -> ResponseReturnValue:
    """Change a room, or close it."""
    act, row = cycle.act(), get_room(cycle.act().session, room_id)
    if row.service_id != cycle.service_id():
        abort(404)
    form = RoomForm(data=RoomForm.of(row))
    if attempt(form, lambda: operations.change_room(act, row, form.sheet())):
        pages.say(_("C’est noté."))
        return redirect(url_for(".rooms"), 303)
    return pages.render("rota/room.html", form=form, room=row), status_of(form)

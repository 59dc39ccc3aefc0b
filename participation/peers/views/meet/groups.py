"""Groups to join, and doors that stand open without a name."""

from flask import redirect
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.permissions import Permission
from participation.peers.labels import words
from participation.peers.operations.places import join_group
from participation.peers.queries.open_groups import get_open, list_open
from participation.peers.rules.booking import Refusal

from .choosing import CONFLICT, TOO_MANY, wait
from .door import bp, guest, refuse_flood, remember_code, ticket_url


@bp.get("/groups")
@allow(Permission.PEER_MEET)
def groups() -> str:
    """Show what is open to everybody in the next two weeks."""
    return pages.render(
        "meet/groups.html",
        found=list_open(cycle.act().session, clock.now()),
        words=words,
        tells_place=not cycle.service_row().is_protected,
    )


@bp.post("/groups/<key:slot_id>")
@allow(Permission.PEER_MEET)
def join(slot_id: int) -> ResponseReturnValue:
    """Take a place, or a turn on the list when there is none left."""
    act = cycle.act()
    slot = get_open(act.session, slot_id).slot
    try:
        refuse_flood()
        made = join_group(act, slot, guest())
    except Refused as refused:
        status = TOO_MANY if refused.reason is Refusal.TOO_MANY_HERE else CONFLICT
        return wait(refused), status
    remember_code(made.booking.id, made.code)
    return redirect(ticket_url(made.booking.id), 303)

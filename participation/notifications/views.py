"""What could not be delivered, for those who can do something about it."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from . import labels, operations, queries

bp = Blueprint("notifications", __name__, url_prefix="/<organisation>/messages")


@bp.get("/undelivered")
@allow(Permission.ORGANISATION_MANAGE)
def undelivered() -> str:
    """List the messages that were given up, without their words."""
    return pages.render(
        "notifications/undelivered.html",
        undelivered=queries.list_undelivered(cycle.act().session),
        kinds=labels.KINDS,
        channels=labels.CHANNELS,
        problems=labels.PROBLEMS,
    )


@bp.post("/<key:message_id>/again")
@allow(Permission.ORGANISATION_MANAGE)
def again(message_id: int) -> ResponseReturnValue:
    """Put one of them back on its way."""
    act = cycle.act()
    operations.try_again(act, queries.get_by_key(act.session, message_id))
    pages.say(_("Le message va repartir."))
    return redirect(url_for(".undelivered"), 303)

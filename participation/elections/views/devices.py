"""Where a public screen says that it lives, and how many closed envelopes it holds."""

from flask import Blueprint
from sqlalchemy.exc import NoResultFound

from participation.belenios.checks import Check, require
from participation.elections.operations.devices import note_echo
from participation.foundation import cycle
from participation.foundation.access import allow
from participation.foundation.permissions import Permission

from .speaking import Said, speaks, told

bp = Blueprint("devices", __name__, url_prefix="/<organisation>/<service>/vote")
MOST_CONTESTS = 50


@bp.post("/echo")
@allow(Permission.KIOSK_USE, once=False, logged=False)
@speaks
def echo() -> Said:
    """Note the sign of life of the paired screen that asks; say when to come again, in seconds."""
    visitor = cycle.visitor()
    waiting, refused = (_counts(each) for each in told("waiting", "refused"))
    if visitor.kiosk_id is None or visitor.kiosk_service_id != cycle.service_id():
        raise NoResultFound
    again = note_echo(
        cycle.act(),
        screen_id=visitor.kiosk_id,
        service_id=visitor.kiosk_service_id,
        label=visitor.kiosk_label,
        waiting=waiting,
        refused=refused,
    )
    return {"again": again}


def _counts(said: object) -> dict[str, int]:
    counts = said if isinstance(said, dict) else None
    require(counts is not None and len(counts) <= MOST_CONTESTS, Check.FIELDS, "no counts")
    read: dict[str, int] = {}
    for key, count in (counts or {}).items():
        whole = isinstance(count, int) and not isinstance(count, bool) and count > 0
        require(whole, Check.FIELDS, "a count is not a positive whole number")
        read[str(key)] = count
    return read

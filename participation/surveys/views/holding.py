"""Where a public screen tells how many closed answers it holds."""

from flask import Response, abort, jsonify, request

from participation.foundation import cycle
from participation.foundation.access import allow
from participation.foundation.permissions import Permission

from ..operations.holding import note_holding
from ..rules.holding import read_counts
from .door import bp

LARGEST = 16 * 1024


@bp.post("/held")
@allow(Permission.KIOSK_USE, once=False, logged=False)
def held() -> Response:
    """Note what the paired screen that asks still holds; say when to come again, in seconds.

    Closed answers are sent without any cookie, so that no device is known by them: this says a
    number alone, apart from them.
    """
    request.max_content_length = LARGEST
    visitor, said = cycle.visitor(), request.get_json(silent=True)
    counts = read_counts(said.get("waiting")) if isinstance(said, dict) else None
    if counts is None or visitor.kiosk_id is None:
        abort(400)
    if visitor.kiosk_service_id != cycle.service_id():
        abort(404)
    again = note_holding(
        cycle.act(),
        screen_id=visitor.kiosk_id,
        service_id=cycle.service_id(),
        label=visitor.kiosk_label,
        waiting=counts,
    )
    return jsonify(again=again)

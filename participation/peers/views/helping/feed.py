"""My times in my own calendar: a private address, neutral words, closed in one touch."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.calendars import writing
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _, speaking
from participation.foundation.keys import to_text
from participation.foundation.permissions import PUBLIC, Permission
from participation.peers.adapters.agendas import new_token
from participation.peers.labels import helping as labels
from participation.peers.operations import feeds as deeds
from participation.peers.queries import feeds

from .door import bp, me, touch


@bp.get("/helping/feed")
@allow(Permission.PEER_HELP)
def feed() -> str:
    """Say whether an address is open, and what it shows."""
    found = feeds.list_open(cycle.act().session, me().user_id)
    return pages.render("peers/helping/feed.html", open=found, address=None)


@bp.post("/helping/feed")
@allow(Permission.PEER_HELP)
def open_feed() -> str:
    """Open a new address and show it this once; the one before is closed."""
    token = new_token()
    opened = deeds.open_feed(cycle.act(), me(), token)
    address = url_for(".feed_file", token=token, _external=True)
    return pages.render("peers/helping/feed.html", open=[opened], address=address)


@bp.post("/helping/feed/close")
@allow(Permission.PEER_HELP)
def close_feed() -> ResponseReturnValue:
    """Close my address: whoever learnt it reads nothing any more."""
    act, peer = cycle.act(), me()
    return touch(lambda: deeds.close_feed(act, peer), _("L’adresse est fermée."), ".feed")


@bp.get("/helping/feed/<token>.ics")
@allow(PUBLIC)
def feed_file(token: str) -> Response:
    """Give a helper's times to her own calendar; 404 for any address that is not open.

    Titles say nothing, protected services have no place, and what was cancelled stays 30 days.
    """
    act = cycle.act()
    found = feeds.find_feed(act.session, token, act.now)
    if found is None:
        raise NotFound
    with speaking(found.user.locale):
        title = str(labels.TITLE)
    events = [
        writing.Event(
            uid=f"{to_text(one.slot.id)}@participation",
            title=title,
            starts_at=one.slot.starts,
            ends_at=one.slot.ends,
            changed_at=act.now,
            sequence=one.slot.sequence,
            is_cancelled=one.is_cancelled,
            place=one.place or None,
        )
        for one in found.times
    ]
    return Response(writing.feed(events), content_type="text/calendar; charset=utf-8")

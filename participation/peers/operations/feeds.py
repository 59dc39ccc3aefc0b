"""A private address at which a helper's own calendar reads her times; opened and closed by her."""

from sqlalchemy import delete, func, select

from participation.accounts.queries import digest
from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.retention import Kept, time_of
from participation.peers.models import CalendarFeed, Peer
from participation.peers.queries.feeds import list_open
from participation.peers.rules.civil import day_of

KEPT = time_of(Kept.CLOSED_FEED)


@journaled(Action.FEED_OPENED)
def open_feed(act: Act, peer: Peer, token: str) -> CalendarFeed:
    """Open a new address by a token that is not kept, only its digest; the one before is closed."""
    close_all(act, peer)
    feed = CalendarFeed(user_id=peer.user_id, digest=digest(token))
    feed.made_on, feed.revoked_on = day_of(act.now, PARIS), None
    act.session.add(feed)
    return feed


@unjournaled("the deed that closes them writes the entry")
def close_all(act: Act, peer: Peer) -> int:
    """Close every address of a helper."""
    feeds = list_open(act.session, peer.user_id)
    for feed in feeds:
        feed.revoked_on = day_of(act.now, PARIS)
    act.session.flush()
    return len(feeds)


@journaled(Action.FEED_CLOSED)
def close_feed(act: Act, peer: Peer) -> Peer:
    """Close the address of a helper: whoever learnt it reads nothing any more."""
    close_all(act, peer)
    return peer


@unjournaled("what is forgotten leaves no trace, by name or by day")
def forget_feeds(act: Act) -> int:
    """Erase the addresses that were closed a month ago; say how many went."""
    old = CalendarFeed.revoked_on < day_of(act.now - KEPT, PARIS)
    gone = act.session.scalar(select(func.count(CalendarFeed.id)).where(old)) or 0
    if gone:
        quietly = {"synchronize_session": False}
        act.session.execute(delete(CalendarFeed).where(old), execution_options=quietly)
    return gone

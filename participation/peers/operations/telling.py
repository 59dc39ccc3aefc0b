"""Telling helpers and people that something waits or changed: by the outbox, without its words."""

from collections.abc import Iterable

from sqlalchemy import select

from participation.accounts.models import User
from participation.accounts.queries import contact_of
from participation.audit.operations import unjournaled
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.notifications.operations import queue
from participation.notifications.rules import Kind
from participation.peers.models import Peer, Slot


@unjournaled("each message writes its own entry")
def tell(act: Act, user_ids: Iterable[int], *, dedupe: str, link: str) -> int:
    """Tell people that something waits on their page; give how many can be written to.

    The message names neither house nor hour nor subject (domain §6). Whoever has no address is
    told by the team.
    """
    told = 0
    for user in act.session.scalars(select(User).where(User.id.in_(list(user_ids)))):
        address = contact_of(user)
        if address is not None and not user.is_disabled:
            mark = f"{dedupe}:{user.id}"
            queue(act, address=address, kind=Kind.TASK_WAITS, dedupe=mark, link=link)
            told += 1
    return told


@unjournaled("each message writes its own entry")
def tell_peers(act: Act, slot: Slot, peers: Iterable[Peer], *, what: str, link: str) -> int:
    """Tell helpers that something changed in a slot; the same change is told once."""
    dedupe = f"slot:{to_text(slot.id)}:{slot.sequence}:{what}"
    return tell(act, [one.user_id for one in peers], dedupe=dedupe, link=link)

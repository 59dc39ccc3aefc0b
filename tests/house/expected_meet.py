"""Who passes which door of residents' own meetings, written by hand as its neighbours are."""

from participation.foundation.permissions import PUBLIC, Permission as P  # noqa: N817

MEET: dict[str, str | P] = {
    "meet.about": P.PEER_MEET,
    "meet.accept": PUBLIC,
    "meet.ask": P.PEER_MEET,
    "meet.book": P.PEER_MEET,
    "meet.calendar": PUBLIC,
    "meet.cancel": PUBLIC,
    "meet.code": PUBLIC,
    "meet.groups": P.PEER_MEET,
    "meet.hello": P.PEER_MEET,
    "meet.join": P.PEER_MEET,
    "meet.mine": P.PEER_MEET,
    "meet.narrow": P.PEER_MEET,
    "meet.number": PUBLIC,
    "meet.people": P.PEER_MEET,
    "meet.photo": P.PEER_MEET,
    "meet.remind": PUBLIC,
    "meet.slip": PUBLIC,
    "meet.start": P.PEER_MEET,
    "meet.ticket": PUBLIC,
    "meet.times": P.PEER_MEET,
}
"""PUBLIC: a mark of 64 bits in the address, or a drawing and six digits, stands for the person."""

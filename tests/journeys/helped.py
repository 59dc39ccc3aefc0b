"""A helper, a group and a time that is booked, so that every page of a resident's own opens."""

from functools import cache
from typing import Any

from participation.peers.adapters.tokens import token_of
from participation.peers.operations.meeting import Guest, book_meeting
from participation.peers.queries.choosing import Asked, list_starts
from tests.application import Served
from tests.builders import acting_in
from tests.journeys.records import town_of
from tests.peers.meeting import BASE, Portrait, make_helper
from tests.surveys.sounds import voice


@cache
def helped(served: Served) -> dict[str, dict[str, Any]]:
    """Give the parts of addresses of a resident's meetings."""
    town = town_of(served)
    with acting_in(served.engine, town) as act:
        peer = make_helper(act, Portrait(), town.here)
        peer.sound, peer.has_sound = voice(), True
        starts = list_starts(act.session, town.here, peer, Asked("fr"), act.now)[-1]
        made = book_meeting(
            act, peer, starts, Guest(None, "fr"), service_id=town.here, helping=BASE
        )
        token = token_of(town.organisation_id, made.booking.id)
        key = peer.id
    person = {"peer_id": key}
    ticket = {"token": token}
    return {
        "meet.times": person,
        "meet.photo": person,
        "meet.hello": {**person, "kind": "opus"},
        "meet.ticket": ticket,
        "meet.calendar": ticket,
        "meet.slip": ticket,
    }

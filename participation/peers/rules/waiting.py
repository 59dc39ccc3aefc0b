"""Groups that are full: who waits, in which order, and offers that do not last or wake anybody."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from .civil import DAY, PARIS, day_of, instant_of
from .kinds import BookingState
from .times import nearest

SMALLEST_GROUP, LARGEST_GROUP = 1, 20
USUAL_GROUP = 15
"""A group is said to hold 15 to 20; a service may take fewer, never more."""
MOST_OFFERS = 2
"""After two offers without an answer, a person asks her: the machine no longer does."""
OFFER_LASTS = dt.timedelta(hours=2)
SILENCE_BEGINS, SILENCE_ENDS = dt.time(21), dt.time(8)
"""Nobody is sent anything between these hours, and no offer runs out in them."""
TAKES_A_PLACE = frozenset(
    {BookingState.BOOKED, BookingState.OFFERED, BookingState.CAME, BookingState.ABSENT}
)
"""An offer keeps its place while it lasts."""


class GroupRefusal(StrEnum):
    """Why a group cannot be, or nobody can come into it."""

    TOO_LARGE = "group-too-large"
    TOO_SMALL = "group-too-small"
    ALREADY_THERE = "group-already-there"
    HAS_BEGUN = "group-has-begun"
    NO_OFFER = "group-no-offer"
    OFFER_OVER = "group-offer-over"


@dataclass(frozen=True, slots=True)
class Place:
    """A booking of a group; `rank` is its place in the order in which people asked.

    `offered_until` is when an offer ends that was not answered, `offers` how many were made.
    """

    key: int
    state: BookingState
    rank: int
    offered_until: dt.datetime | None = None
    offers: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A place for somebody who waits: when to tell her and until when it is hers."""

    key: int
    tell_at: dt.datetime
    until: dt.datetime


def examine_capacity(capacity: int) -> GroupRefusal | None:
    """Say why a number of places cannot be: 20 at most, 15 being usual."""
    if capacity > LARGEST_GROUP:
        return GroupRefusal.TOO_LARGE
    return GroupRefusal.TOO_SMALL if capacity < SMALLEST_GROUP else None


def free_places(capacity: int, places: Iterable[Place], now: dt.datetime) -> int:
    """Count the places that nobody has and that are not on offer; never below zero.

    An offer that has run out keeps nothing.
    """
    taken = sum(each.state in TAKES_A_PLACE and not is_over(each, now) for each in places)
    return max(capacity - taken, 0)


def is_over(place: Place, now: dt.datetime) -> bool:
    """Say whether an offer was not answered in time; its last instant is already too late."""
    return (
        place.state is BookingState.OFFERED
        and place.offered_until is not None
        and place.offered_until <= now
    )


def queue(places: Iterable[Place], now: dt.datetime) -> list[Place]:
    """Give those who wait in the order in which they asked; an offer missed goes to the end.

    Whoever did not answer keeps waiting behind the others: a telephone may be off for a day.
    """
    there = list(places)
    late = [each for each in there if is_over(each, now)]
    waiting = [each for each in there if each.state is BookingState.WAITING]
    by_rank = sorted(waiting, key=lambda each: (each.rank, each.key))
    return by_rank + sorted(late, key=lambda each: (each.offered_until, each.rank, each.key))


def first_state(capacity: int, places: Sequence[Place], now: dt.datetime) -> BookingState:
    """Say what a new booking is: booked while a place is free and nobody waits, else waiting."""
    is_free = free_places(capacity, places, now) > len(queue(places, now))
    return BookingState.BOOKED if is_free else BookingState.WAITING


def promote(
    capacity: int,
    places: Sequence[Place],
    now: dt.datetime,
    begins: dt.datetime,
    zone: ZoneInfo = PARIS,
) -> list[Offer]:
    """Offer the free places to those who wait, first come first served.

    An offer is told at once, or at eight in the morning when that would be between nine in the
    evening and eight; it lasts two hours of the day, and never beyond the beginning of the group.
    Nothing is offered that nobody could answer, nor a third time to who never answers: she keeps
    her place in the queue, which a coordinator sees.
    """
    count = free_places(capacity, places, now)
    tell_at = speak_at(now, zone)
    until = min(offer_until(tell_at, zone), begins)
    if tell_at >= until:
        return []
    asked = [each for each in queue(places, now) if each.offers < MOST_OFFERS]
    return [Offer(each.key, tell_at, until) for each in asked[:count]]


def is_silent(instant: dt.datetime, zone: ZoneInfo = PARIS) -> bool:
    """Say whether an instant is in the hours of silence: from nine in the evening to eight."""
    hour = instant.astimezone(zone).time()
    return hour >= SILENCE_BEGINS or hour < SILENCE_ENDS


def speak_at(instant: dt.datetime, zone: ZoneInfo = PARIS) -> dt.datetime:
    """Give the first instant from one on at which somebody may be told something."""
    if not is_silent(instant, zone):
        return instant
    local = instant.astimezone(zone)
    day = day_of(instant, zone) + (DAY if local.time() >= SILENCE_BEGINS else 0 * DAY)
    return instant_of(day, SILENCE_ENDS, zone)


def offer_until(told_at: dt.datetime, zone: ZoneInfo = PARIS) -> dt.datetime:
    """Give the end of an offer: two hours that are not at night."""
    evening = instant_of(day_of(told_at, zone), SILENCE_BEGINS, zone)
    left = OFFER_LASTS - (evening - told_at)
    if left <= dt.timedelta():
        return told_at + OFFER_LASTS
    return speak_at(evening, zone) + left


def alternatives(
    starts: Sequence[dt.datetime], wished: dt.datetime, now: dt.datetime, most: int = 3
) -> list[dt.datetime]:
    """Give the beginnings nearest to a slot that somebody else has just taken, none of them past.

    `starts` are in order and free; the wished one is left out, whoever still lists it.
    """
    return nearest([each for each in starts if each > now and each != wished], wished, most)

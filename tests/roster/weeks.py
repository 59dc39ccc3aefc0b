"""Small rosters written in a few words, and tiny ones drawn at random."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from participation.roster.problem import (
    Assignment,
    Journey,
    Kind,
    Limits,
    Peer,
    Problem,
    Slot,
    Span,
)

PARIS = ZoneInfo("Europe/Paris")
FREE = Limits(
    minutes_per_week=10_000,
    minutes_per_day=None,
    slots_per_day=None,
    days_per_week=None,
    heavy_per_week=None,
    nights_in_a_row=None,
    rest=0,
    weekly_rest=None,
    span_of_day=None,
)
"""No limit at all: a test sets the one it is about."""
WEEKS = (date(2026, 3, 23), date(2026, 10, 19), date(2026, 6, 1))
"""Mondays of the weeks that end with the night of spring, with that of autumn, with neither."""


def at(text: str) -> datetime:
    """Give an instant of 2026 by its local time in Paris, such as `03-28 22:00`."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=PARIS).astimezone(UTC)


def helper(name: str = "ann", **facts: Any) -> Peer:
    """Make a helper who is always there and has no limit but those given."""
    always = (Span(at("01-01 00:00"), at("12-31 00:00")),)
    usual: dict[str, Any] = {"id": name, "limits": FREE, "available": always}
    return Peer(**usual | facts)


def slot(name: str, starts: str, ends: str, **facts: Any) -> Slot:
    """Make a slot from one local time to another."""
    usual: dict[str, Any] = {
        "id": name,
        "kind": Kind.ONE,
        "service": "oak",
        "starts": at(starts),
        "ends": at(ends),
    }
    return Slot(**usual | facts)


def problem(helpers: list[Peer], slots: list[Slot], **facts: Any) -> Problem:
    """Make a problem in Paris."""
    usual: dict[str, Any] = {
        "zone": "Europe/Paris",
        "helpers": tuple(helpers),
        "slots": tuple(slots),
    }
    return Problem(**usual | facts)


def all_of(name: str, *slots: Slot) -> list[Assignment]:
    """Put one helper into all these slots."""
    return [Assignment(each.id, name) for each in slots]


def draw_week(draw: random.Random, helpers: int = 4, slots: int = 6) -> Problem:
    """Draw a tiny week in which every rule can bind, often over a night when clocks change."""
    monday = draw.choice(WEEKS)
    people = tuple(_draw_helper(draw, number, monday) for number in range(helpers))
    needs = tuple(_draw_slot(draw, number, monday, people) for number in range(slots))
    excluded = {(draw.choice(needs).id, draw.choice(people).id) for _ in range(draw.randrange(3))}
    return Problem(
        zone="Europe/Paris",
        helpers=people,
        slots=needs,
        excluded=tuple(Assignment(*pair) for pair in sorted(excluded)),
        travel=(Journey("oak", "elm", draw.choice([0, 15, 45])),),
        margin=draw.choice([0, 20]),
    )


def _draw_helper(draw: random.Random, number: int, monday: date) -> Peer:
    limits = Limits(
        minutes_per_week=draw.choice([180, 300, 420, 600, 2000]),
        minutes_per_day=draw.choice([None, 240, 420, 600]),
        minutes_in_all=draw.choice([None, 300, 900]),
        slots_per_day=draw.choice([None, 1, 2]),
        days_per_week=draw.choice([None, 1, 2, 3]),
        heavy_per_week=draw.choice([None, 0, 1]),
        nights_per_week=draw.choice([None, 1, 2]),
        nights_in_a_row=draw.choice([None, 1, 2]),
        rest=draw.choice([0, 540, 660]),
        weekly_rest=draw.choice([None, 2100, 4320, 9000]),
        span_of_day=draw.choice([None, 360, 780]),
    )
    expiry = {"base": draw.choice([None, monday + timedelta(days=5)])}
    offers = [_draw_offer(draw, monday) for _ in range(3)] if draw.random() < 0.3 else [(0, 200)]
    return Peer(
        id=f"h{number}",
        limits=limits,
        languages=frozenset(draw.sample(["fr", "ps"], draw.choice([1, 2, 2]))),
        topics=frozenset(draw.sample(["street", "exile"], 1)),
        skills=expiry if draw.random() < 0.8 else {},
        services=frozenset({"oak"}) if draw.random() < 0.2 else None,
        never=frozenset({"elm"}) if draw.random() < 0.2 else frozenset(),
        available=tuple(Span(_hour(monday, first), _hour(monday, last)) for first, last in offers),
        leads=draw.random() < 0.5,
        likes=frozenset(draw.sample(list(Kind), draw.choice([0, 3]))),
        travel={"oak": draw.randrange(30)},
    )


def _draw_offer(draw: random.Random, monday: date) -> tuple[int, int]:
    first = draw.randrange(90, 170)
    return first, first + draw.randrange(4, 40) + monday.day % 2


def _hour(monday: date, hours: int) -> datetime:
    midnight = datetime(monday.year, monday.month, monday.day, tzinfo=PARIS).astimezone(UTC)
    return midnight + timedelta(hours=hours)


def _draw_slot(draw: random.Random, number: int, monday: date, people: tuple[Peer, ...]) -> Slot:
    """Draw a slot of the last three days, so that slots meet, or about one of two Mondays."""
    hours = (draw.randrange(96, 170), draw.randrange(140, 150), draw.randrange(-10, 40))
    starts = _hour(monday, draw.choice(hours))
    least = draw.choice([0, 1, 1, 1, 2])
    team = draw.choice([1, 1, 1, 2])
    return Slot(
        id=f"s{number}",
        kind=draw.choice(list(Kind)),
        service=draw.choice(["oak", "elm", "ash"]),
        starts=starts,
        ends=starts + timedelta(minutes=draw.choice([60, 120, 180, 480])),
        least=least,
        most=max(least, team, 1) + draw.choice([0, 0, 1]),
        priority=draw.choice([1, 6, 10]),
        language=draw.choice([None, "fr", "ps"]),
        topic=draw.choice([None, "street"]),
        skills=frozenset({"base"}) if draw.random() < 0.3 else frozenset(),
        leads=draw.choice([0, 0, 0, 1]),
        team=team,
        heavy=draw.random() < 0.3,
        night=draw.random() < 0.5,
        previous=frozenset({draw.choice(people).id}) if draw.random() < 0.3 else frozenset(),
    )

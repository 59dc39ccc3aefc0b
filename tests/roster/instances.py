"""Invented weeks to be rostered, always the same for a seed: scarce help, or enough of it."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from participation.roster.problem import (
    Journey,
    Kind,
    Limits,
    Peer,
    Problem,
    Slot,
    Span,
    Weights,
)

MONDAY = datetime(2026, 3, 9, tzinfo=UTC)
DAY = 24 * 60
SPOKEN = {
    "fr": 1.0, "ar": 0.30, "en": 0.45, "es": 0.15, "ps": 0.08, "fa": 0.10,
    "ru": 0.10, "uk": 0.06, "ti": 0.05, "so": 0.05, "bm": 0.06, "ro": 0.10,
}  # fmt: skip
LANGUAGES, RATES = list(SPOKEN), list(SPOKEN.values())
TOPICS = "street addiction mind prison exile violence hiv handicap debt children".split()
SKILLS = "base outreach group violence prison".split()
SKILL_OF = {"outreach": "outreach", "group": "group", "drop_in": "base"}
PRIORITY = {"one": 10, "drop_in": 6, "group": 8, "outreach": 9}
KINDS = ["one", "drop_in", "group", "outreach"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A helper as first drawn."""

    paid: bool
    languages: frozenset[str]
    topics: frozenset[str]
    skills: set[str]
    hours: list[tuple[int, int]]
    gender: str
    quota: int
    home: Point


@dataclass(slots=True)
class Town:
    """Where services are, and the draw that everything comes from."""

    draw: random.Random
    sites: list[Point] = field(default_factory=list)

    def is_shelter(self, site: int) -> bool:
        """Say whether only women may help there."""
        return site % 7 == 3


def make_week(helpers: int, slots: int, seed: int, *, balanced: bool) -> Problem:
    """Make a week as in the design (section 2): volunteers of 3 to 6 hours, or more paid peers."""
    draw = random.Random(seed)
    count = max(3, helpers // 8)
    town = Town(draw, [(draw.uniform(0, 30), draw.uniform(0, 30)) for _ in range(count)])
    drawn = [_draw_helper(draw) for _ in range(helpers)]
    people = _balance(drawn, seed) if balanced else drawn
    return Problem(
        zone="UTC",
        helpers=tuple(_helper(number, each, town) for number, each in enumerate(people)),
        slots=tuple(_draw_slot(number, town, helpers) for number in range(slots)),
        travel=tuple(
            Journey(f"site-{one}", f"site-{other}", int(1.5 * _apart(town, one, other)))
            for one in range(count)
            for other in range(one + 1, count)
        ),
        weights=Weights(preference=0),
    )


def _apart(town: Town, one: int, other: int) -> float:
    return _distance(town.sites[one], town.sites[other])


def _distance(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _draw_helper(draw: random.Random) -> Drawn:
    paid = draw.random() < 0.15
    spoken = zip(LANGUAGES[1:], RATES[1:], strict=True)
    languages = {"fr"} | {language for language, rate in spoken if draw.random() < rate}
    topics = set(draw.sample(TOPICS, draw.choice([1, 2, 2, 3])))
    skills = {"base"} | {each for each in SKILLS[1:] if draw.random() < (0.75 if paid else 0.4)}
    hours = []
    for day in range(7):
        start = day * DAY
        if paid and day < 5 and draw.random() < 0.9:
            hours.append((start + 540, start + (1320 if draw.random() < 0.4 else 1080)))
        elif not paid and draw.random() < 0.55:
            begins = start + draw.choice([480, 540, 600, 780, 840, 1020])
            length = draw.choice([180, 240, 300, 360, 480])
            hours.append((begins, min(begins + length, start + DAY + 60)))
    gender = "woman" if draw.random() < 0.5 else "man"
    quota = draw.choice([900, 1200, 1260]) if paid else draw.choice([180, 180, 180, 240, 360])
    home = (draw.uniform(0, 30), draw.uniform(0, 30))
    return Drawn(paid, frozenset(languages), frozenset(topics), skills, hours, gender, quota, home)


def _balance(drawn: list[Drawn], seed: int) -> list[Drawn]:
    """Make a fifth of the volunteers paid, and the quotas larger."""
    draw, found = random.Random(seed * 7 + 1), []
    for each in drawn:
        paid, hours = each.paid, each.hours
        if not paid and draw.random() < 0.2:
            paid = True
            hours = [(day * DAY + 540, day * DAY + 1200) for day in range(5) if draw.random() < 0.9]
        choices = [1200, 1500, 1800] if paid else [180, 240, 300, 360, 480]
        quota = draw.choice(choices)
        found.append(
            Drawn(
                paid, each.languages, each.topics, each.skills, hours, each.gender, quota, each.home
            )
        )
    return found


def _helper(number: int, drawn: Drawn, town: Town) -> Peer:
    limits = Limits(
        minutes_per_week=drawn.quota,
        minutes_per_day=None,
        days_per_week=None,
        heavy_per_week=4 if drawn.paid else 2,
        nights_in_a_row=None,
        span_of_day=None,
    )
    return Peer(
        id=f"h{number}",
        limits=limits,
        languages=drawn.languages,
        topics=drawn.topics,
        skills=dict.fromkeys(sorted(drawn.skills | {drawn.gender})),
        available=tuple(_span(starts, ends) for starts, ends in drawn.hours),
        travel={
            f"site-{site}": round(_distance(drawn.home, place))
            for site, place in enumerate(town.sites)
        },
    )


def _span(starts: int, ends: int) -> Span:
    return Span(MONDAY + timedelta(minutes=starts), MONDAY + timedelta(minutes=ends))


def _draw_slot(number: int, town: Town, helpers: int) -> Slot:
    """Draw one slot; the order of the draws makes the week, and must not change."""
    draw = town.draw
    day = draw.choices(range(7), [5, 5, 5, 5, 5, 2, 1])[0]
    kind = draw.choices(KINDS, [0.60, 0.2, 0.12, 0.08])[0]
    site = draw.randrange(len(town.sites))
    starts, length, need = _draw_time(draw, kind)
    alone, shelter = kind == "one", town.is_shelter(site)
    language = draw.choices(LANGUAGES, RATES)[0] if alone else "fr"
    topic = draw.choice(TOPICS) if kind in ("one", "group") else None
    woman = alone and (shelter or draw.random() < 0.12)
    skill = SKILL_OF.get(kind, "violence" if shelter else "base")
    heavy = alone and draw.random() < 0.3
    previous = frozenset({f"h{draw.randrange(helpers)}"} if alone and draw.random() < 0.5 else ())
    span = _span(day * DAY + starts, day * DAY + starts + length)
    return Slot(
        id=f"s{number}",
        kind=Kind(kind),
        service=f"site-{site}",
        starts=span.starts,
        ends=span.ends,
        least=need,
        most=need,
        priority=PRIORITY[kind],
        language=language,
        topic=topic,
        skills=frozenset({skill, *(["woman"] if woman else [])}),
        heavy=heavy,
        previous=previous,
    )


def _draw_time(draw: random.Random, kind: str) -> tuple[int, int, int]:
    """Draw the minute of the day, the length and how many are needed."""
    if kind == "outreach":
        return draw.choice([1080, 1140, 1200]), 180, draw.choice([2, 2, 3])
    if kind == "group":
        starts = draw.choice([600, 840, 870, 1050])
        return starts, draw.choice([90, 120]), draw.choice([1, 2])
    if kind == "drop_in":
        return draw.choice([540, 600, 840, 900]), draw.choice([120, 180]), 1
    return draw.choice(range(540, 1140, 15)), draw.choice([30, 45, 45, 60]), 1

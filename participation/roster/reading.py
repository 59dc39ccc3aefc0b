"""Reads a roster problem from JSON; docs/roster.md describes the format."""

from datetime import timedelta

from .problem import Assignment, Journey, Kind, Limits, Peer, Problem, Slot, Span, Weights
from .strict import (
    Fields,
    day,
    distinct,
    fail,
    flag,
    identifier,
    instant,
    items,
    mapping,
    one_of,
    or_none,
    parse,
    whole,
    words,
    zone,
)

MOST_HELPERS, MOST_SLOTS, MOST_PAIRS = 1_000, 5_000, 100_000
MOST_PEOPLE, MOST_PRIORITY, MOST_MINUTES, MOST_WEIGHT = 200, 1_000, 60 * 24 * 93, 10_000
LONGEST_REST = 9_000
LONGEST_SLOT, LONGEST_ROSTER = timedelta(hours=24), timedelta(days=93)


def read_problem(raw: str | bytes) -> Problem:
    """Read a problem from JSON; raises BadRosterError with one sentence on what is not right."""
    return _check(_problem(parse(raw)))


def _span(value: object, place: str) -> Span:
    fields = Fields(value, place, "starts ends")
    found = Span(fields.need("starts", instant), fields.need("ends", instant))
    if found.starts >= found.ends:
        fail(place, "must start before it ends")
    return found


def _limits(value: object, place: str) -> Limits:
    usual = Limits(minutes_per_week=0)
    known = [name for name in Limits.__slots__ if name != "full_weeks"]
    names = [name for name in known if name != "minutes_per_week"]
    fields = Fields(value, place, " ".join(known))
    minutes = whole(0, MOST_MINUTES)
    found = {
        name: fields.take(name, or_none(minutes), getattr(usual, name))
        for name in names
        if name not in ("rest", "weekly_rest")
    }
    found["weekly_rest"] = fields.take(
        "weekly_rest", or_none(whole(0, LONGEST_REST)), usual.weekly_rest
    )
    rest = fields.take("rest", whole(0, 24 * 60), usual.rest)
    return Limits(minutes_per_week=fields.need("minutes_per_week", minutes), rest=rest, **found)


def _kinds(value: object, place: str) -> frozenset[Kind]:
    return frozenset(items(one_of(Kind))(value, place))


def _helper(value: object, place: str) -> Peer:
    fields = Fields(value, place, " ".join(Peer.__slots__))
    return Peer(
        id=fields.need("id", identifier),
        limits=fields.need("limits", _limits),
        languages=fields.take("languages", words, frozenset()),
        topics=fields.take("topics", words, frozenset()),
        skills=fields.take("skills", mapping(or_none(day)), {}),
        services=fields.take("services", or_none(words), None),
        never=fields.take("never", words, frozenset()),
        available=fields.take("available", items(_span), ()),
        leads=fields.take("leads", flag, default=False),
        likes=fields.take("likes", _kinds, frozenset()),
        travel=fields.take("travel", mapping(whole(0, MOST_MINUTES)), {}),
    )


def _slot(value: object, place: str) -> Slot:
    fields = Fields(value, place, " ".join(Slot.__slots__))
    people = whole(0, MOST_PEOPLE)
    least = fields.take("least", people, 1)
    team = fields.take("team", whole(1, MOST_PEOPLE), 1)
    found = Slot(
        id=fields.need("id", identifier),
        kind=fields.need("kind", one_of(Kind)),
        service=fields.need("service", identifier),
        starts=fields.need("starts", instant),
        ends=fields.need("ends", instant),
        least=least,
        most=fields.take("most", people, max(least, team)),
        priority=fields.take("priority", whole(1, MOST_PRIORITY), 1),
        language=fields.take("language", or_none(identifier), None),
        topic=fields.take("topic", or_none(identifier), None),
        skills=fields.take("skills", words, frozenset()),
        leads=fields.take("leads", people, 0),
        team=team,
        heavy=fields.take("heavy", flag, default=False),
        night=fields.take("night", flag, default=False),
        previous=fields.take("previous", words, frozenset()),
    )
    _check_slot(found, place)
    return found


def _check_slot(slot: Slot, place: str) -> None:
    if slot.starts >= slot.ends:
        fail(f"{place}.ends", "must be after starts")
    if slot.ends - slot.starts > LONGEST_SLOT:
        fail(f"{place}.ends", "must be at most 24 hours after starts")
    for name in ("least", "team", "leads"):
        if getattr(slot, name) > slot.most:
            fail(f"{place}.{name}", f"is more than most, which is {slot.most}")


def _assignment(value: object, place: str) -> Assignment:
    fields = Fields(value, place, "helper slot")
    return Assignment(
        helper=fields.need("helper", identifier), slot=fields.need("slot", identifier)
    )


def _journey(value: object, place: str) -> Journey:
    fields = Fields(value, place, "from to minutes")
    minutes = fields.need("minutes", whole(0, MOST_MINUTES))
    return Journey(fields.need("from", identifier), fields.need("to", identifier), minutes)


def _weights(value: object, place: str) -> Weights:
    fields = Fields(value, place, " ".join(Weights.__slots__))
    weight, usual = whole(0, MOST_WEIGHT), Weights()
    return Weights(
        **{name: fields.take(name, weight, getattr(usual, name)) for name in Weights.__slots__}
    )


def _problem(value: object) -> Problem:
    fields = Fields(value, "", " ".join(Problem.__slots__))
    usual, minutes = Problem("UTC", (), ()), whole(0, MOST_MINUTES)
    return Problem(
        zone=fields.need("zone", zone),
        helpers=fields.need("helpers", items(_helper, MOST_HELPERS)),
        slots=fields.need("slots", items(_slot, MOST_SLOTS)),
        fixed=fields.take("fixed", items(_assignment), ()),
        excluded=fields.take("excluded", items(_assignment, MOST_PAIRS), ()),
        travel=fields.take("travel", items(_journey, MOST_PAIRS), ()),
        margin=fields.take("margin", minutes, usual.margin),
        unknown_travel=fields.take("unknown_travel", minutes, usual.unknown_travel),
        weights=fields.take("weights", _weights, usual.weights),
    )


def _check(problem: Problem) -> Problem:
    """Refuse names that stand twice or name nothing, and a roster of more than three months."""
    helpers = distinct("helpers", "id", (each.id for each in problem.helpers))
    slots = distinct("slots", "id", (each.id for each in problem.slots))
    for name, pairs in (("fixed", problem.fixed), ("excluded", problem.excluded)):
        for number, each in enumerate(pairs):
            if each.helper not in helpers:
                fail(f"{name}[{number}].helper", f"there is no helper {each.helper!r}")
            if each.slot not in slots:
                fail(f"{name}[{number}].slot", f"there is no slot {each.slot!r}")
    distinct("fixed", "", ((each.helper, each.slot) for each in problem.fixed))
    distinct("travel", "", ((each.origin, each.to) for each in problem.travel))
    for number, slot in enumerate(problem.slots):
        for known in sorted(slot.previous - helpers):
            fail(f"slots[{number}].previous", f"there is no helper {known!r}")
    first = min((slot.starts for slot in problem.slots), default=None)
    for number, slot in enumerate(problem.slots):
        if first is not None and slot.ends - first > LONGEST_ROSTER:
            fail(
                f"slots[{number}].ends",
                f"is more than {LONGEST_ROSTER.days} days after the first slot",
            )
    return problem

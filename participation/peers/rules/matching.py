"""Who can help with a wish, in which order, and why: the resident chooses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .civil import Span
from .dated import Breach, Limits, Weight
from .facts import Commitment, Reservation
from .kinds import Gender, LanguageLevel, Topic
from .limits import examine


class Reason(StrEnum):
    """Why somebody is proposed; sentences come later, with the facts beside it."""

    SPEAKS_NATIVE = "speaks-native"
    SPEAKS_WELL = "speaks-well"
    SPEAKS_LITTLE = "speaks-little"
    KNOWS_TOPIC = "knows-topic"
    MET_BEFORE = "met-before"
    WANTS_TO = "wants-to"
    IS_NEAR = "is-near"
    HAS_TIME = "has-time"


class Obstacle(StrEnum):
    """Why somebody is not proposed."""

    LANGUAGE = "no-common-language"
    GENDER = "gender-wish"
    LIVES_HERE = "lives-here"
    SERVICE = "not-in-this-service"
    TAKEN = "taken-then"
    LIMIT = "limit-reached"


WEIGHTS: Mapping[Reason, int] = {
    Reason.SPEAKS_NATIVE: 40,
    Reason.SPEAKS_WELL: 30,
    Reason.SPEAKS_LITTLE: 5,
    Reason.KNOWS_TOPIC: 25,
    Reason.MET_BEFORE: 20,
    Reason.WANTS_TO: 10,
    Reason.IS_NEAR: 8,
    Reason.HAS_TIME: 6,
}
"""Points: one language spoken well goes before a topic, a topic before having met, and so on."""
LEVELS: Mapping[LanguageLevel, Reason] = {
    LanguageLevel.NATIVE: Reason.SPEAKS_NATIVE,
    LanguageLevel.WELL: Reason.SPEAKS_WELL,
    LanguageLevel.LITTLE: Reason.SPEAKS_LITTLE,
}
BEST_FIRST = (LanguageLevel.NATIVE, LanguageLevel.WELL, LanguageLevel.LITTLE)
FAR_MINUTES = 60
"""From an hour on the way, nobody is near."""
USUAL_MINUTES = 180
"""Whoever helps for three hours a week already has no more time than others."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for; all of it is optional but the time and the service.

    `gender` is a wish for a woman or a man, `met` who met her before and how often: neither is
    shown to any helper.
    """

    span: Span
    service_id: int
    reservation: Reservation
    languages: tuple[str, ...] = ()
    topic: Topic | None = None
    gender: Gender | None = None
    not_from_here: bool = False
    met: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a helper says of herself, as far as it decides; `key` is hers in the database."""

    key: int
    helper: Commitment
    languages: Mapping[str, LanguageLevel] = field(default_factory=dict)
    gender: Gender = Gender.UNSAID
    topics: frozenset[Topic] = frozenset()
    """Only those that she wants to be known for."""
    prefers: frozenset[Topic] = frozenset()
    services: frozenset[int] = frozenset()
    taken: tuple[Reservation, ...] = ()
    busy: tuple[Span, ...] = ()
    """Other times that are not free: absences, her own calendar."""
    house: tuple[Reservation, ...] = ()
    week_minutes: int = 0
    """Minutes of help in the week of the wish, this one left out."""
    travel_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Because:
    """One reason with its points and the facts of its sentence."""

    reason: Reason
    points: int
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A helper who can, why, and what would be said to the coordinator (limits that only warn)."""

    key: int
    points: int
    because: tuple[Because, ...]
    warnings: tuple[Breach, ...] = ()


@dataclass(frozen=True, slots=True)
class Unable:
    """A helper who cannot, and everything that stands against it."""

    key: int
    obstacles: tuple[Obstacle, ...]
    breaches: tuple[Breach, ...] = ()


def propose(
    wish: Wish, candidates: Iterable[Candidate], limits: Limits
) -> tuple[tuple[Proposal, ...], tuple[Unable, ...]]:
    """Give those who can, the best first, and those who cannot, with what stands against it.

    Nothing is drawn or depends on the order of the candidates: the same facts give the same order;
    among equals whoever helps less this week comes first, then the older profile.
    """
    able, unable = [], []
    for each in candidates:
        breaches = examine(each.helper, each.taken, wish.reservation, limits, house=each.house)
        blocking = tuple(of for of in breaches if of.weight is Weight.BLOCKS)
        against = [*_obstacles(wish, each), *([Obstacle.LIMIT] if blocking else [])]
        if against:
            unable.append(Unable(each.key, tuple(against), blocking))
            continue
        because = _reasons(wish, each)
        rank = (-sum(of.points for of in because), each.week_minutes, each.key)
        able.append((rank, Proposal(each.key, -rank[0], because, breaches)))
    able.sort(key=lambda each: each[0])
    return tuple(of for _rank, of in able), tuple(sorted(unable, key=lambda each: each.key))


def _obstacles(wish: Wish, of: Candidate) -> list[Obstacle]:
    wished = wish.gender not in (None, Gender.UNSAID)
    lives_here = wish.service_id in of.helper.lives_in
    found = {
        Obstacle.LANGUAGE: bool(wish.languages) and not set(wish.languages) & of.languages.keys(),
        Obstacle.GENDER: wished and of.gender is not wish.gender,
        Obstacle.LIVES_HERE: lives_here and (wish.not_from_here or not of.helper.helps_at_home),
        Obstacle.SERVICE: wish.service_id not in of.services,
        Obstacle.TAKEN: any(
            each.meets(wish.span) for each in (*of.busy, *(one.span for one in of.taken))
        ),
    }
    return [obstacle for obstacle, is_there in found.items() if is_there]


def _reasons(wish: Wish, of: Candidate) -> tuple[Because, ...]:
    found = []
    language = _language(wish, of)
    if language is not None:
        found.append(_because(LEVELS[of.languages[language]], language=language))
    if wish.topic is not None and wish.topic in of.topics:
        found.append(_because(Reason.KNOWS_TOPIC, topic=wish.topic))
    if times := wish.met.get(of.key, 0):
        found.append(_because(Reason.MET_BEFORE, times=times))
    if wish.topic is not None and wish.topic in of.prefers:
        found.append(_because(Reason.WANTS_TO, topic=wish.topic))
    if of.travel_minutes is not None:
        found.append(_shared(Reason.IS_NEAR, of.travel_minutes, FAR_MINUTES))
    found.append(_shared(Reason.HAS_TIME, of.week_minutes, USUAL_MINUTES))
    return tuple(sorted((each for each in found if each.points), key=lambda each: -each.points))


def _language(wish: Wish, of: Candidate) -> str | None:
    """Choose the language that she speaks best of those wished, in the order of the wish."""
    spoken = [each for each in wish.languages if each in of.languages]
    return min(spoken, key=lambda each: BEST_FIRST.index(of.languages[each]), default=None)


def _because(reason: Reason, **facts: object) -> Because:
    return Because(reason, WEIGHTS[reason], facts)


def _shared(reason: Reason, minutes: int, most: int) -> Because:
    """Give the points of a reason in proportion to what is left of some minutes."""
    left = max(most - minutes, 0)
    return Because(reason, WEIGHTS[reason] * left // most, {"minutes": minutes})

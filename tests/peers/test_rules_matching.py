"""Who is proposed, in which order and why; who is not, and what stands against her."""

import datetime as dt
import random

import pytest
from hypothesis import given, strategies as st

from participation.peers.rules.civil import Span
from participation.peers.rules.dated import LimitCode
from participation.peers.rules.facts import Commitment, Reservation
from participation.peers.rules.kinds import (
    Gender,
    LanguageLevel as L,
    SlotKind,
    Status,
    Topic,
)
from participation.peers.rules.matching import (
    WEIGHTS,
    Candidate,
    Obstacle as O,  # noqa: N817
    Reason as R,  # noqa: N817
    Wish,
    propose,
)
from tests.peers.helping import LIMITS, at, helper, slot

HERE, ELSEWHERE = 7, 8
ONE = slot("11-24 10:00", 60, SlotKind.MEETING, service_id=HERE)
DAY = dt.date(2026, 11, 24)


def wish(**facts: object) -> Wish:
    given_facts = {"span": ONE.span, "service_id": HERE, "reservation": ONE, **facts}
    return Wish(**given_facts)  # type: ignore[arg-type]


def candidate(key: int = 1, of: Commitment | None = None, /, **facts: object) -> Candidate:
    given_facts = {"services": frozenset({HERE}), **facts}
    return Candidate(key, of or helper(Status.VOLUNTEER), **given_facts)  # type: ignore[arg-type]


def against(of: Candidate, asked: Wish) -> tuple[O, ...]:
    able, unable = propose(asked, [of], LIMITS)
    assert len(able) + len(unable) == 1
    return unable[0].obstacles if unable else ()


@pytest.mark.parametrize(
    ("facts", "asked", "expected"),
    [
        ({}, {}, ()),
        ({"languages": {"fa_AF": L.LITTLE}}, {"languages": ("ps", "fa_AF")}, ()),
        ({"languages": {"fr": L.NATIVE}}, {"languages": ("ps", "fa_AF")}, (O.LANGUAGE,)),
        ({}, {"languages": ("ps",)}, (O.LANGUAGE,)),
        ({"gender": Gender.WOMAN}, {"gender": Gender.WOMAN}, ()),
        ({"gender": Gender.MAN}, {"gender": Gender.WOMAN}, (O.GENDER,)),
        ({"gender": Gender.UNSAID}, {"gender": Gender.WOMAN}, (O.GENDER,)),
        ({"gender": Gender.MAN}, {"gender": Gender.UNSAID}, ()),
        ({"services": frozenset({ELSEWHERE})}, {}, (O.SERVICE,)),
        ({"taken": (slot("11-24 10:59", 60),)}, {}, (O.TAKEN,)),
        ({"taken": (slot("11-24 11:00", 60),)}, {}, ()),
        ({"busy": (Span(at("11-24 09:00"), at("11-24 10:01")),)}, {}, (O.TAKEN,)),
        ({"busy": (Span(at("11-24 09:00"), at("11-24 10:00")),)}, {}, ()),
        ({"taken": (slot("11-25 10:00", 301),)}, {}, (O.LIMIT,)),
        ({"taken": (slot("11-25 10:00", 300),)}, {}, ()),
    ],
)
def test_what_stands_against_somebody(
    facts: dict[str, object], asked: dict[str, object], expected: tuple[O, ...]
) -> None:
    assert against(candidate(**facts), wish(**asked)) == expected


@pytest.mark.parametrize(
    ("helps_at_home", "not_from_here", "expected"),
    [
        (False, False, (O.LIVES_HERE, O.LIMIT)),
        (True, False, ()),
        (True, True, (O.LIVES_HERE,)),  # the resident's word goes before the helper's
    ],
)
def test_somebody_who_lives_here(
    *, helps_at_home: bool, not_from_here: bool, expected: tuple[O, ...]
) -> None:
    lives = helper(Status.VOLUNTEER, lives_in=frozenset({HERE}), helps_at_home=helps_at_home)
    assert against(candidate(1, lives), wish(not_from_here=not_from_here)) == expected


def test_a_limit_that_only_warns_is_told_and_refuses_nobody() -> None:
    late = helper(Status.VOLUNTEER, supervised_on=(DAY - dt.timedelta(days=40),))
    able, unable = propose(wish(), [candidate(1, late)], LIMITS)
    assert not unable
    assert [each.code for each in able[0].warnings] == [LimitCode.SUPERVISION_MONTH]
    full = candidate(2, taken=(slot("11-25 10:00", 360),))
    unable = propose(wish(), [full], LIMITS)[1]
    assert [each.code for each in unable[0].breaches] == [LimitCode.VOLUNTEER_HOURS]


def test_each_proposal_says_why() -> None:
    of = candidate(
        languages={"ps": L.NATIVE, "fr": L.WELL},
        topics=frozenset({Topic.STREET}),
        prefers=frozenset({Topic.STREET}),
        travel_minutes=30,
        week_minutes=90,
    )
    asked = wish(languages=("fr", "ps"), topic=Topic.STREET, met={1: 2})
    found = propose(asked, [of], LIMITS)[0][0]
    assert [(each.reason, each.points) for each in found.because] == [
        (R.SPEAKS_NATIVE, 40),
        (R.KNOWS_TOPIC, 25),
        (R.MET_BEFORE, 20),
        (R.WANTS_TO, 10),
        (R.IS_NEAR, 4),
        (R.HAS_TIME, 3),
    ]
    assert found.points == 102
    assert found.because[0].facts == {"language": "ps"}
    assert found.because[2].facts == {"times": 2}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"languages": {"ps": L.WELL}}, {"languages": {"ps": L.LITTLE}, "met": 1}),
        ({"topics": frozenset({Topic.ROAD})}, {"met": 1}),
        ({"met": 1}, {"prefers": frozenset({Topic.ROAD}), "travel_minutes": 0}),
        ({"prefers": frozenset({Topic.ROAD})}, {"travel_minutes": 0}),
        ({"travel_minutes": 5}, {"travel_minutes": 50}),
        ({"week_minutes": 30}, {"week_minutes": 120}),
        ({"week_minutes": 200}, {"week_minutes": 240}),  # equal points: who helps less this week
        ({}, {}),  # equal in all: the older profile
    ],
)
def test_who_goes_before_whom(first: dict[str, object], second: dict[str, object]) -> None:
    met = {key: 1 for key, of in ((1, first), (2, second)) if of.pop("met", 0)}
    ask = wish(topic=Topic.ROAD, met=met, languages=("ps",) if "languages" in first else ())
    both = [candidate(1, **first), candidate(2, **second)]
    for order in (both, both[::-1]):
        assert [each.key for each in propose(ask, order, LIMITS)[0]] == [1, 2]


CANDIDATES = st.lists(
    st.builds(
        lambda level, topics, minutes, travel: {
            "languages": {"ps": level} if level else {},
            "topics": topics,
            "week_minutes": minutes,
            "travel_minutes": travel,
        },
        st.none() | st.sampled_from(list(L)),
        st.frozensets(st.sampled_from(list(Topic)), max_size=3),
        st.integers(0, 300),
        st.none() | st.integers(0, 90),
    ),
    max_size=8,
)


@given(CANDIDATES, st.integers())
def test_the_same_facts_give_the_same_order(of: list[dict[str, object]], seed: int) -> None:
    there = [candidate(n, **facts) for n, facts in enumerate(of)]
    asked = wish(languages=("ps",), topic=Topic.ROAD, met={0: 1})
    expected = propose(asked, there, LIMITS)
    shuffled = there.copy()
    random.Random(seed).shuffle(shuffled)
    assert propose(asked, shuffled, LIMITS) == expected
    able, unable = expected
    points = [each.points for each in able]
    assert points == sorted(points, reverse=True)
    assert all(each.points == sum(one.points for one in each.because) for each in able)
    assert len(able) + len(unable) == len(there)
    assert all(each.languages for each in there if each.key in {one.key for one in able})


def test_every_reason_has_its_points_and_no_word_names_anything_private() -> None:
    assert set(WEIGHTS) == set(R)
    words = {*R, *O, *Topic, *SlotKind, *Status}
    private = ("health", "prison", "addict", "mental", "disab", "ill", "crim", "justice", "hiv")
    assert not [word for word in words if any(each in word.value for each in private)]


def test_a_wish_is_judged_at_its_own_time() -> None:
    night = Reservation(at("11-24 22:00"), at("11-24 23:00"), SlotKind.DROP_IN, HERE)
    asked = Wish(night.span, HERE, night)
    assert against(candidate(), asked) == (O.LIMIT,)

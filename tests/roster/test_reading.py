"""What is read from JSON: all as it was written, every mistake named with its place."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from participation.roster.reading import read_problem
from participation.roster.strict import MOST_BYTES, BadRosterError
from participation.roster.writing import plain_problem, write_problem
from tests.roster.instances import make_week
from tests.roster.weeks import draw_week

PAGE = Path(__file__).resolve().parents[2] / "docs" / "roster.md"
Change = Callable[[dict[str, Any]], object]


def example() -> dict[str, Any]:
    """Give the problem that the page shows."""
    found = re.search(r"```json\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value


def put(*path: str | int, value: object) -> Change:
    def change(whole: dict[str, Any]) -> None:
        inner: Any = whole
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return change


def drop(*path: str | int) -> Change:
    def change(whole: dict[str, Any]) -> None:
        inner: Any = whole
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]

    return change


CASES: list[tuple[Change, str]] = [
    (drop("zone"), "the roster: has no field 'zone'"),
    (put("zone", value="Europe/Pars"), "zone: must be a time zone such as Europe/Paris"),
    (put("zone", value="../etc"), "zone: must be a time zone such as Europe/Paris"),
    (put("colour", value=1), "the roster: has the unknown field 'colour'"),
    (put("slots", value={}), "slots: must be a list"),
    (put("slots", 0, value=7), "slots[0]: must be an object"),
    (put("slots", 0, "kind", value="party"), "slots[0].kind: must be one of one, drop_in,"),
    (put("slots", 0, "id", value="a b"), "slots[0].id: must be 1 to 64 letters"),
    (
        put("slots", 0, "starts", value="2026-03-28T22:00"),
        "slots[0].starts: must be an instant",
    ),
    (put("slots", 0, "starts", value="tonight"), "slots[0].starts: must be an instant"),
    (put("slots", 0, "starts", value=5), "slots[0].starts: must be an instant"),
    (
        put("slots", 0, "starts", value="2026-03-28T22:00:01Z"),
        "slots[0].starts: must be on a whole minute",
    ),
    (
        put("slots", 0, "starts", value="0001-01-01T00:00:00+10:00"),
        "slots[0].starts: must be in the years 2000 to 2099",
    ),
    (
        put("slots", 0, "ends", value="2026-03-28T22:00:00+01:00"),
        "slots[0].ends: must be after starts",
    ),
    (
        put("slots", 0, "ends", value="2026-03-29T22:01:00+01:00"),
        "slots[0].ends: must be at most 24 hours after starts",
    ),
    (put("slots", 0, "least", value=3), "slots[0].least: is more than most, which is 2"),
    (put("slots", 0, "team", value=3), "slots[0].team: is more than most, which is 2"),
    (put("slots", 0, "leads", value=3), "slots[0].leads: is more than most, which is 2"),
    (put("slots", 0, "least", value=True), "slots[0].least: must be a whole number from 0"),
    (put("slots", 0, "least", value=1.0), "slots[0].least: must be a whole number from 0"),
    (put("slots", 0, "heavy", value=1), "slots[0].heavy: must be true or false"),
    (put("slots", 0, "previous", value=["bea"]), "slots[0].previous: there is no helper 'bea'"),
    (put("fixed", 0, "slot", value="x"), "fixed[0].slot: there is no slot 'x'"),
    (put("fixed", 0, "helper", value="x"), "fixed[0].helper: there is no helper 'x'"),
    (
        put("fixed", value=[{"helper": "ann", "slot": "round-1"}] * 2),
        "fixed[1]: stands twice: ann and round-1",
    ),
    (put("travel", 0, "minutes", value=-1), "travel[0].minutes: must be a whole number"),
    (put("weights", value={"love": 1}), "weights: has the unknown field 'love'"),
    (drop("helpers", 0, "limits"), "helpers[0]: has no field 'limits'"),
    (
        put("helpers", 0, "limits", "rest", value=None),
        "helpers[0].limits.rest: must be a whole number",
    ),
    (
        put("helpers", 0, "skills", "base", value="2026-02-30"),
        "helpers[0].skills.base: must be a day such as 2026-03-28",
    ),
    (
        put("helpers", 0, "available", 0, "ends", value="2026-03-28T18:00:00+01:00"),
        "helpers[0].available[0]: must start before it ends",
    ),
    (lambda it: it["helpers"].append(it["helpers"][0]), "helpers[1].id: stands twice: ann"),
    (
        lambda it: it["slots"].append(
            it["slots"][0]
            | {
                "id": "x",
                "starts": "2026-07-01T00:00:00Z",
                "ends": "2026-07-01T01:00:00Z",
            }
        ),
        "slots[1].ends: is more than 93 days after the first slot",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), CASES, ids=map(str, range(len(CASES))))
def test_a_mistake_is_named_with_its_place(change: Change, sentence: str) -> None:
    whole = example()
    change(whole)
    with pytest.raises(BadRosterError) as caught:
        read_problem(json.dumps(whole))
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "this is not JSON"),
        (b"\xff\xfe{", "this is not JSON"),
        (b"[" * 100_000, "this is not JSON"),
        (b'{"zone": 1' + b"0" * 5_000 + b"}", "this is not JSON"),
        (b'{"margin": NaN}', "NaN is no number of JSON"),
        (b'{"zone": "UTC", "zone": "UTC"}', "the key 'zone' stands twice"),
        (b"[]", "the roster: must be an object"),
        (b" " * (MOST_BYTES + 1), "the file is larger than 32 MB"),
    ],
)
def test_what_is_no_roster_at_all(raw: bytes, sentence: str) -> None:
    with pytest.raises(BadRosterError, match=re.escape(sentence)):
        read_problem(raw)


def test_the_page_shows_every_field() -> None:
    text = PAGE.read_text()
    whole = plain_problem(make_week(3, 3, 1, balanced=False))
    parts: list[Any] = [whole, whole["helpers"], whole["slots"], whole["weights"]]
    limits = parts[1][0]["limits"]
    for fields in (whole, parts[1][0], parts[2][0], parts[3], limits):
        assert all(f"`{name}`" in text or f'"{name}"' in text for name in fields), fields


@settings(max_examples=40)
@given(st.integers(0, 10**9))
def test_what_is_written_is_read_again(seed: int) -> None:
    week = draw_week(random.Random(seed))
    written = write_problem(week)
    assert read_problem(written) == week
    assert write_problem(read_problem(written.encode())) == written


@settings(max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from("zone helpers slots fixed id".split()), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_stands_there_is_read_or_refused(value: object) -> None:
    with pytest.raises(BadRosterError):
        read_problem(json.dumps(value))

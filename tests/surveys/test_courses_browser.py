"""The browser's way through a questionnaire against the server's: the frozen table, and chance."""

import json
from typing import Any

import pytest

from tests.surveys.nodes import ask_node
from tests.surveys.vectors.courses import (
    EACH,
    FILE,
    SEED,
    TOO_LONG,
    WORDS,
    cases,
    plain,
    written,
)

CASES, MANY_CASES = 25, 1_500
REASONS = {
    *("required", "not_asked", "wrong_shape", "not_a_choice", "too_low", "too_high"),
    *("off_step", "constraint"),
}


def test_the_table_is_what_the_server_makes_of_it() -> None:
    assert written(plain(list(cases(SEED, EACH)))) == FILE.read_text("utf-8")


def test_every_refusal_is_met_in_the_table() -> None:
    table: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    tried = [case for form in table for case in form["cases"]]
    met = {reason for case in tried for reason in case["own"].values()}
    met |= {probe[2] for case in tried for probe in case["probes"]}
    assert met == {None, *REASONS}


def test_random_answers_go_the_same_way_in_the_browser(request: pytest.FixtureRequest) -> None:
    count = MANY_CASES if request.config.option.long else CASES
    table = plain(list(cases(7, count, (*WORDS, TOO_LONG))))
    assert "too_long" in {
        reason for form in table for one in form["cases"] for reason in one["own"].values()
    }
    assert ask_node("courses", table) == [form["cases"] for form in table]

"""Patterns: what they match, judged by the standard library, and what they may cost."""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from participation.surveys.rules.expressions import CannotEvaluateError, Scope, evaluate, parse
from participation.surveys.rules.expressions.patterns import PatternError, compiled

MONDAY = date(2024, 5, 6)


def test_no_pattern_hangs() -> None:
    begun = time.process_time()
    assert not compiled("(a+)+b").matches("a" * 2_000)
    assert not compiled("(a|a)*(a|a)*b").matches("a" * 2_000)
    with pytest.raises(PatternError):
        compiled("(((x{1000}){1000}){1000}){1000}")
    compiled("(((){1000}){1000}){1000}")
    with pytest.raises(CannotEvaluateError):
        evaluate(parse("regex(${long}, '(x?){900}')"), Scope({"long": "x" * 5_000}, MONDAY))
    assert time.process_time() - begun < 3


@settings(max_examples=300)
@given(
    st.text("ab(|)*+?{2}[-]\\d.,1", min_size=1, max_size=10),
    st.lists(st.text("ab1{}-]", max_size=6), max_size=5),
)
def test_patterns_agree_with_the_standard_library(pattern: str, texts: list[str]) -> None:
    try:
        matches = compiled(pattern).matches
    except PatternError:
        return
    judge = re.compile(pattern, re.ASCII)
    for text in texts:
        assert matches(text) == bool(judge.fullmatch(text))

"""Every rule of the law: holds, breaks, edge, the law of the day before, unverified."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from participation.compliance.labels.titles import TITLES
from participation.compliance.labels.todo import SENTENCES, say
from participation.councils.queries.law import FOLDER, law_on, laws
from participation.organisations.rules.law import in_force
from participation.organisations.rules.rulings import Rule, State
from tests.compliance import cases_of_councils, cases_of_life, cases_of_sessions, cases_of_votes
from tests.compliance.cases import (
    LAW,
    OK,
    WARN,
    Case,
    Column,
    read_whole,
    with_number,
    without,
)

EVERY: tuple[Case, ...] = (
    *cases_of_councils.CASES,
    *cases_of_sessions.CASES,
    *cases_of_votes.CASES,
    *cases_of_life.CASES,
)
NAMED = [
    pytest.param(case, id=f"{case.rule}-{case.column}-{number}")
    for number, case in enumerate(EVERY)
]
OLDER = law_on(dt.date(2022, 12, 31))
ASKED = {Column.HOLDS, Column.BREAKS, Column.EDGE, Column.BEYOND}
NUMBERS = {
    Rule.R04: ("minimum-residents", 4),
    Rule.R05: ("majority", 9),
    Rule.R07: ("residents-age", 60),
    Rule.R08: ("family-degree", 3),
    Rule.R09: ("groupement-stand-ins", 1),
    Rule.R10: ("staff-seniority", 120),
    Rule.R16: ("term-ending", 91),
    Rule.R18: ("new-substitute", 59),
    Rule.R22: ("sessions-a-year", 4),
    Rule.R23: ("agenda-days", 16),
    Rule.R25: ("session-on-request", 29),
    Rule.R30: ("opinion-answered", 0),
    Rule.R31: ("yearly-report", 2),
    Rule.R32: ("results-posted-days", 59),
    Rule.R35: ("evaluation-presented", 179),
    Rule.R37: ("complaint-oriented", 14),
    Rule.R38: ("other-form-agenda", 8),
}
"""Another number of a provision, under which a case that holds at its edge no longer does."""


def test_the_table_is_whole() -> None:
    for rule in Rule:
        columns = {case.column for case in EVERY if case.rule is rule}
        assert columns >= ASKED, f"{rule}: {ASKED - columns}"


@pytest.mark.parametrize("case", NAMED)
def test_a_rule_under_the_law_as_it_was_read(case: Case) -> None:
    ruling = case.judge(LAW)
    assert ruling.rule is case.rule
    assert ruling.state is case.state
    assert case.rule.value in LAW[ruling.provision].rules
    assert bool(ruling.lack) or ruling.state in {State.OK, State.NOT_APPLICABLE}
    assert "%" not in say(ruling)


@pytest.mark.parametrize("case", NAMED)
def test_what_is_not_verified_warns_and_never_blocks(case: Case) -> None:
    unread, read = (
        case.judge(read_whole(LAW, verified=False)),
        case.judge(read_whole(LAW, verified=True)),
    )
    assert unread.state is (WARN if case.state is State.ERROR else case.state)
    expected = case.verified or case.state
    if not case.verified and case.state is WARN and read.state is State.ERROR:
        assert case.rule is Rule.R01, "the kinds of service have a file of their own"
    else:
        assert read.state is expected


@pytest.mark.parametrize("case", NAMED)
def test_before_a_rule_was_written_nothing_is_asked(case: Case) -> None:
    assert case.judge(without(LAW, case.rule)).state is State.NOT_APPLICABLE


@pytest.mark.parametrize("case", NAMED)
def test_the_law_before_2023_judges_without_a_gap_and_never_blocks(case: Case) -> None:
    ruling = case.judge(OLDER)
    asked = any(case.rule.value in each.rules for each in OLDER.provisions.values())
    assert ruling.state is not State.ERROR
    assert asked or ruling.state is State.NOT_APPLICABLE
    assert ruling.state is State.NOT_APPLICABLE or ruling.provision in OLDER


def test_each_rule_of_the_older_law_is_written_silent_or_said_to_be_unread() -> None:
    written = {rule for each in OLDER.provisions.values() for rule in each.rules}
    assert OLDER.since == dt.date(2011, 11, 1)
    assert OLDER.unread.isdisjoint(written)
    assert {each.value for each in Rule} - written - OLDER.unread == {
        *("R09", "R31", "R32", "R35", "R37")
    }, "stand-ins, the yearly report, the yearly survey, the evaluation, complaints: of 2022"
    assert OLDER.number("agenda-days") == 8
    assert not any(each.verified for each in OLDER.provisions.values())


@pytest.mark.parametrize("rule", NUMBERS)
def test_the_law_of_the_day_before_has_its_own_numbers(rule: Rule) -> None:
    edges = [each for each in EVERY if each.rule is rule and each.state is OK]
    other = with_number(LAW, *NUMBERS[rule])
    assert any(each.judge(other).state in {WARN, State.ERROR} for each in edges)


def test_a_later_file_is_a_change_of_law(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "fr-2023-01-01.toml", tmp_path)
    text = (FOLDER / "fr-2023-01-01.toml").read_text("utf-8")
    later = text.replace("from = 2023-01-01", "from = 2027-01-01")
    changed = later.replace(
        "source = \"non lu dans le texte d'aujourd'hui\"\nverified = false\nthreshold = 15",
        'source = "un décret à venir"\nverified = true\nthreshold = 21',
    )
    assert changed != later
    (tmp_path / "fr-2027-01-01.toml").write_text(changed, "utf-8")
    found = laws(tmp_path)
    before, after = (in_force(found, day) for day in (dt.date(2026, 12, 31), dt.date(2027, 1, 1)))
    assert [each.since.year for each in (before, after)] == [2023, 2027]
    edge = next(
        case
        for case in EVERY
        if case.rule is Rule.R23 and case.column is Column.EDGE and case.state is OK
    )
    assert edge.judge(before).state is OK
    assert edge.judge(after).state is WARN


def test_every_rule_has_its_name_and_every_lack_its_sentence() -> None:
    assert set(TITLES) == set(Rule)
    lacks = {
        case.judge(law).lack for case in EVERY for law in (LAW, read_whole(LAW, verified=True))
    }
    assert lacks - {""} <= set(SENTENCES)
    assert len(lacks) > 50

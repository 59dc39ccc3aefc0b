"""What contracts and engagements must be: their days, months, hours and ages, at each edge."""

import datetime as dt

import pytest

from participation.peers.rules.facts import Contract
from participation.peers.rules.kinds import Status as S  # noqa: N817 - tables are read at a glance
from participation.peers.rules.limits import examine_contract
from tests.peers.helping import LIMITS, broken, helper, slot


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        ("2026-11-23", None, "11-23 00:00", None),
        ("2026-11-23", None, "11-22 23:59", 1),
        ("2026-01-01", "2026-11-23", "11-23 23:00", None),
        ("2026-01-01", "2026-11-23", "11-23 23:01", 1),
    ],
)
def test_nothing_outside_the_days_of_a_contract(
    since: str, until: str | None, day: str, expected: int | None
) -> None:
    ends = dt.date.fromisoformat(until) if until else None
    of = helper(contract=Contract(dt.date.fromisoformat(since), ends))
    assert broken(of, [], slot(day, 60)).get("contract-dates") == expected


def contract_of(status: S, since: str, until: str | None = None, **facts: object) -> set[str]:
    born = facts.pop("born", None)
    extended = facts.pop("extended", False)
    days = dt.date.fromisoformat(since), dt.date.fromisoformat(until) if until else None
    of = helper(
        status,
        contract=Contract(*days, **facts),  # type: ignore[arg-type]
        born_on=dt.date.fromisoformat(str(born)) if born else None,
        age_extended=extended,
    )
    return {each.code.value for each in examine_contract(of, LIMITS)}


@pytest.mark.parametrize(
    ("status", "since", "until", "expected"),
    [
        (S.INSERTION, "2026-01-01", "2026-04-30", set()),
        (S.INSERTION, "2026-01-01", "2026-04-29", {"insertion-least"}),
        (S.INSERTION, "2026-01-01", "2027-12-31", set()),
        (S.INSERTION, "2026-01-01", "2028-01-01", {"insertion-most"}),
        (S.INSERTION, "2025-10-31", "2026-02-28", set()),  # the last day of a shorter month
        (S.INSERTION, "2025-10-31", "2026-02-26", {"insertion-least"}),
        (S.CIVIC_SERVICE, "2026-01-15", "2026-07-14", set()),
        (S.CIVIC_SERVICE, "2026-01-15", "2026-07-13", {"civic-least"}),
        (S.CIVIC_SERVICE, "2026-01-15", "2027-01-14", set()),
        (S.CIVIC_SERVICE, "2026-01-15", "2027-01-15", {"civic-most"}),
        (S.EMPLOYEE, "2026-01-01", "2026-01-02", set()),
        (S.INSERTION, "2026-01-01", None, set()),
    ],
)
def test_months_of_a_contract(status: S, since: str, until: str | None, expected: set[str]) -> None:
    assert contract_of(status, since, until) == expected


@pytest.mark.parametrize(
    ("status", "minutes", "derogation", "expected"),
    [
        (S.INSERTION, 1200, False, set()),
        (S.INSERTION, 1199, False, {"insertion-hours"}),
        (S.INSERTION, 600, True, set()),
        (S.CIVIC_SERVICE, 1440, False, set()),
        (S.CIVIC_SERVICE, 1439, False, {"civic-hours-least"}),
        (S.EMPLOYEE, 60, False, set()),
    ],
)
def test_hours_of_a_contract(
    *,
    status: S,
    minutes: int,
    derogation: bool,
    expected: set[str],
) -> None:
    found = contract_of(
        status, "2026-01-01", "2026-10-31", weekly_minutes=minutes, has_derogation=derogation
    )
    assert found == expected


@pytest.mark.parametrize(
    ("born", "extended", "expected"),
    [
        ("2010-01-15", False, set()),
        ("2010-01-16", False, {"civic-age-least"}),
        ("2000-01-16", False, set()),  # twenty-five until the day before
        ("2000-01-15", False, {"civic-age-most"}),
        ("2000-01-15", True, set()),
        ("1995-01-16", True, set()),
        ("1995-01-15", True, {"civic-age-extended"}),
    ],
)
def test_ages_of_civic_service(*, born: str, extended: bool, expected: set[str]) -> None:
    status, days = S.CIVIC_SERVICE, ("2026-01-15", "2026-08-14")
    assert contract_of(status, *days, born=born, extended=extended) == expected

"""Who may vote and stand, college by college, on the day before, the day and the day after."""

import datetime as dt

import pytest

from participation.councils.labels.words import ELIGIBILITY
from participation.councils.queries import law_on
from participation.councils.rules.eligibility import (
    Candidate,
    Contract,
    Link,
    Place,
    Reason as R,  # noqa: N817 - tables are read at a glance
    Verdict,
    may_stand,
    may_vote,
)
from participation.councils.rules.kinds import FAMILIES, CollegeKind as K
from participation.organisations.rules.law import Severity
from tests.councils.sitting import TODAY

LAW = law_on(TODAY)
OLD = Place(dt.date(2000, 1, 1), receives_minors=True)
DAY = dt.timedelta(days=1)
ANYBODY = Candidate(
    link=Link.KIN, degree=1, contract=Contract.PRIVATE_LAW, hired_on=dt.date(2010, 1, 1)
)


def stands(kind: K, person: Candidate, place: Place = OLD, **more: object) -> Verdict:
    return may_stand(kind, person, day=TODAY, place=place, law=LAW, **more)  # type: ignore[arg-type]


def votes(kind: K, person: Candidate, **more: object) -> Verdict:
    return may_vote(kind, person, day=TODAY, law=LAW, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("born_on", "reason"),
    [
        (dt.date(2015, 3, 18), R.TOO_YOUNG),
        (dt.date(2015, 3, 17), R.TOO_YOUNG),
        (dt.date(2015, 3, 16), None),
        (dt.date(1930, 1, 1), None),
    ],
)
def test_a_resident_stands_once_she_is_over_eleven_and_votes_at_any_age(
    born_on: dt.date, reason: R | None
) -> None:
    person = Candidate(born_on=born_on)
    assert stands(K.RESIDENTS, person).refusal is reason
    assert votes(K.RESIDENTS, person).may


def test_an_unknown_age_is_looked_at_where_minors_live() -> None:
    assert stands(K.RESIDENTS, Candidate()).may
    assert [d.reason for d in stands(K.RESIDENTS, Candidate()).warnings] == [R.AGE_UNKNOWN]
    adults = Place(OLD.opened_on)
    assert stands(K.RESIDENTS, Candidate(), adults).doubts == ()


@pytest.mark.parametrize(
    ("since", "until", "may"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (None, TODAY, False),
        (None, TODAY + DAY, True),
        (None, None, True),
    ],
)
def test_only_who_is_there_on_the_day_votes(
    since: dt.date | None,
    until: dt.date | None,
    may: bool,  # noqa: FBT001
) -> None:
    person = Candidate(since=since, until=until, born_on=dt.date(1980, 1, 1))
    assert votes(K.RESIDENTS, person).may is may
    assert stands(K.RESIDENTS, person).may is may


@pytest.mark.parametrize("college", sorted(FAMILIES))
@pytest.mark.parametrize(
    ("link", "degree", "refusal", "warnings"),
    [
        (Link.KIN, 1, None, []),
        (Link.KIN, 4, None, []),
        (Link.KIN, 5, R.LINK_TOO_FAR, []),
        (Link.KIN, None, None, [R.LINK_UNKNOWN]),
        (None, None, None, [R.LINK_UNKNOWN]),
        (Link.PARENTAL_AUTHORITY, None, None, []),
        (Link.LEGAL_REPRESENTATIVE, None, None, []),
        (Link.PROTECTION_WITH_REPRESENTATION, None, None, []),
        (Link.CARER, None, None, [R.CARER_TO_CHECK]),
        (Link.NONE, None, R.NO_LINK, [R.NO_LINK]),
    ],
)
def test_families_stand_up_to_the_fourth_degree_or_with_a_title(
    college: K, link: Link | None, degree: int | None, refusal: R | None, warnings: list[R]
) -> None:
    found = stands(college, Candidate(link=link, degree=degree))
    assert found.refusal is refusal
    assert [doubt.reason for doubt in found.warnings] == warnings


def test_a_family_leaves_with_its_relative() -> None:
    gone = Candidate(link=Link.KIN, degree=1, until=TODAY)
    assert stands(K.RELATIVES, gone).refusal is R.RELATIVE_GONE
    assert votes(K.RELATIVES, gone).refusal is R.RELATIVE_GONE


@pytest.mark.parametrize(
    ("hired_on", "reason"),
    [
        (dt.date(2025, 9, 17), None),
        (dt.date(2025, 9, 18), R.NOT_SENIOR),
        (dt.date(2010, 1, 1), None),
    ],
)
def test_staff_stand_after_six_months(hired_on: dt.date, reason: R | None) -> None:
    person = Candidate(contract=Contract.PERMANENT_POST, hired_on=hired_on)
    assert stands(K.STAFF, person).refusal is reason
    assert votes(K.STAFF, person).may


@pytest.mark.parametrize(
    ("opened_on", "profession_since", "reason"),
    [
        (dt.date(2025, 9, 18), dt.date(2020, 1, 1), None),
        (dt.date(2025, 9, 18), dt.date(2025, 12, 1), R.NOT_SENIOR),
        (dt.date(2025, 9, 17), dt.date(2020, 1, 1), R.NOT_SENIOR),
    ],
)
def test_in_a_new_service_seniority_is_that_of_the_profession(
    opened_on: dt.date, profession_since: dt.date, reason: R | None
) -> None:
    person = Candidate(
        contract=Contract.PRIVATE_LAW,
        hired_on=dt.date(2025, 10, 1),
        profession_since=profession_since,
    )
    assert stands(K.STAFF, person, Place(opened_on)).refusal is reason


def test_who_is_no_staff_and_what_nobody_asked_yet() -> None:
    temporary = Candidate(contract=Contract.OTHER, hired_on=dt.date(2010, 1, 1))
    assert votes(K.STAFF, temporary).refusal is R.NOT_STAFF
    assert [doubt.reason for doubt in stands(K.STAFF, Candidate()).warnings] == [
        R.CONTRACT_UNKNOWN,
        R.SENIORITY_UNKNOWN,
    ]


@pytest.mark.parametrize("college", [K.VOLUNTEERS, K.CARE_TEAM, K.GROUPEMENT, K.PROTECTION])
def test_colleges_whose_rule_was_not_read_are_left_to_the_rules_of_procedure(college: K) -> None:
    found = stands(college, ANYBODY)
    assert found.may
    assert [(d.reason, d.severity) for d in found.warnings] == [
        (R.BY_RULES_OF_PROCEDURE, Severity.ADVICE)
    ]


def test_a_director_and_somebody_in_two_colleges_are_warned_about() -> None:
    director = Candidate(
        contract=Contract.PRIVATE_LAW, hired_on=dt.date(2010, 1, 1), is_director=True
    )
    assert [d.reason for d in stands(K.STAFF, director).warnings] == [R.DIRECTOR]
    assert stands(K.STAFF, director).may
    both = votes(K.RESIDENTS, Candidate(), other_colleges=[K.STAFF])
    assert both.may
    assert [d.reason for d in both.warnings] == [R.TWO_COLLEGES]


def test_what_is_not_verified_never_blocks() -> None:
    for kind in K:
        for person in (Candidate(), ANYBODY, Candidate(link=Link.NONE, contract=Contract.OTHER)):
            for verdict in (stands(kind, person), votes(kind, person)):
                errors = [d for d in verdict.doubts if d.severity is Severity.ERROR]
                assert all(LAW[d.provision].verified or d.reason is R.NOT_PRESENT for d in errors)


def test_each_reason_has_its_words() -> None:
    assert set(ELIGIBILITY) == set(R)

"""A mandate from day to day, and the network, as pure rules."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from participation.councils.rules.evidence import (
    Criterion,
    Evidence,
    edited,
    in_order,
    kinds_of,
    read_map,
    why_not_criterion,
)
from participation.councils.rules.network import (
    NetworkRefusal as N,
    Scope,
    matches,
    may_go_beyond,
    may_read_card,
    why_not_shown,
)
from participation.councils.rules.serving import (
    MILESTONES,
    REMEMBERED,
    MandateRefusal as R,
    SupportKind,
    SupportState,
    TrainingState,
    milestone,
    milestone_passed,
    next_of,
    why_not_asked,
    why_not_hours,
    why_not_settled,
    why_not_trained,
)
from participation.councils.rules.terms import months_later

UNTIL = dt.date(2027, 3, 1)
TODAY = dt.date(2026, 3, 17)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "due", "passed"),
    [
        (dt.date(2026, 8, 31), None, None),
        (dt.date(2026, 9, 1), 6, 6),
        (dt.date(2026, 10, 30), 6, 6),
        (dt.date(2026, 10, 31), None, 6),
        (dt.date(2026, 12, 1), 3, 3),
        (dt.date(2027, 1, 31), None, 3),
        (dt.date(2027, 2, 1), 1, 1),
        (dt.date(2027, 2, 28), 1, 1),
        (dt.date(2027, 3, 1), None, 1),
    ],
)
def test_an_alert_is_due_six_three_and_one_months_before_the_end(
    day: dt.date, due: int | None, passed: int | None
) -> None:
    assert milestone(UNTIL, day) == due
    assert milestone_passed(UNTIL, day) == passed
    assert milestone(None, day) is milestone_passed(None, day) is None


@given(until=DAYS, day=DAYS)
def test_alerts_restated_slowly(until: dt.date, day: dt.date) -> None:
    starts = {months: months_later(until, -months) for months in MILESTONES}
    windows = [m for m in MILESTONES if starts[m] <= day < min(starts[m] + REMEMBERED, until)]
    assert milestone(until, day) == (min(windows) if windows else None)


HOURS = {"weekday": 2, "on_day": None, "starts": "14:00", "ends": "15:30"}


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({}, None),
        ({"weekday": None, "on_day": TODAY}, None),
        ({"weekday": None}, R.WEEKLY_OR_ONCE),
        ({"on_day": TODAY}, R.WEEKLY_OR_ONCE),
        ({"ends": "14:00"}, R.HOURS_REVERSED),
        ({"ends": "09:00"}, R.HOURS_REVERSED),
        ({"weekday": None, "on_day": TODAY - dt.timedelta(days=1)}, R.HOURS_PAST),
    ],
)
def test_office_hours_are_weekly_or_once_and_run_forwards(
    more: dict[str, object], reason: R | None
) -> None:
    assert why_not_hours(**{**HOURS, **more}, today=TODAY) == reason  # type: ignore[arg-type]


@given(weekday=st.integers(1, 7), day=DAYS)
def test_the_next_tuesday_is_a_tuesday_within_the_week(weekday: int, day: dt.date) -> None:
    found = next_of(weekday, day)
    assert found.isoweekday() == weekday
    assert 0 <= (found - day).days < 7


@pytest.mark.parametrize(
    ("state", "day", "reason"),
    [
        (TrainingState.WISHED, None, None),
        (TrainingState.PLANNED, None, R.TRAINING_WITHOUT_DAY),
        (TrainingState.PLANNED, TODAY + dt.timedelta(days=9), None),
        (TrainingState.FOLLOWED, TODAY, None),
        (TrainingState.FOLLOWED, TODAY + dt.timedelta(days=1), R.FOLLOWED_IN_THE_FUTURE),
    ],
)
def test_a_training_has_its_day(
    state: TrainingState, day: dt.date | None, reason: R | None
) -> None:
    assert why_not_trained(state, day, today=TODAY) == reason


@pytest.mark.parametrize(
    ("wanted", "language", "days", "reason"),
    [
        (SupportKind.HELPER, "", 0, None),
        (SupportKind.INTERPRETER, "ps", 3, None),
        (SupportKind.INTERPRETER, "", 3, R.LANGUAGE_MISSING),
        (SupportKind.HELPER, "", -1, R.MEETING_PAST),
    ],
)
def test_help_is_asked_for_a_meeting_to_come(
    wanted: SupportKind, language: str, days: int, reason: R | None
) -> None:
    day = TODAY + dt.timedelta(days=days)
    assert why_not_asked(wanted, language, day, today=TODAY) == reason


def test_a_no_has_its_reason_and_a_yes_its_name() -> None:
    refused, found = SupportState.REFUSED, SupportState.FOUND
    assert why_not_settled(refused, found="", because=" ") is R.REFUSED_WITHOUT_REASON
    assert why_not_settled(found, found=" ", because="") is R.FOUND_WITHOUT_NAME
    assert why_not_settled(SupportState.ASKED, found="", because="") is None


def test_who_sits_in_a_protected_house_is_known_there_only() -> None:
    shelter, house = frozenset({1}), frozenset({2})
    assert may_read_card(protected=frozenset(), mine=house)
    assert may_read_card(protected=shelter, mine=shelter | house)
    assert not may_read_card(protected=shelter, mine=house)
    assert may_go_beyond(Scope.ASSOCIATION, is_protected=False)
    assert not may_go_beyond(Scope.ASSOCIATION, is_protected=True)
    assert not may_go_beyond(Scope.HOUSE, is_protected=False)


WORK = {"title": "Le lac", "words": "Un lac.", "agrees": True, "scope": Scope.ASSOCIATION}


@pytest.mark.parametrize(
    ("more", "protected", "reason"),
    [
        ({}, False, None),
        ({"agrees": False}, False, N.CONSENT_MISSING),
        ({"title": " "}, False, N.TITLE_MISSING),
        ({"words": ""}, False, N.WORDS_MISSING),
        ({}, True, N.ONLY_THE_HOUSE),
        ({"scope": Scope.HOUSE}, True, None),
    ],
)
def test_a_work_needs_a_yes_a_title_and_words(
    more: dict[str, object], *, protected: bool, reason: N | None
) -> None:
    assert why_not_shown(**{**WORK, **more}, is_protected=protected) == reason  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("repas", True),
        ("REPAS froid", True),
        ("élève", True),
        ("eleves", True),
        ("l'ecole", True),
        ("epas", False),
        ("repas chaud", False),
        ("", True),
    ],
)
def test_words_are_found_without_accents_by_their_beginnings(wanted: str, *, found: bool) -> None:
    assert matches(wanted, ["Les repas sont froids.", "L’école des élèves"]) is found


@given(st.text(min_size=1).filter(str.isalpha))
def test_any_word_finds_itself(word: str) -> None:
    assert matches(word, [f"a {word} b"])


def test_codes_stand_in_the_order_of_their_numbers() -> None:
    codes = ["3.12", "1.10", "1.2", "A", "1.2.1", "3.1"]
    assert sorted(codes, key=in_order) == ["1.2", "1.2.1", "1.10", "3.1", "3.12", "A"]


def test_the_map_of_an_association_takes_the_place_of_the_published_one() -> None:
    published = [
        Criterion("1.6", "Publié", (Evidence.MEETINGS,), "HAS", verified=True),
        Criterion("1.7", "Aussi", (Evidence.SURVEYS,), "HAS"),
    ]
    own = [
        Criterion("1.6", "Changé", (Evidence.WORKS,)),
        Criterion("1.7", "Aussi", (Evidence.SURVEYS,), is_left_out=True),
        Criterion("A.1", "À nous", ()),
    ]
    changed, left_out, added = edited(published, own)
    assert (changed.title, changed.source, changed.verified) == ("Changé", "HAS", False)
    assert changed.is_own
    assert left_out.is_left_out
    assert not left_out.is_own
    assert (added.code, added.source, added.is_own) == ("A.1", "", True)


def test_a_map_with_an_unknown_proof_is_refused() -> None:
    text = '[[criteria]]\ncode = "1"\ntitle = "x"\nkinds = ["gossip"]\nsource = "y"\n'
    with pytest.raises(ValueError, match="gossip"):
        read_map('title = "t"\nfrom = 2022-03-10\n' + text + "verified = false\n")


@pytest.mark.parametrize("code", ["", "1 6", "../etc", "1..6", "x" * 21, "<b>"])
def test_a_code_that_no_file_could_carry_is_refused(code: str) -> None:
    assert why_not_criterion(code, "Un titre") is N.CRITERION_UNREADABLE
    assert why_not_criterion("1.6", " ") is N.CRITERION_WITHOUT_TITLE


def test_kinds_of_a_row_pass_over_words_of_another_time() -> None:
    assert kinds_of("meetings,gossip,works") == (Evidence.MEETINGS, Evidence.WORKS)
    assert kinds_of("") == ()

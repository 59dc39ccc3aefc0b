"""Days of a call, the rhythm of a year, places in the room, names, faces."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from participation.councils.queries.law import law_on
from participation.councils.rules.kinds import CouncilForm, SeatKind, SubstituteOrder
from participation.meetings.rules.attendance import (
    Place,
    Sitting,
    why_not_guest,
    why_not_member,
    why_not_substitute,
)
from participation.meetings.rules.calling import Lateness, call_dates, examine_call
from participation.meetings.rules.naming import names_in, without_names
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from participation.meetings.rules.rhythm import Pace, rhythm_of
from participation.meetings.rules.scores import FEWEST, totals
from participation.meetings.rules.writing import (
    Section,
    Version,
    paragraphs,
    read_sections,
    why_not_adopted,
    why_not_sent_on,
    why_not_signed_on,
)
from participation.organisations.rules.law import Severity as S  # noqa: N817 - tables at a glance

DAY = dt.date(2026, 4, 14)
LAW = law_on(DAY)
F = CouncilForm


@pytest.mark.parametrize(
    ("form", "days", "lateness", "severity"),
    [
        (F.CVS, 15, Lateness.IN_TIME, None),
        (F.CVS, 14, Lateness.LATE, S.WARNING),
        (F.CVS, 8, Lateness.LATE, S.WARNING),
        (F.CVS, 7, Lateness.TOO_LATE, S.WARNING),
        (F.COMMON_CVS, 7, Lateness.TOO_LATE, S.WARNING),
        (F.FORUM, 7, Lateness.IN_TIME, None),
        (F.FORUM, 6, Lateness.TOO_LATE, S.WARNING),
    ],
)
def test_how_late_an_agenda_is(
    form: CouncilForm, days: int, lateness: Lateness, severity: S | None
) -> None:
    found = examine_call(DAY - dt.timedelta(days=days), DAY, form, LAW)
    assert (found.lateness, found.days, found.severity) == (lateness, days, severity)


def test_days_are_counted_backwards_and_the_advised_one_is_a_working_day() -> None:
    dates = call_dates(dt.date(2026, 5, 18), F.CVS, LAW)
    assert dates.advised_on == dt.date(2026, 4, 30)  # 3 May is a Sunday, 1 May a holiday
    assert dates.last_on == dt.date(2026, 5, 10)


@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)), st.sampled_from(F))
def test_who_calls_on_the_advised_day_is_never_late(day: dt.date, form: CouncilForm) -> None:
    dates = call_dates(day, form, LAW)
    assert examine_call(dates.advised_on, day, form, LAW).lateness is Lateness.IN_TIME
    late = examine_call(dates.last_on + dt.timedelta(days=1), day, form, LAW)
    assert late.lateness is Lateness.TOO_LATE


def days(*texts: str) -> list[dt.date]:
    return [dt.date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("held", "planned", "year", "today", "pace", "missing"),
    [
        (days("2026-02-01", "2026-05-01", "2026-09-01"), [], 2026, "2026-10-01", Pace.ENOUGH, 0),
        (days("2026-02-01"), days("2026-11-01"), 2026, "2026-10-01", Pace.ON_ITS_WAY, 1),
        (days("2026-02-01"), [], 2026, "2026-09-29", Pace.ON_ITS_WAY, 2),
        (days("2026-02-01"), [], 2026, "2026-09-30", Pace.SLOW, 2),
        (days("2025-02-01", "2025-05-01"), [], 2025, "2026-01-01", Pace.TOO_FEW, 1),
        ([], days("2026-03-01"), 2026, "2026-10-01", Pace.SLOW, 3),
    ],
)
def test_the_rhythm_of_a_year(
    held: list[dt.date],
    planned: list[dt.date],
    year: int,
    today: str,
    pace: Pace,
    missing: int,
) -> None:
    found = rhythm_of(held, planned, year, dt.date.fromisoformat(today), LAW)
    assert (found.pace, found.missing) == (pace, missing)
    assert found.severity is not S.ERROR, "an unverified provision warns and never blocks"


MEMBER = Place(1, 10, SeatKind.MEMBER, 1, SubstituteOrder.RANKED, 100)
OTHER = Place(2, 10, SeatKind.MEMBER, 2, SubstituteOrder.RANKED, 101)
AWAY = Place(3, 11, SeatKind.MEMBER, 1, SubstituteOrder.RANKED, 102)
SUB = Place(4, 10, SeatKind.SUBSTITUTE, 1, SubstituteOrder.RANKED, 103)
PAIRED = Place(4, 10, SeatKind.SUBSTITUTE, 1, SubstituteOrder.PAIRED, 103)
AMINA = Sitting(100, "Amina", 1)
DENISE = Sitting(103, "Denise", 1)


def test_a_titulaire_and_her_substitute_never_both_vote() -> None:
    assert why_not_member(MEMBER, []) is None
    assert why_not_member(MEMBER, [AMINA]) is R.ALREADY_THERE
    assert why_not_member(MEMBER, [DENISE]) is R.SEAT_HELD
    assert why_not_member(SUB, []) is R.NOT_A_MEMBER
    assert why_not_substitute(SUB, MEMBER, []) is None
    assert why_not_substitute(SUB, MEMBER, [AMINA]) is R.MEMBER_THERE
    assert why_not_substitute(SUB, OTHER, [DENISE]) is R.ALREADY_THERE
    assert why_not_substitute(SUB, AWAY, []) is R.NOT_HIS_SUBSTITUTE
    assert why_not_substitute(MEMBER, OTHER, []) is R.NOT_HIS_SUBSTITUTE
    assert why_not_substitute(PAIRED, MEMBER, []) is None
    assert why_not_substitute(PAIRED, OTHER, []) is R.NOT_HIS_SUBSTITUTE


def test_a_guest_is_noted_once_under_a_name() -> None:
    assert why_not_guest("  ", []) is R.NAME_MISSING
    assert why_not_guest("AMÍNA ", [AMINA]) is R.ALREADY_THERE
    assert why_not_guest("Hélène", [AMINA]) is None


def test_names_of_others_are_found_whatever_their_accents_and_replaced() -> None:
    text = "Éloïse a dit à amina que Jean-Paul Roux dort mal. Roselyne aussi."
    people = {"Eloise", "Amina", "Jean-Paul Roux", "Rose", "Al"}
    found = names_in(text, people, {"Amina"})
    assert found == ("Jean-Paul Roux", "Eloise")
    told = without_names(text, found, "une personne")
    assert told == "une personne a dit à amina que une personne dort mal. Roselyne aussi."


@given(st.text(max_size=80), st.lists(st.text(min_size=3, max_size=8), max_size=4))
def test_nothing_but_names_is_ever_replaced(text: str, people: list[str]) -> None:
    found = names_in(text, people, ())
    assert set(found) <= set(people)
    if not found:
        assert without_names(text, found, "x").split() == without_names(text, (), "x").split()


def test_faces_are_told_from_five_on() -> None:
    said = [(5, 4, 1)] * (FEWEST - 1)
    assert totals(said) == ()
    heard, clear, useful = totals([*said, (1, 5, 1)])
    assert (heard.counts, heard.pleased) == ((1, 0, 0, 0, 4), 4)
    assert (clear.pleased, useful.pleased) == (5, 0)


def test_when_minutes_may_be_signed_adopted_and_sent() -> None:
    after = DAY + dt.timedelta(days=60)
    assert why_not_signed_on(DAY, DAY - dt.timedelta(days=1), after) is R.DAY_OUTSIDE
    assert why_not_signed_on(DAY, after + dt.timedelta(days=1), after) is R.DAY_OUTSIDE
    assert why_not_signed_on(DAY, DAY, after) is None
    assert why_not_adopted(Version(DAY), after) is R.NOT_SIGNED
    assert why_not_adopted(Version(DAY, DAY), DAY) is R.NOT_A_LATER_MEETING
    assert why_not_adopted(Version(DAY, DAY), after) is None
    assert why_not_adopted(Version(DAY, DAY, after), after) is R.ADOPTED_ALREADY
    assert why_not_sent_on(Version(DAY, DAY), after, after) is R.NOT_ADOPTED
    assert why_not_sent_on(Version(DAY, DAY, after), DAY, after) is R.DAY_OUTSIDE
    assert why_not_sent_on(Version(DAY, DAY, after), after, after) is None


def test_sections_are_kept_as_they_are_and_told_in_easy_words() -> None:
    own = Section("Les repas", "Le conseil constate.", "On mange trop tôt.\n\nLe soir.")
    assert read_sections([own.plain()]) == (own,)
    assert paragraphs(own.told) == ("On mange trop tôt.", "Le soir.")
    assert Section("a", "b").told == "b"

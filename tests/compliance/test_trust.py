"""The papers of trust: each table has its purpose, each measure its test, each breach a clock."""

import datetime as dt
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, Table, select

from participation.accounts.rules.powers import PERMITS, Role
from participation.audit.models import Entry
from participation.compliance.labels import kept, measures as said, trust as words
from participation.compliance.labels.access import KNOWN
from participation.compliance.labels.papers import ABOUT, TITLES
from participation.compliance.models import AssociationFact, Breach
from participation.compliance.queries import trust as queries
from participation.compliance.queries.trust import all_tables, guide, protection
from participation.compliance.rules.facts import Fact
from participation.compliance.rules.guide import VERDICTS
from participation.compliance.rules.holdings import HOLDINGS, misplaced, of_purpose, untold
from participation.compliance.rules.incidents import Clock, Risk, clock_of, hours_left
from participation.compliance.rules.measured import Known, read_measured
from participation.compliance.rules.measures import MEASURES
from participation.compliance.rules.papers import Paper
from participation.compliance.rules.purposes import Link, Purpose, Stay
from participation.foundation.i18n import speaking
from participation.foundation.permissions import Permission
from participation.foundation.retention import PERIODS, Kept
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import START, Clock as Stopped
from tests.councils.visiting import page, send, visit
from tests.house.tree import ROOT
from tests.inspection import Inspecting, client_of
from tests.surveys.test_papers import streams

TRUST = "/rive/trust"
HOUR = dt.timedelta(hours=1)
SHOW_NOTHING = {
    Permission.HOME_READ,
    Permission.KIOSK_USE,
    Permission.MESSAGE_READ,
    Permission.OWN_ACCOUNT,
    Permission.SESSION_OPEN_FOR,
    Permission.SURVEY_ASSIST,
}
"""Permissions that show nothing kept of others: to come in, to answer, to read one's own."""


def _reaches(table: Table, seen: frozenset[str] = frozenset()) -> bool:
    """Say whether the keys of the database lead from a table to the record of a person."""
    if table.name == "user_account":
        return True
    parents = [each.referred_table for each in table.foreign_key_constraints]
    known = seen | {table.name}
    return any(_reaches(each, known) for each in parents if each.name not in known)


def test_each_table_has_one_purpose() -> None:
    assert misplaced(all_tables()) == {}, "write it in compliance/rules/holdings.py: whose is it?"
    assert misplaced([*all_tables(), "new_table"]) == {"new_table": 0}
    assert all(of_purpose(purpose) for purpose in Purpose)


@pytest.mark.parametrize("key", [one.key for one in HOLDINGS])
def test_a_holding_says_how_it_hangs_on_a_person(key: str) -> None:
    one = next(each for each in HOLDINGS if each.key == key)
    tables = all_tables()
    found = {_reaches(tables[name]) for name in one.tables} or {one.link is Link.RECORD}
    assert found == {one.link is Link.RECORD}, "the keys of its tables say otherwise"
    ended = {name for each in one.kept for name in PERIODS[each].tables}
    assert ended <= set(one.tables)
    assert (one.stay is Stay.TIMED) <= bool(one.kept)
    assert all(set(PERIODS[each].columns) <= _columns(each) for each in one.kept)


def _columns(of: Kept) -> set[str]:
    found = [{one.name for one in all_tables()[name].columns} for name in PERIODS[of].tables]
    return set.intersection(*found) if found else set()


def test_nothing_anonymous_is_read_with_a_name() -> None:
    for table in ("answer", "response", "comment", "slot", "urn", "orientation", "vote_card"):
        assert not _reaches(all_tables()[table]), table


def test_each_period_and_each_permission_is_told() -> None:
    assert untold() == frozenset()
    told = {each for one in HOLDINGS for each in one.readers}
    assert set(Permission) - told == SHOW_NOTHING


def test_everything_has_its_words() -> None:
    assert set(kept.HOLDINGS) == {one.key for one in HOLDINGS}
    assert set(kept.PERIODS_NAMED) == set(Kept)
    assert set(said.MEASURES) == set(MEASURES)
    assert set(said.SHEETS) == set(VERDICTS) == {one.key for one in guide().sheets}
    assert set(words.PURPOSES) == set(words.AIMS) == set(protection().bases) == set(Purpose)
    assert set(words.FACTS) == set(Fact)
    assert set(TITLES) == set(ABOUT) == set(Paper)
    assert [one.number for one in guide().sheets] == list(range(1, 26))


def test_each_measure_names_a_test_that_is_there_and_each_promise_a_measure() -> None:
    shown = {one.test for one in MEASURES.values()}
    assert [path for path in shown if not (ROOT / path).exists()] == []
    table = Path(ROOT / "README.md").read_text("utf-8").partition("## What it promises")[2]
    rows = [re.findall(r"`(tests/[\w/.]+)`", line) for line in table.partition("##")[0].split("\n")]
    promised = {found[-1] for found in rows if found}
    assert len(promised) > 9
    assert promised <= shown, "README promises what no measure of the papers tells"


def test_no_basis_is_called_verified_that_was_not_read() -> None:
    law = protection()
    assert law.hours == 72
    assert not any(basis.verified for basis in law.bases.values())
    assert all(one.source for one in law.articles.values() if one.verified)
    assert all(one.source for one in guide().sheets if one.verified)


CLOCKS = (
    (Risk.UNKNOWN, None, 0, Clock.RUNNING),
    (Risk.HIGH, None, 72, Clock.RUNNING),
    (Risk.SOME, None, 73, Clock.LATE),
    (Risk.UNKNOWN, None, 73, Clock.LATE),
    (Risk.NONE, None, 73, Clock.NOT_NEEDED),
    (Risk.SOME, 72, 90, Clock.TOLD),
    (Risk.NONE, 73, 90, Clock.TOLD_LATE),
)


@pytest.mark.parametrize(("risk", "told", "now", "expected"), CLOCKS)
def test_the_clock_of_a_breach(risk: Risk, told: int | None, now: int, expected: Clock) -> None:
    told_at = None if told is None else START + told * HOUR
    assert clock_of(risk, START, told_at, START + now * HOUR, 72) is expected
    assert hours_left(START, START + now * HOUR, 72) == 72 - now


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.ADMINISTRATOR, None)


def test_each_paper_is_read_and_printed(desk: Inspecting) -> None:
    for paper in Paper:
        with speaking("fr"):
            title = str(TITLES[paper])
        assert title.split(" ", maxsplit=1)[0] in page(desk, f"{TRUST}/papers/{paper}")
        printed = desk.get(f"{TRUST}/papers/{paper}.pdf")
        assert printed.mimetype == "application/pdf"
        assert b"StructTreeRoot" in streams(printed.data) + printed.data
    assert desk.get(f"{TRUST}/papers/nothing").status_code == 404


def test_the_papers_tell_what_the_program_is(desk: Inspecting, engine: Engine, town: Town) -> None:
    shown = page(desk, f"{TRUST}/papers/map")
    assert "has_voted" in shown
    assert "user_account : organisation_id" in shown
    assert "12 mois, en mois entiers" in page(desk, f"{TRUST}/papers/retention")
    with acting_in(engine, town) as act:
        from participation.organisations.queries import get_organisation  # noqa: PLC0415

        get_organisation(act.session).retention_months = 7
    assert "7 mois" in page(desk, f"{TRUST}/papers/retention")
    assert "effacée 7 mois après" in page(desk, "/rive/privacy")
    assert "(à vérifier)" in page(desk, f"{TRUST}/papers/register")
    security = page(desk, f"{TRUST}/papers/security")
    assert "tests/audit/test_journal.py" in security
    assert "Non lu" in security


def test_what_the_association_writes_is_its_own(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    assert "(à écrire par l’association)" in page(desk, f"{TRUST}/papers/impact")
    assert "Demandez à une personne de l’équipe." in page(desk, "/rive/privacy")
    asked = {"contact": "Amina, au bureau 4", "decision": "Oui, le 3 mars", "officer_mail": "non"}
    refused = send(desk, f"{TRUST}/facts", asked, status=422)
    assert "Écrivez une adresse comme" in refused
    assert "Amina, au bureau 4" in refused
    send(desk, f"{TRUST}/facts", {**asked, "officer_mail": "dpo@exemple.fr"})
    assert "Oui, le 3 mars" in page(desk, f"{TRUST}/papers/impact")
    assert "dpo@exemple.fr" in page(desk, f"{TRUST}/papers/register")
    assert "Amina, au bureau 4" in page(desk, "/rive/privacy")
    send(desk, f"{TRUST}/facts", dict.fromkeys(asked, ""))
    with looking_in(engine, town) as session:
        assert session.scalars(select(AssociationFact)).all() == []
        entries = session.scalars(select(Entry).where(Entry.action == "trust-facts.written")).all()
    assert len(entries) == 2
    assert "Amina" not in "".join(one.facts for one in entries)


def test_a_breach_is_written_and_its_clock_runs(
    desk: Inspecting, engine: Engine, town: Town, clock: Stopped
) -> None:
    new = f"{TRUST}/incidents/new"
    found = {
        "found_on": "2026-03-17", "found_hour": "10:00", "harm": "read", "risk": "some",
        "words": "Une liste est restée sur l’imprimante.",
    }  # fmt: skip
    assert "pas encore venu" in send(desk, new, {**found, "found_hour": "11:00"}, status=422)
    send(desk, new, found)
    assert "71 heures restent" in page(desk, f"{TRUST}/incidents")
    clock.advance(days=4)
    desk = visit(desk.application, engine, town, Role.ADMINISTRATOR, None)
    assert "Délai dépassé" in page(desk, f"{TRUST}/incidents")
    with looking_in(engine, town) as session:
        one = session.scalars(select(Breach)).one()
    place = re.search(r"/rive/trust/incidents/(?!new)\w+", page(desk, f"{TRUST}/incidents"))
    assert place
    late = {**found, "told_on": "2026-03-21", "told_hour": "09:00"}
    assert "écrivez pourquoi" in send(desk, place[0], late, status=422)
    send(desk, place[0], {**late, "late_because": "Personne n’était là."})
    assert "CNIL prévenue en retard" in page(desk, f"{TRUST}/incidents")
    assert one.told_at is None


def test_told_today_without_an_hour_is_told_now(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    known = {
        "found_on": "2026-03-17", "found_hour": "10:00", "harm": "read", "risk": "some",
        "words": "Une liste est restée sur l’imprimante.", "told_on": "2026-03-17",
    }  # fmt: skip
    send(desk, f"{TRUST}/incidents/new", known)
    with looking_in(engine, town) as session:
        assert session.scalars(select(Breach.told_at)).one() == START


def test_who_reads_and_who_writes() -> None:
    readers = {role for role in Role if Permission.TRUST_READ in PERMITS[role]}
    writers = {role for role in Role if Permission.TRUST_MANAGE in PERMITS[role]}
    assert writers < readers == {Role.MANAGER, Role.QUALITY_MANAGER, Role.ADMINISTRATOR}


def test_the_foot_of_residents_pages_leads_to_their_data(app: Flask, town: Town) -> None:
    phone = client_of(app)
    assert 'href="/rive/privacy?back=' in page(phone, f"/{town.slug}/tilleul/")
    shown = page(phone, "/rive/privacy?back=/rive/tilleul/")
    assert 'href="/rive/tilleul/"' in shown
    assert 'href="//evil' not in page(phone, "/rive/privacy?back=//evil.example/")
    assert 'href="/rive/accessibility?back=/rive/tilleul/"' in shown.replace("%2F", "/")


FIGURES = {"on": START.date(), "version": "1", "tool": "axe 4", "looks": []}
FAILING = [{"rule": "color-contrast", "pages": 2, "example": "home.staff"}]
CLEAN, UNMEASURED = "L’outil n’a trouvé aucune faute", "Ces pages n’ont pas encore été mesurées."
MEASURINGS = (
    ({"pages": 3, "visits": 5}, {CLEAN, "3 pages ont été ouvertes"}),
    ({"pages": 3, "visits": 5, "failing": FAILING}, {"La règle color-contrast échoue sur 2 pages"}),
    ({"pages": 0, "visits": 0}, {UNMEASURED}),
)


@pytest.mark.parametrize(("figures", "expected"), MEASURINGS, ids=["clean", "failing", "none"])
def test_the_statement_says_what_was_measured_and_claims_no_more(
    app: Flask,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    figures: dict[str, object],
    expected: set[str],
) -> None:
    monkeypatch.setattr(queries, "measured", lambda: read_measured({**FIGURES, **figures}))
    shown = page(client_of(app), f"/{town.slug}/accessibility")
    every = {CLEAN, UNMEASURED, "La règle color-contrast échoue sur 2 pages"} | expected
    assert {words for words in every if words in shown} == expected
    assert "Nous ne disons donc pas que ces pages sont conformes." in shown
    assert all(str(words) in shown for words in KNOWN.values())
    assert set(KNOWN) == set(Known)


def test_the_figures_of_the_statement_are_those_of_a_tool() -> None:
    found = queries.measured()
    assert found.tool.startswith("axe")
    assert found.pages <= found.visits
    assert all(0 < one.pages <= found.pages for one in found.failing)

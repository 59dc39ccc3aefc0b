"""The pages of the state of the law, and the dated facts that staff write."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.compliance.models import Milestone
from participation.foundation.keys import to_text
from participation.organisations.queries import get_service
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import make_council
from tests.councils.visiting import LOCAL, page, send, visit
from tests.inspection import Inspecting

STATE, FACTS = "/rive/tilleul/compliance", "/rive/tilleul/compliance/new"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.QUALITY_MANAGER, None)


def facts(engine: Engine, town: Town) -> list[Milestone]:
    with looking_in(engine, town) as session:
        return list(session.scalars(select(Milestone).order_by(Milestone.id)))


def test_the_association_sees_which_service_has_no_space(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    shown = page(desk, "/rive/compliance")
    assert "2 services n’ont aucun lieu où les personnes sont écoutées" in shown
    make_council(engine, town)
    shown = page(desk, "/rive/compliance")
    assert "1 service n’a aucun lieu" in shown
    assert "Le conseil de la maison" in shown
    assert re.search(r"L’enquête de satisfaction de l’année \(R32\)</th><td[^>]*>1<", shown)
    assert "Aucun service n’était ouvert ce jour-là" in page(desk, "/rive/compliance?on=2001-01-01")


def test_a_service_reads_what_to_do_by_which_article_and_where(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    shown = page(desk, STATE)
    assert "Créez un CVS, ou une autre forme en disant pourquoi." in shown
    assert "R01 · CASF D311-3<" in shown
    assert f'href="/rive/councils/new?service={to_text(town.here)}"' in shown
    sitting = make_council(engine, town)
    with acting_in(engine, town) as act:
        sitting.council(act.session).sent_on = None
    shown = page(desk, STATE)
    assert "Envoyez la décision de création à l’autorité" in shown
    assert f'href="/rive/councils/{sitting.key}/papers"' in shown
    home = page(desk, "/rive/olivier/compliance")
    assert "L’enquête de l’année" in home
    assert "D311-3 (à vérifier)" in home


DAYS = {
    "2019-02-30": "n’est pas un jour",
    "demain": "n’est pas un jour",
    "0001-01-01": "Choisissez un jour entre",
    "9999-12-31": "Choisissez un jour entre",
    "2025-06-01": "Au 1er juin 2025",
    "2019-06-01": "n’était pas ouvert",
    "2021-06-01": "selon le droit en vigueur depuis le 1er novembre 2011",
    "": "Au 17 mars 2026",
}


def test_the_day_is_chosen(desk: Inspecting) -> None:
    for typed, sentence in DAYS.items():
        shown = page(desk, f"{STATE}?on={typed}")
        assert sentence in shown
        assert not typed or f'value="{typed}"' in shown


def test_the_past_is_judged_by_its_own_law_or_by_none(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        get_service(act.session, town.here).opened_on = dt.date(2005, 1, 1)
    shown = page(desk, f"{STATE}?on=2021-06-01")
    assert "lu dans une copie ancienne du code" in shown
    assert "R01 · CASF D311-3 (à vérifier)" in shown
    assert re.search(r"ne le demandait pas. [^<]*\(R31\)", shown)
    assert re.search(r"cette règle n’est pas jugée. [^<]*\(R33\)", shown)
    for path in (STATE, "/rive/compliance"):
        unknown = page(desk, f"{path}?on=2010-06-01")
        assert "Le droit en vigueur le 1er juin 2010 n’est pas dans le programme" in unknown
        assert "R01" not in unknown
        assert "Sans objet" not in unknown


def test_a_fact_is_written_corrected_and_taken_back(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    form = page(desk, f"{FACTS}/evaluation")
    assert "Conseil entendu le" in form
    address = f"{FACTS}/evaluation"
    assert send(desk, address, {"happened_on": "2026-03-01"}).endswith("/compliance")
    shown = page(desk, STATE)
    assert "Faites entendre le conseil dans l’évaluation du 1er mars 2026." in shown
    (fact,) = facts(engine, town)
    own = f"{STATE}/facts/{to_text(fact.id)}"
    assert 'value="2026-03-01"' in page(desk, own)
    send(desk, own, {"happened_on": "2026-03-01", "heard_on": "2026-02-20"})
    assert "Faites entendre" not in page(desk, STATE)
    assert desk.get(own.replace("tilleul", "olivier"), base_url=LOCAL).status_code == 404
    send(desk, f"{own}/remove", {})
    assert facts(engine, town) == []
    with looking_in(engine, town) as session:
        actions = session.scalars(select(Entry.action).order_by(Entry.number)).all()
    assert [each for each in actions if each.startswith("milestone")] == [
        "milestone.recorded",
        "milestone.changed",
        "milestone.removed",
    ]


WRONG: tuple[tuple[str, dict[str, str], str], ...] = (
    ("complaint", {"happened_on": "2026-03-18"}, "Ce jour n’est pas encore venu. Notez"),
    ("evaluation", {"happened_on": "2026-09-01", "heard_on": "2026-03-18"}, "Laissez vide"),
    ("evaluation", {"happened_on": "2026-03-01", "told_on": "2026-02-01"}, "Les résultats vi"),
    ("evaluation", {"happened_on": "2026-03-01", "told_on": "2026-03-18"}, "Laissez vide"),
    ("complaint", {"happened_on": "2026-03-01", "heard_on": "2026-02-01"}, "avant le fait"),
    ("alternative-survey", {"happened_on": "2026-03-01"}, "Choisissez"),
    ("results-posted", {"happened_on": "hier"}, "Écrivez un jour"),
)


def test_what_cannot_be_says_why_and_keeps_what_was_typed(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    for kind, typed, sentence in WRONG:
        answer = send(desk, f"{FACTS}/{kind}", typed, 422)
        assert sentence in answer
        assert all(f'value="{value}"' in answer for value in typed.values())
    assert facts(engine, town) == []


def test_an_alternative_survey_names_its_subjects(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    chosen = {"happened_on": "2026-03-01", "subjects": ["prices", "rights"]}
    send(desk, f"{FACTS}/alternative-survey", chosen)
    (fact,) = facts(engine, town)
    assert fact.subjects == "rights,prices"
    assert page(desk, f"{STATE}/facts/{to_text(fact.id)}").count(" checked") == 2
    assert desk.get(f"{FACTS}/nonsense", base_url=LOCAL).status_code == 404


def test_a_facilitator_sees_her_own_service_only(app: Flask, engine: Engine, town: Town) -> None:
    mine = visit(app, engine, town, Role.FACILITATOR, town.here)
    shown = page(mine, "/rive/compliance")
    assert "Maison Tilleul" in shown
    assert "Résidence Olivier" not in shown
    assert mine.get("/rive/olivier/compliance", base_url=LOCAL).status_code == 404

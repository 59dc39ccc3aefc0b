"""My mandate on my phone, and the desk of those who look after mandates."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils.operations import mandates as deeds, succession
from participation.councils.queries import mandates as found
from participation.councils.rules.serving import SupportKind, Theme
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.mandated import leave_seat, mandate_of, move_out, person, user_id_of
from tests.councils.sitting import TODAY, Sitting, make_council, names, term_of
from tests.councils.visiting import enter_as, page, send, visit
from tests.inspection import Inspecting

TOMORROW = TODAY + dt.timedelta(days=1)
DAY = {"on_day-day": TOMORROW.day, "on_day-month": TOMORROW.month, "on_day-year": TOMORROW.year}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


@pytest.fixture
def amina(app: Flask, engine: Engine, town: Town, sitting: Sitting) -> Inspecting:
    del sitting
    return enter_as(app, engine, town, person(engine, town, "Amina"))


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town, sitting: Sitting) -> Inspecting:
    del sitting
    return visit(app, engine, town, Role.FACILITATOR, town.here)


def test_a_representative_finds_her_page_and_writes_on_it(amina: Inspecting) -> None:
    assert "Mon mandat" in page(amina, "/rive/tilleul/")
    assert "Aucune réunion" in page(amina, "/rive/mandate")
    hours = {"weekday": "2", "starts": "14:00", "ends": "15:00", "place": "Salon bleu"}
    send(amina, "/rive/mandate/hours", hours)
    send(amina, "/rive/mandate/trainings", {"theme": "budget"})
    send(amina, "/rive/mandate/help", {"kind": "interpreter", "language": "ps", **DAY})
    send(amina, "/rive/mandate/notes", {"words": "Penser aux rideaux"})
    shown = page(amina, "/rive/mandate")
    for words in ("Chaque mardi", "Salon bleu", "Lire un budget", "Demandé", "rideaux"):
        assert words in shown
    assert "Chaque mardi de 14:00 à 15:00" in page(amina, "/rive/tilleul/council")
    for kind in ("hours", "notes"):
        forms = re.findall(rf'action="(/rive/mandate/{kind}/\w+/(?:remove|erase))"', shown)
        send(amina, forms[0], {})
    shown = page(amina, "/rive/mandate")
    assert "Salon bleu" not in shown
    assert "rideaux" not in shown


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("hours", {"weekday": "2", "starts": "15:00", "ends": "14:00", "place": "Ici"}, "avant"),
        ("hours", {"weekday": "once", "starts": "8:00", "ends": "9:00", "place": "Ici"}, "liste"),
        ("hours", {"weekday": "once", "starts": "08:00", "ends": "09:00", "place": "Ici"}, "date"),
        ("help", {"kind": "interpreter", "language": "", **DAY}, "langue de l’interprète"),
        ("help", {"kind": "helper"}, "Choisissez un jour"),
        ("help", {"kind": "helper", **DAY, "on_day-year": 2025}, "est passé"),
        ("trainings", {"theme": "cuisine"}, "Choisissez une réponse"),
        ("notes", {"words": "  "}, "Remplissez"),
    ],
)
def test_what_cannot_be_done_is_said_beside_its_field(
    amina: Inspecting, path: str, fields: dict[str, object], words: str
) -> None:
    assert words in send(amina, f"/rive/mandate/{path}", fields, 422)


def test_a_stranger_to_the_council_has_no_mandate(
    app: Flask, engine: Engine, town: Town, sitting: Sitting
) -> None:
    del sitting
    other = visit(app, engine, town, Role.RESIDENT, town.here)
    assert "Mon mandat" not in page(other, "/rive/tilleul/")
    assert "pas membre" in page(other, "/rive/mandate")
    for name in ("hours", "trainings", "help", "notes"):
        page(other, f"/rive/mandate/{name}", 404)


def test_nobody_touches_what_is_anothers(
    app: Flask, engine: Engine, town: Town, sitting: Sitting, amina: Inspecting
) -> None:
    del amina
    with acting_in(engine, town) as act:
        own = mandate_of(act, "Amina")
        hours = deeds.set_hours(act, own.term, deeds.HoursSheet("14:00", "15:00", "X", 2))
        note = deeds.write_note(act, user_id_of(act, "Amina"), "À moi")
        offer = succession.offer_seat(act, leave_seat(act, sitting, "Colette"))
        keys = [to_text(one) for one in (hours.id, note.id, offer.id, own.term.id)]
    bilal = enter_as(app, engine, town, person(engine, town, "Bilal"))
    assert "À moi" not in page(bilal, "/rive/mandate")
    send(bilal, f"/rive/mandate/hours/{keys[0]}/remove", {}, 404)
    send(bilal, f"/rive/mandate/notes/{keys[1]}/erase", {}, 404)
    send(bilal, f"/rive/mandate/offers/{keys[2]}/yes", {}, 404)
    page(bilal, f"/rive/mandate/{keys[3]}/resign", 404)


def test_a_seat_goes_from_hand_to_hand_with_a_word_each_time(
    app: Flask, engine: Engine, town: Town, sitting: Sitting, desk: Inspecting
) -> None:
    care = f"/rive/councils/{sitting.key}/mandates"
    with acting_in(engine, town) as act:
        move_out(act, "Bilal", TODAY)
        term = to_text(term_of(act, sitting, "Bilal").id)
    shown = page(desk, care)
    assert "a quitté le service le 17 mars 2026" in shown
    note = re.search(r'href="([^"]+/end\?[^"]+)"', shown)
    assert note
    form = page(desk, note[1].replace("&amp;", "&"))
    assert 'value="2026-03-17"' in form
    send(desk, f"/rive/councils/terms/{term}/end", {"reason": "left", "on": "2026-03-17"})
    assert "Proposer ce siège à Denise" in page(desk, care)
    send(desk, f"/rive/councils/terms/{term}/offer", {})
    denise = enter_as(app, engine, town, person(engine, town, "Denise"))
    asked = page(denise, "/rive/mandate")
    assert "On vous propose un siège" in asked
    yes = re.search(r'action="([^"]+/yes)"', asked)
    assert yes
    send(denise, yes[1], {})
    assert "On vous propose" not in page(denise, "/rive/mandate")
    with looking_in(engine, town, town.here) as session:
        assert names(sitting.sheet(session)) == ["Amina", "Denise", "Colette"]
    assert "il manque un nouveau suppléant" in page(desk, care)
    assert "déjà donnée" in send(denise, yes[1], {}, 409)


def test_the_team_writes_what_a_substitute_said(
    engine: Engine, town: Town, sitting: Sitting, desk: Inspecting
) -> None:
    with acting_in(engine, town) as act:
        offer = to_text(succession.offer_seat(act, leave_seat(act, sitting, "Amina")).id)
    send(desk, f"/rive/councils/offers/{offer}/no", {})
    assert "Proposer ce siège à Émile" in page(desk, f"/rive/councils/{sitting.key}/mandates")


def test_the_team_answers_wishes_and_requests(
    engine: Engine, town: Town, sitting: Sitting, desk: Inspecting, amina: Inspecting
) -> None:
    with acting_in(engine, town) as act:
        mine = mandate_of(act, "Amina")
        wish = to_text(deeds.wish_training(act, mine, Theme.SPEAKING).id)
        asked = to_text(deeds.ask_support(act, mine, SupportKind.HELPER, on=TOMORROW).id)
    refused = {"state": "refused", "because": ""}
    said = send(desk, f"/rive/councils/help/{asked}", refused, 422)
    assert "Dites pourquoi ce n’est pas possible" in said
    send(desk, f"/rive/councils/help/{asked}", {"state": "found", "found": "Une bénévole"})
    early = {"state": "followed", "on_day": TOMORROW.isoformat(), "given_by": "Une école"}
    said = send(desk, f"/rive/councils/trainings/{wish}", early, 422)
    assert "Une école" in said
    send(desk, f"/rive/councils/trainings/{wish}", {**early, "state": "planned", "hours": "6"})
    shown = page(amina, "/rive/mandate")
    assert "Une bénévole" in shown
    assert "Une école" in shown
    with looking_in(engine, town, town.here) as session:
        training = found.list_trainings(session, council_ids=[sitting.council_id])[0]
        assert (training.hours, training.on_day) == (6, TOMORROW)


def test_terms_that_end_are_shown_six_three_and_one_months_before(
    engine: Engine, town: Town, sitting: Sitting, desk: Inspecting
) -> None:
    care = f"/rive/councils/{sitting.key}/mandates"
    assert "Mandats qui finissent" not in page(desk, care)
    for days, words in ((170, "moins de 6 mois"), (80, "moins de 3 mois"), (20, "moins de 1 mois")):
        with acting_in(engine, town) as act:
            term_of(act, sitting, "Amina").until = TODAY + dt.timedelta(days=days)
        assert words in page(desk, care)


def test_a_seat_is_given_back_on_the_phone(
    engine: Engine, town: Town, sitting: Sitting, amina: Inspecting
) -> None:
    with acting_in(engine, town) as act:
        key = to_text(term_of(act, sitting, "Amina").id)
    late = {"on_day-day": "1", "on_day-month": "1", "on_day-year": "2026"}
    assert "est passé" in send(amina, f"/rive/mandate/{key}/resign", late, 422)
    send(amina, f"/rive/mandate/{key}/resign", DAY)
    with looking_in(engine, town, town.here) as session:
        assert names(sitting.sheet(session, TOMORROW))[0] is None

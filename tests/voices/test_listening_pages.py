"""A facilitator listens, writes, keeps; the director of the house hears nobody."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.voices import queries
from participation.voices.rules import State
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.visiting import LOCAL, page, send, visit
from tests.inspection import Inspecting, client_of
from tests.surveys.sounds import voice
from tests.voices.speaking import Heard, hear, make_heard, speak


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.FACILITATOR, town.here)


@pytest.fixture
def heard(engine: Engine, town: Town) -> Heard:
    return make_heard(engine, town)


def test_a_voice_in_another_language_is_heard_written_in_french_and_kept(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        key = speak(act, town.here, language="ps", text="", sound=voice())
    assert "1 message à lire." in page(desk, "/rive/topics")
    assert "1 message pour le conseil attend d’être lu." in page(desk, "/rive/")
    sheet = page(desk, f"/rive/topics/voices/{key}")
    assert 'dir="rtl"' in sheet
    heard = desk.get(f"/rive/topics/voices/{key}/sound", base_url=LOCAL)
    assert (heard.mimetype, heard.headers["Cache-Control"]) == ("audio/ogg", "no-store")
    refused = send(desk, f"/rive/topics/voices/{key}", {"theme": "meals", "words": "خواړه"}, 422)
    assert "Écrivez les mots en français" in refused
    assert "خواړه" in refused
    fields = {"theme": "meals", "words": "خواړه ساړه دي", "french": "Les repas sont froids."}
    address = send(desk, f"/rive/topics/voices/{key}", fields)
    shown = page(desk, address)
    assert "خواړه ساړه دي" in shown
    assert "C’est reçu" in shown
    assert "Rien ici." in page(desk, "/rive/topics")


def test_a_topic_is_put_forward_reworded_and_left_with_a_reason(
    desk: Inspecting, engine: Engine, town: Town, heard: Heard
) -> None:
    path = f"/rive/topics/{to_text(heard.topic_id)}"
    assert "Les repas sont froids." in page(desk, "/rive/topics/all")
    words = {"said-fr": "Le soir, les repas sont froids.", "theme": "meals", "level": "involve"}
    send(desk, f"{path}/words", words)
    assert "Choisissez dans la liste." in send(desk, f"{path}/keep", {"council": "x"}, 422)
    send(desk, f"{path}/keep", {"council": to_text(heard.council_id), "words-fr": "En avril."})
    resident = client_of(desk.application)
    shown = page(resident, "/rive/tilleul/topics")
    assert "C’est gardé pour le conseil" in shown
    assert "En avril." in shown
    assert "On décide en vous écoutant" in shown
    assert "Remplissez cette case." in send(desk, f"{path}/leave", {}, 422)
    send(desk, f"{path}/leave", {"because-fr": "C’est déjà fait."})
    after = page(resident, "/rive/tilleul/topics")
    assert "C’est déjà fait." in after
    assert "Moi aussi" not in after
    with looking_in(engine, town, town.here) as session:
        line = queries.see_topic(session, heard.topic(session))
        assert [step.state for step in line.steps] == [State.RECEIVED, State.KEPT, State.NOT_KEPT]
    assert "C’est déjà fait." in page(desk, path)


def test_two_facilitators_at_once_the_second_is_told_and_loses_nothing(
    desk: Inspecting, heard: Heard
) -> None:
    path = f"/rive/topics/{to_text(heard.topic_id)}"
    send(desk, f"{path}/leave", {"because-fr": "C’est déjà fait."})
    refused = send(desk, f"{path}/leave", {"because-fr": "Trop cher."}, 422)
    assert "Ce sujet a avancé depuis." in refused
    assert "Trop cher." in refused


def test_doubles_are_joined(desk: Inspecting, engine: Engine, town: Town, heard: Heard) -> None:
    path = f"/rive/topics/{to_text(heard.topic_id)}/merge"
    assert "Il n’y a pas d’autre sujet ouvert." in page(desk, path)
    with acting_in(engine, town) as act:
        same = hear(act, speak(act, town.here), "Le soir, c’est froid.").id
        elsewhere = hear(act, speak(act, town.there)).id
    assert "Le soir, c’est froid." in page(desk, path)
    send(desk, path, {"into": to_text(elsewhere)}, 422)
    assert send(desk, path, {"into": to_text(same)}).endswith(to_text(same))
    page(desk, f"/rive/topics/{to_text(heard.topic_id)}", 404)


def test_an_answer_is_owed_then_given_and_residents_read_both(
    desk: Inspecting, engine: Engine, town: Town, heard: Heard
) -> None:
    path = f"/rive/topics/{to_text(heard.topic_id)}"
    owed = {"said-fr": "Les repas sont froids.", "state": "open", "owner": "la cuisine"}
    assert "Ce sujet a avancé depuis." in send(desk, f"{path}/answer", owed, 422)
    send(desk, f"{path}/keep", {"council": to_text(heard.council_id)})
    silent = owed | {"state": "done"}
    assert "Écrivez la réponse" in send(desk, f"{path}/answer", silent, 422)
    send(desk, f"{path}/answer", owed | {"is_public": "y", "answer_due_on": "2026-05-02"})
    resident = client_of(desk.application)
    assert "On attend la réponse" in page(resident, "/rive/tilleul/changes")
    with looking_in(engine, town, town.here) as session:
        owing = queries.see_topic(session, heard.topic(session)).follow_up
        assert owing is not None
    given = owed | {"state": "done", "decided-fr": "Un chariot chaud.", "is_public": "y"}
    send(desk, f"/rive/tilleul/follow-ups/{to_text(owing.id)}", given)
    shown = page(resident, "/rive/tilleul/topics")
    assert "Un chariot chaud." in shown
    assert "C’est fait" in shown
    assert "Moi aussi" not in shown


def test_what_cannot_be_shown_is_erased(desk: Inspecting, engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        key = speak(act, town.here)
    send(desk, f"/rive/topics/voices/{key}/erase", {})
    page(desk, f"/rive/topics/voices/{key}", 404)


def test_the_director_of_the_house_hears_nobody_and_writes_whom_to_ask(
    app: Flask, engine: Engine, town: Town, heard: Heard
) -> None:
    del heard
    director = visit(app, engine, town, Role.MANAGER, town.here)
    page(director, "/rive/topics", 403)
    path = "/rive/tilleul/topics/contacts"
    assert "Personne n’est encore nommé." in page(director, path)
    person = {"kind": "qualified-person", "name": "Mme Ruiz"}
    assert "Donnez un numéro" in send(director, f"{path}/new", person, 422)
    send(director, f"{path}/new", person | {"phone": "04 00 00 00 00"})
    shown = page(director, path)
    assert "Mme Ruiz" in shown
    key = shown.partition("/topics/contacts/")[2].partition('"')[0]
    send(director, f"{path}/{key}", person | {"name": "M. Roy", "reach-fr": "Le lundi"})
    assert "M. Roy" in page(director, path)
    send(director, f"{path}/{key}/remove", {})
    assert "M. Roy" not in page(director, path)


@pytest.mark.parametrize("language", ["fr", "ps"])
def test_the_poster_invites_in_a_language_of_the_house(
    desk: Inspecting, town: Town, language: str
) -> None:
    del town
    made = desk.get(f"/rive/tilleul/topics/poster/{language}.pdf", base_url=LOCAL)
    assert made.status_code == 200
    assert made.data.startswith(b"%PDF")

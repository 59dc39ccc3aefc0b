"""The editor's pages: made from the bank, changed, tried, frozen; nothing typed is ever lost."""

import html
import re

import pytest
from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from participation.foundation.keys import from_text, to_text
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.operations.questionnaires import import_questionnaire
from participation.surveys.queries.campaigns import get_version, list_versions, read_questionnaire
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.views.banking import MOST_PICKED
from tests.builders import Town, acting_in, looking_in, make_town
from tests.inspection import Inspecting
from tests.surveys.asking import questionnaire
from tests.surveys.desk import LOCAL, page, sign_in

SEEN = re.compile(r'name="seen"[^>]*value="([0-9a-f]{64})"')


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


def send(desk: Inspecting, path: str, **sent: object) -> TestResponse:
    """Send a form of the association, with the state seen that the same page says, if any."""
    if "seen" not in sent:
        given = SEEN.search(page(desk, path))
        sent |= {"seen": given[1]} if given else {}
    return desk.post(f"/rive{path}", data=sent, base_url=LOCAL)


def begin(desk: Inspecting) -> str:
    """Begin a questionnaire; give its path."""
    given = send(desk, "/questionnaires/create", title="Votre avis", languages=["fr@falc", "en"])
    assert given.status_code == 303, given.get_data(as_text=True)
    return f"/questionnaires/{given.location.split('/')[3]}"


def stored(engine: Engine, town: Town, path: str) -> Questionnaire:
    with looking_in(engine, town) as session:
        return read_questionnaire(get_version(session, from_text(path.split("/")[2])))


def names(engine: Engine, town: Town, path: str) -> list[str]:
    return [one.name for one in stored(engine, town, path).questions()]


def test_a_questionnaire_is_made_from_the_bank(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    path = begin(desk)
    found = page(desk, f"{path}/bank?words=repas&theme=meals")
    assert "Les repas sont-ils bons ?" in found
    assert "Dormez-vous au calme ?" not in found
    given = send(desk, f"{path}/bank", pick=["meals_taste", "room_quiet"], faces="3")
    assert given.status_code == 303
    (meals, room) = stored(engine, town, path).questions()
    assert (meals.name, meals.number, room.number) == ("meals_taste", 1, 2)
    assert [choice.score for choice in meals.choices] == [1, 3, 5]
    assert set(meals.label) == {"fr", "fr@falc", "en"}
    said = page(desk, f"{path}/edit")
    assert "2 questions" in said
    assert "Déjà dans le questionnaire" in page(desk, f"{path}/bank")
    refused = send(desk, f"{path}/bank")
    assert refused.status_code == 422
    assert "Cochez au moins une question." in refused.get_data(as_text=True)
    picked = ["meals_taste", *map(str, range(MOST_PICKED))]
    many = send(desk, f"{path}/bank", pick=picked)
    said = many.get_data(as_text=True)
    assert many.status_code == 422
    assert "60 questions au plus" in said
    assert re.search(r'value="meals_taste"[^>]*checked', said), "the ticks stay"


def test_a_question_is_written_with_a_condition(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    path = begin(desk)
    send(desk, f"{path}/bank", pick=["voice_council"])
    new = f"{path}/questions/new?kind=many"
    lone = send(desk, new, label="Que faut-il changer ?", added0="Les repas")
    assert lone.status_code == 422
    assert 'value="Les repas"' in lone.get_data(as_text=True), "what was typed stays"
    given = send(desk, new, label="Que changer ?", added0="Les repas", added2="Le bruit")
    assert given.status_code == 303
    condition = f"{path}/condition/que_changer?on=voice_council"
    assert "Oui" in page(desk, condition)
    assert send(desk, condition, sense="is-not", values=["yes"]).status_code == 303
    council, what = stored(engine, town, path).questions()
    assert what.relevant == "${voice_council} != 'yes'"
    assert [choice.label["fr"] for choice in what.choices] == ["Les repas", "Le bruit"]
    said = html.unescape(page(desk, f"{path}/edit"))
    assert f"Seulement si « {council.label['fr']} » n’est pas « Oui »" in said
    refused = send(desk, f"{path}/edit", deed="remove", name="voice_council")
    assert refused.status_code == 422
    assert "Changez d’abord « Que changer ? »" in html.unescape(refused.get_data(as_text=True))
    assert names(engine, town, path) == ["voice_council", "que_changer"]


def test_a_bad_formula_is_told_and_kept(desk: Inspecting) -> None:
    path = begin(desk)
    send(desk, f"{path}/bank", pick=["voice_council", "stay_months"])
    address = f"{path}/condition/stay_months/formula"
    for formula, sentence in (
        ("${voice_council} =", "il manque la fin"),
        ("(" * 5_000 + "1", "elle a trop de parenthèses"),
        ("${nobody} = 1", "n’est pas dans le questionnaire"),
        ("${voice_council} = 'perhaps'", "qui n’existe pas"),
        ("${stay_months} = 3", "s’attendraient"),
    ):
        given = send(desk, address, formula=formula)
        said = html.unescape(given.get_data(as_text=True))
        assert given.status_code == 422, formula
        assert sentence in said, said
        assert formula in said


def test_two_editors_lose_nothing(desk: Inspecting, engine: Engine, town: Town) -> None:
    path = begin(desk)
    send(desk, f"{path}/bank", pick=["priorities"])
    address = f"{path}/questions/priorities"
    seen = SEEN.search(page(desk, address))
    assert seen
    mine = {"label": "La mienne ?", **{f"choice{n}": f"Mot {n}" for n in range(1, 7)}}
    theirs = {"label": "La leur ?", **{f"choice{n}": f"Leur {n}" for n in range(2, 7)}}
    assert send(desk, address, **theirs, choice1="", added0="Neuf").status_code == 303
    told = send(desk, address, **mine, seen=seen[1])
    said = html.unescape(told.get_data(as_text=True))
    assert told.status_code == 422
    assert "Quelqu’un vient de changer ce questionnaire." in said
    assert "La leur ?" in said
    for kept in ("La mienne ?", "Mot 1", "Mot 6", "Neuf"):
        assert kept in said, kept
    again = SEEN.search(said)
    assert again
    sent = {**mine, "choice7": "Neuf", "seen": again[1]}
    assert send(desk, address, **sent).status_code == 303
    (question,) = stored(engine, town, path).questions()
    words = [choice.label["fr"] for choice in question.choices]
    assert sorted(words) == sorted([*(f"Mot {n}" for n in range(1, 7)), "Neuf"])
    stale = send(desk, f"{path}/edit", deed="up", name="priorities", seen=seen[1])
    assert stale.status_code == 422


def frozen(engine: Engine, town: Town) -> str:
    with acting_in(engine, town) as act:
        version = import_questionnaire(act, name="life", questionnaire=questionnaire())
        version.is_frozen = True
        act.session.flush()
        return f"/questionnaires/{to_text(version.id)}"


def test_a_frozen_version_stays_and_a_new_one_carries_the_change(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    path = frozen(engine, town)
    before = stored(engine, town, path)
    assert "Cette version est figée" in page(desk, f"{path}/edit")
    given = send(desk, f"{path}/edit", deed="down", name="months")
    assert given.status_code == 303
    new = f"/questionnaires/{given.location.split('/')[3]}"
    assert new != path
    assert "La version 1 est figée" in page(desk, given.location.removeprefix("/rive"))
    assert stored(engine, town, path) == before
    assert names(engine, town, new) == ["meals", "safe", "why", "note", "months", "words"]
    again = send(desk, f"{path}/edit", deed="down", name="months")
    assert again.status_code == 422
    assert "La version 2 est déjà en préparation" in again.get_data(as_text=True)
    with looking_in(engine, town) as session:
        assert [one.number for one in list_versions(session)] == [2, 1]


def test_choices_are_put_in_order_and_a_kind_is_changed(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    path = begin(desk)
    words = dict(zip(("added0", "added1", "added2"), ("Repas", "Bruit", "Froid"), strict=True))
    send(desk, f"{path}/questions/new?kind=many", label="Que changer ?", **words)
    here = f"{path}/questions/que_changer"
    kept = {"choice1": "Repas", "choice2": "Le bruit", "choice3": "Froid"}
    given = send(desk, here, label="Que changer ?", move="up 2", **kept)
    assert (given.status_code, given.location) == (303, f"/rive{here}#order")
    (asked,) = stored(engine, town, path).questions()
    found = [(choice.value, choice.label["fr"]) for choice in asked.choices]
    assert found == [(2, "Le bruit"), (1, "Repas"), (3, "Froid")], "what was typed is kept too"
    condition = f"{path}/condition/voice_council?on=que_changer"
    send(desk, f"{path}/bank", pick=["voice_council"])
    assert send(desk, condition, sense="is", values=[asked.choices[0].name]).status_code == 303
    assert "Changer la sorte" in page(desk, f"{path}/questions/new?of=que_changer")
    cast = f"{here}?kind=comment"
    refused = send(desk, cast, label="Que changer ?")
    assert refused.status_code == 422
    said = html.unescape(refused.get_data(as_text=True))
    assert "» lit la réponse à « Que changer ? ». Changez d’abord cette condition." in said
    send(desk, f"{path}/edit", deed="remove", name="voice_council")
    assert send(desk, cast, label="Que changer, dites-le ?").status_code == 303
    (asked,) = stored(engine, town, path).questions()
    assert (asked.name, asked.kind.value, asked.choices) == ("que_changer", "comment", ())


def test_a_question_that_was_asked_keeps_its_kind(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    path = frozen(engine, town)
    refused = send(desk, f"{path}/questions/months?kind=comment", label="Combien de mois ?")
    assert refused.status_code == 422
    said = html.unescape(refused.get_data(as_text=True))
    assert "« Depuis combien de mois ? » est dans une version figée" in said


def test_the_draft_is_tried_and_nothing_is_stored(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    path = frozen(engine, town)
    preview = desk.get(f"/rive{path}/preview?language=ar", base_url=LOCAL)
    assert "frame-src 'self'" in preview.headers["Content-Security-Policy"]
    assert preview.headers["X-Frame-Options"] == "DENY"
    start = desk.get(f"/rive{path}/preview/phone?language=ar", base_url=LOCAL)
    assert "frame-ancestors 'self'" in start.headers["Content-Security-Policy"]
    assert start.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert 'lang="ar" dir="rtl"' in start.get_data(as_text=True)
    begun = follow(desk, start, {})
    assert "كيف هي الوجبات؟" in begun.get_data(as_text=True)
    second = follow(desk, begun, {"q1": "4"})
    refused = desk.post(action(second), data={}, base_url=LOCAL)
    assert refused.status_code == 422
    third = follow(desk, second, {"q2": "2"})
    assert 'name="q3"' in third.get_data(as_text=True), "the condition holds: asked after no"
    skipped = follow(desk, second, {"q2": "1"})
    assert 'name="q4"' in skipped.get_data(as_text=True)
    comment = desk.get(f"/rive{path}/preview/phone/6", base_url=LOCAL)
    said = follow(desk, comment, {"q6": "é" * 40 + "à" * 400}).get_data(as_text=True)
    assert "é" * 40 in said
    assert "éà" not in said, "an address carries the beginning only"
    kiosk = desk.get(f"/rive{path}/preview/kiosk/4", base_url=LOCAL).get_data(as_text=True)
    assert "kiosk" in kiosk
    assert 'inputmode="numeric"' not in kiosk
    with looking_in(engine, town) as session:
        assert session.query(QuestionnaireVersion).count() == 1


def action(response: TestResponse) -> str:
    found = re.search(r'<form method="post" action="([^"]+)"', response.get_data(as_text=True))
    assert found
    return html.unescape(found[1])


def follow(desk: Inspecting, shown: TestResponse, sent: dict[str, object]) -> TestResponse:
    given = desk.post(action(shown), data=sent, base_url=LOCAL)
    assert given.status_code == 303
    return desk.get(given.location, base_url=LOCAL)


def test_a_question_is_kept_and_its_new_words_are_offered(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    path = begin(desk)
    new = f"{path}/questions/new?kind=comment"
    assert send(desk, new, label="Et vos voisins ?").status_code == 303
    name = names(engine, town, path)[0]
    keep = f"{path}/questions/{name}/keep"
    tags = {"theme": "neighbourhood", "criterion": "1.6", "public": "residents"}
    assert send(desk, keep, **tags).status_code == 303
    found = page(desk, f"{path}/bank?criterion=1.6")
    own = re.findall(r'value="(own-\w+)"', found)
    assert len(own) == 1
    send(desk, f"{path}/bank", pick=own)
    copied = names(engine, town, path)[1]
    change = f"{path}/questions/{copied}"
    send(desk, change, label="Vous entendez-vous avec vos voisins ?")
    assert send(desk, f"{change}/keep", **tags).status_code == 303
    send(desk, f"{path}/bank", pick=own)
    first = f"{path}/edit"
    assert "La banque dit maintenant" in html.unescape(page(desk, first))
    assert send(desk, first, deed="take", name=copied).status_code == 303
    assert "La banque dit maintenant" not in page(desk, first)

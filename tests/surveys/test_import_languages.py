"""A form that does not say its languages: each doubt is asked, then the form is read again."""

import io
import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.operations.imports import DRAFT_KEPT
from participation.surveys.adapters.xlsform import doubts, read_form
from participation.surveys.queries.campaigns import list_versions, read_questionnaire
from participation.surveys.rules.questions import Questionnaire
from tests.builders import Town, looking_in, make_town
from tests.conftest import Clock
from tests.inspection import Inspecting
from tests.surveys.desk import LOCAL, sign_in
from tests.surveys.sheets import Rows, form

PLAIN: Rows = (("type", "name", "label"), ("text", "q", "Où ?"))
LOCALS: Rows = (
    ("type", "name", "label::Français (fr)", "label::Parler d’ici", "label::Farsi"),
    ("text", "q", "Où ?", "Fan ?", "کجا؟"),
)
DENIED: Rows = (("type", "name", "label", "label::English (en)"), ("text", "q", "ምን?", "What?"))


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


def send(desk: Inspecting, rows: Rows, settings: Rows | None = None) -> str:
    """Bring a form; give where it leads."""
    sent = {"file": (io.BytesIO(form(rows, settings=settings)), "enquête.xlsx")}
    given = desk.post("/rive/questionnaires/new", data=sent, base_url=LOCAL)
    assert given.status_code == 303, given.get_data(as_text=True)
    return given.location


def answer(desk: Inspecting, address: str, *tags: str) -> tuple[int, str]:
    """Answer each doubt in order; give the status and where it leads, or the words."""
    chosen = {f"tongue{number}": tag for number, tag in enumerate(tags)}
    given = desk.post(address, data=chosen, base_url=LOCAL)
    words = given.location if given.status_code == 303 else given.get_data(as_text=True)
    return given.status_code, words


def kept(engine: Engine, town: Town) -> list[Questionnaire]:
    with looking_in(engine, town) as session:
        return [read_questionnaire(each) for each in list_versions(session)]


def test_a_form_that_says_its_languages_is_taken_at_once(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    address = send(desk, PLAIN, (("default_language",), ("Français (fr)",)))
    assert "/new" not in address
    assert kept(engine, town)[0].languages == ("fr",)


def test_an_assumed_language_is_asked_with_french_chosen_already(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    address = send(desk, PLAIN)
    assert re.fullmatch(r"/rive/questionnaires/new/\w{13}", address)
    assert kept(engine, town) == []
    said = desk.get(address, base_url=LOCAL).get_data(as_text=True)
    assert "Langue de « label »" in said
    assert re.search(r'<option[^>]*selected[^>]*value="fr"', said)
    assert "enquête.xlsx" in said
    assert answer(desk, address, "ro")[0] == 303
    assert [each.languages for each in kept(engine, town)] == [("ro",)]
    assert next(kept(engine, town)[0].questions()).label == {"ro": "Où ?"}


def test_each_unsure_language_is_asked_and_what_is_unknown_must_be_chosen(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    address = send(desk, LOCALS)
    said = desk.get(address, base_url=LOCAL).get_data(as_text=True)
    assert said.count("<select") == 2
    status, said = answer(desk, address, "", "fa_AF")
    assert status == 422
    assert "Choisissez dans la liste." in said
    assert 'href="#tongue0"' in said
    assert answer(desk, address, "wo", "fa")[0] == 303
    (found,) = kept(engine, town)
    assert found.languages == ("fr", "wo", "fa")
    assert next(found.questions()).label == {"fr": "Où ?", "wo": "Fan ?", "fa": "کجا؟"}


def test_a_language_that_the_platform_does_not_know_may_stay_apart(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    address = send(desk, LOCALS)
    assert answer(desk, address, "x-parler-d-ici", "fa_AF")[0] == 303
    assert kept(engine, town)[0].languages == ("fr", "x-parler-d-ici", "fa_AF")


@pytest.mark.parametrize("tags", [("fr", "fa_AF"), ("ps", "ps")])
def test_no_language_may_be_chosen_twice(
    desk: Inspecting, engine: Engine, town: Town, tags: tuple[str, str]
) -> None:
    status, said = answer(desk, send(desk, LOCALS), *tags)
    assert status == 422
    assert "Cette langue est déjà dans le fichier." in said
    assert kept(engine, town) == []


def test_an_answer_that_the_texts_deny_is_asked_again(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    address = send(desk, DENIED, (("default_language",), ("English (en)",)))
    status, said = answer(desk, address, "en")
    assert status == 422
    assert "Une autre colonne dit autre chose dans cette langue." in said
    assert kept(engine, town) == []
    assert answer(desk, address, "ti")[0] == 303
    assert next(kept(engine, town)[0].questions()).label == {"ti": "ምን?", "en": "What?"}


@pytest.mark.parametrize("tag", ["xx", "../fr", "<b>", "fr\x00", "\u202efr"])
def test_a_language_that_was_not_offered_is_refused(desk: Inspecting, tag: str) -> None:
    assert answer(desk, send(desk, PLAIN), tag)[0] == 422


def test_a_file_that_waited_too_long_or_is_someone_elses_is_not_there(
    desk: Inspecting, app: Flask, engine: Engine, town: Town, clock: Clock
) -> None:
    address = send(desk, PLAIN)
    other = sign_in(app, engine, town)
    assert other.get(address, base_url=LOCAL).status_code == 404
    for _ in range(4):
        clock.advance(seconds=(DRAFT_KEPT / 3).total_seconds())
        desk.get("/rive/questionnaires", base_url=LOCAL)
    assert answer(desk, address, "fr") == (303, "/rive/questionnaires/new")
    assert kept(engine, town) == []


def test_a_bad_form_is_told_before_any_doubt(desk: Inspecting) -> None:
    bad = form((("type", "name", "label"), ("select_one nowhere", "q", "Où ?")), settings=None)
    sent = {"file": (io.BytesIO(bad), "a.xlsx")}
    given = desk.post("/rive/questionnaires/new", data=sent, base_url=LOCAL)
    assert given.status_code == 422
    assert "À corriger dans le fichier" in given.get_data(as_text=True)


def test_doubts_are_what_settles_them() -> None:
    content = form(LOCALS, settings=None)
    found = doubts(read_form(content)[1])
    assert [doubt.typed for doubt in found] == ["Parler d’ici", "Farsi"]
    settled = {doubt.typed: tag for doubt, tag in zip(found, ("wo", "ps"), strict=True)}
    questionnaire, report = read_form(content, settled)
    assert doubts(report) == ()
    assert questionnaire is not None
    assert questionnaire.languages == ("fr", "wo", "ps")

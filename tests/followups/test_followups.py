"""What people said and what was done: written by staff, shown to residents, late ones marked."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.queries import count_by_origin, list_follow_ups
from participation.followups.rules import Refusal, State, is_late, why_not
from participation.foundation.localized import Localized
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.inspection import Inspecting, client_of
from tests.surveys.desk import LOCAL, sign_in

TODAY = dt.date(2026, 3, 17)
PROMISE = {
    "said-fr": "Les repas sont froids",
    "said-ar": "الوجبات باردة",
    "decided-fr": "Un nouveau four",
    "state": "promised",
    "owner": "la cuisine",
    "due_on": "2026-06-01",
    "pictogram": "meal",
    "is_public": "y",
}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


def test_a_promise_is_written_and_read_by_residents_in_their_language(
    app: Flask, desk: Inspecting, engine: Engine, town: Town
) -> None:
    address = "/rive/tilleul/follow-ups/new?origin=survey:x"
    assert desk.post(address, data=PROMISE, base_url=LOCAL).status_code == 303
    with looking_in(engine, town) as session:
        assert count_by_origin(session, ["survey:x"]) == {town.here: 1}
    resident = client_of(app)
    headers = {"Accept-Language": "ar"}
    seen = resident.get("/rive/tilleul/changes", base_url=LOCAL, headers=headers)
    assert "الوجبات باردة" in seen.get_data(as_text=True)
    assert "Un nouveau four" in seen.get_data(as_text=True)
    other = resident.get("/rive/olivier/changes", base_url=LOCAL).get_data(as_text=True)
    assert "Un nouveau four" not in other


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"due_on": ""}, "Donnez une date"),
        ({"state": "impossible"}, "Dites pourquoi ce n’est pas possible"),
        ({"state": "done", "done_on": "2027-01-01"}, "ne peut pas porter une date à venir"),
        ({"said-fr": ""}, "Remplissez cette case."),
        ({"decided-fr": ""}, "Écrivez la réponse"),
        ({"state": "open", "answer_due_on": "2026-03-01"}, "Donnez un jour plus tard"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    desk: Inspecting, changed: dict[str, str], sentence: str
) -> None:
    refused = desk.post("/rive/tilleul/follow-ups/new", data=PROMISE | changed, base_url=LOCAL)
    words = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert sentence in words
    assert "la cuisine" in words


def test_what_became_of_it_is_changed_on_its_sheet(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    desk.post("/rive/tilleul/follow-ups/new", data=PROMISE, base_url=LOCAL)
    listed = desk.get("/rive/follow-ups", base_url=LOCAL).get_data(as_text=True)
    sheet = listed.partition("/rive/tilleul/follow-ups/")[2].partition("?")[0]
    done = PROMISE | {"state": "done"}
    address = f"/rive/tilleul/follow-ups/{sheet}"
    assert desk.get(address, base_url=LOCAL).status_code == 200
    assert desk.post(address, data=done, base_url=LOCAL).status_code == 303
    with looking_in(engine, town) as session:
        found = list_follow_ups(session)[0]
        assert (found.state, found.done_on) == (State.DONE, TODAY)


def test_a_late_promise_is_marked_for_staff(desk: Inspecting, engine: Engine, town: Town) -> None:
    sheet = FollowUpSheet(
        said=Localized(fr="Il fait froid"),
        decided=Localized(fr="Régler le chauffage"),
        owner="la maintenance",
        state=State.PROMISED,
        due_on=dt.date(2026, 3, 16),
    )
    with acting_in(engine, town) as act:
        open_follow_up(act, sheet, service_id=town.here, origin="talk:")
    assert "En retard" in desk.get("/rive/follow-ups", base_url=LOCAL).get_data(as_text=True)
    assert "1 promesse en retard" in desk.get("/rive/", base_url=LOCAL).get_data(as_text=True)


def test_a_promise_is_for_a_day_after_the_demand_but_what_is_done_may_be_older() -> None:
    asked = {"decided": "Un four", "because": "", "asked_on": TODAY, "today": TODAY}
    before = TODAY - dt.timedelta(days=1)

    def said(state: State, due_on: dt.date, done_on: dt.date | None = None) -> Refusal | None:
        return why_not(state, due_on=due_on, done_on=done_on, **asked)  # type: ignore[arg-type]

    assert said(State.PROMISED, before) is Refusal.PROMISED_BEFORE_ASKED
    assert said(State.PROMISED, TODAY) is None
    assert said(State.DONE, before, before) is None


def test_a_promise_is_late_the_day_after_its_date() -> None:
    assert not is_late(State.PROMISED, TODAY, TODAY)
    assert is_late(State.IN_PROGRESS, TODAY - dt.timedelta(days=1), TODAY)
    assert not is_late(State.DONE, TODAY - dt.timedelta(days=9), TODAY)


def test_a_try_has_a_last_day_and_is_late_once_nobody_has_judged_it() -> None:
    def refused(due_on: dt.date | None) -> Refusal | None:
        return why_not(
            State.TRIED_OUT,
            decided="On ouvre le samedi.",
            because="",
            due_on=due_on,
            done_on=None,
            today=TODAY,
        )

    assert refused(None) is Refusal.TRY_WITHOUT_END
    assert refused(TODAY) is None
    assert not is_late(State.TRIED_OUT, TODAY, TODAY)
    assert is_late(State.TRIED_OUT, TODAY - dt.timedelta(days=1), TODAY)


def test_what_is_not_answered_yet_is_shown_with_its_last_day_and_its_level(
    app: Flask, desk: Inspecting, town: Town, clock: Clock
) -> None:
    del town
    asked = PROMISE | {"state": "open", "decided-fr": "", "due_on": "", "level": "involve"}
    address = "/rive/tilleul/follow-ups/new?origin=opinion:x"
    sent = desk.post(address, data=asked | {"answer_due_on": "2026-05-02"}, base_url=LOCAL)
    assert sent.status_code == 303
    seen = client_of(app).get("/rive/tilleul/changes", base_url=LOCAL).get_data(as_text=True)
    for words in ("On attend la réponse", "Un avis du conseil", "On décide en vous écoutant"):
        assert words in seen
    assert "avant le 2 mai 2026" in seen
    assert "Sans réponse : 1" in desk.get("/rive/follow-ups", base_url=LOCAL).get_data(as_text=True)
    clock.set(dt.datetime(2026, 5, 3, 9, tzinfo=dt.UTC))
    late = client_of(app).get("/rive/tilleul/changes", base_url=LOCAL).get_data(as_text=True)
    assert "en retard : c’était pour le 2 mai 2026" in late
    assert "avant le" not in late


def test_an_open_question_is_no_answer_to_a_survey(engine: Engine, town: Town) -> None:
    sheet = FollowUpSheet(Localized(fr="Le bruit"), Localized(), "la direction", State.OPEN)
    with acting_in(engine, town) as act:
        open_follow_up(act, sheet, service_id=town.here, origin="survey:x")
        assert count_by_origin(act.session, ["survey:x"]) == {}


@pytest.mark.parametrize("language", ["fr", "ar", "ps", "uk"])
def test_the_poster_of_answers_hangs_in_each_language(desk: Inspecting, language: str) -> None:
    sheet = PROMISE | {"state": "impossible", "because-fr": "Le four est trop petit. " * 20}
    for number in range(8):
        said = sheet | {"said-fr": f"Les repas sont froids, dit {number}", "said-ar": "باردة"}
        desk.post("/rive/tilleul/follow-ups/new", data=said, base_url=LOCAL)
    path = f"/rive/tilleul/changes/poster/{language}.pdf"
    made = desk.get(path, base_url=LOCAL)
    assert (made.status_code, made.mimetype) == (200, "application/pdf")
    assert made.data.startswith(b"%PDF")

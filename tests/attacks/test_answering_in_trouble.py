"""A wave that closes, a screen that is cut off, a session that ends, in the middle of answering."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from participation.accounts.rules.powers import Role
from participation.kiosk.models import Pairing
from participation.kiosk.operations import revoke
from participation.surveys.models import Campaign, Survey
from participation.surveys.operations.campaigns import close_campaign
from tests.application import Served
from tests.attacks.pages import dump, forms_of
from tests.builders import acting_in
from tests.conftest import Clock
from tests.journeys.records import list_responses, survey_of, survey_path, town_of
from tests.journeys.visitors import LOCAL, SCREEN, STRANGER, client_as

STEPS = ("", "/questions/1", "/questions/14", "/parts/1", "/review")
WORDS = "CANARI-2290"


def send(client: FlaskClient, place: str, page: str, ending: str, **sent: str) -> tuple[int, str]:
    """Send the form of a page that goes to an address with this ending; give what came back."""
    sheet = next(one for one in forms_of(page, place) if ending in one.action)
    fields = {field.name: field.value for field in sheet.fields if field.kind == "hidden"}
    answer = client.post(sheet.action, data=fields | sent, base_url=LOCAL)
    return answer.status_code, answer.location or answer.text


def forward(step: str) -> tuple[str, dict[str, str]]:
    """Give where the form of a step goes, and what is said in it."""
    return {
        "": ("/begin", {}),
        "/questions/1": ("/questions/1", {"q1": "4"}),
        "/questions/14": ("/words", {"q14": WORDS}),
        "/parts/1": ("/parts/1", {"q1": "2"}),
        "/review": ("/send", {}),
    }[step]


@pytest.mark.parametrize("step", STEPS)
def test_a_wave_closes(server: Served, step: str) -> None:
    path, survey = survey_path(server), survey_of(server)
    before = list_responses(server, survey)
    client = client_as(server, STRANGER)
    page = client.get(path + step, base_url=LOCAL).text
    with acting_in(server.engine, town_of(server)) as act:
        of_this = select(Campaign).join(Survey, Survey.campaign_id == Campaign.id)
        close_campaign(act, act.session.scalars(of_this.where(Survey.id == survey)).one())
    ending, sent = forward(step)
    status, said = send(client, path + step, page, ending, **sent)
    if status == 303:  # a page may know the wave for five seconds more; sending never does
        page = client.get(path + "/review", base_url=LOCAL).text
        assert "Cette enquête n’est pas ouverte" in page
    else:
        assert status == 409
        assert "Cette enquête n’est pas ouverte. Rien n’a été envoyé." in said
    assert list_responses(server, survey) == before
    assert WORDS not in dump(server)


@pytest.mark.parametrize("step", STEPS)
def test_a_screen_is_cut_off(server: Served, step: str) -> None:
    path, survey = survey_path(server), survey_of(server)
    before = list_responses(server, survey)
    client = client_as(server, SCREEN)
    page = client.get(path + step, base_url=LOCAL).text
    with acting_in(server.engine, town_of(server)) as act:
        revoke(act, act.session.scalars(select(Pairing)).one())
    ending, sent = forward(step)
    status, place = send(client, path + step, page, ending, **sent)
    assert (status, place) == (303, "/rive/kiosk/off")
    off = client.get(place, base_url=LOCAL)
    assert off.status_code == 200
    assert WORDS not in off.text
    assert list_responses(server, survey) == before
    assert WORDS not in dump(server)


@pytest.mark.parametrize("visitor", [Role.RESIDENT.value, Role.FACILITATOR.value])
def test_a_session_ends_and_nothing_said_is_lost(
    server: Served, clock: Clock, visitor: str
) -> None:
    path, survey = survey_path(server), survey_of(server)
    before = list_responses(server, survey)
    client = client_as(server, visitor)
    page = client.get(f"{path}/questions/1", base_url=LOCAL).text
    clock.advance(days=15)
    inside = client.get("/rive/me", base_url=LOCAL)
    assert inside.location, "the session is over"
    status, place = send(client, f"{path}/questions/1", page, "/questions/1", q1="4")
    assert (status, place) == (303, f"{path}/questions/2")
    review = client.get(f"{path}/review", base_url=LOCAL).text
    assert send(client, f"{path}/review", review, "/send")[0] == 303
    after = list_responses(server, survey)
    (new,) = after.keys() - before.keys()
    assert after[new].answers == {1: (4,)}


def test_a_session_that_was_left_opens_nothing_again(server: Served) -> None:
    for visitor in (Role.RESIDENT.value, Role.MANAGER.value, Role.ADMINISTRATOR.value):
        client = client_as(server, visitor)
        kept = client.get_cookie("session")
        assert kept is not None
        page = client.get("/rive/me", base_url=LOCAL)
        assert page.status_code == 200
        assert send(client, "/rive/me", page.text, "/sign-out")[0] == 303
        client.set_cookie("session", kept.value)
        for place in ("/rive/me", "/rive/people/", "/rive/"):
            answer = client.get(place, base_url=LOCAL)
            assert answer.location, (visitor, place)
            assert "/sign-in" in answer.location, (visitor, place)

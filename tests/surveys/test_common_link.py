"""One link for all: what leaves by real servers, the page behind it, and nothing that joins."""

import re
import threading
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, select

from participation.accounts.models import User
from participation.accounts.operations import open_session
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.cli.opening import House as Installation
from participation.cli.worker import deliver
from participation.foundation import security
from participation.foundation.cycle import TOKEN
from participation.foundation.database import Base
from participation.foundation.keys import to_text
from participation.notifications.adapters import Mail, Sms, Transport
from participation.notifications.models import Message
from participation.notifications.rules import Channel
from participation.organisations.rules import TELLING
from participation.surveys.models import Response, SurveyCall
from participation.surveys.operations.campaigns import close_campaign
from participation.surveys.queries.campaigns import get_campaign
from tests.application import settings_for
from tests.builders import acting_in
from tests.conftest import Clock
from tests.notifications.gateway import gateway
from tests.notifications.test_adapters import Mailbox, mail_server
from tests.surveys.asking import Browser, House, open_house, sign_in
from tests.surveys.called import make_readers, queued

ADDRESS = re.compile(r"https?://\S+")


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    found = open_house(engine, tmp_path)
    with acting_in(engine, found.town) as act:
        make_readers(act, found.town.here)
    return found


def desk(house: House, role: Role = Role.FACILITATOR) -> Browser:
    """Open the browser of somebody of the team."""
    browser = house.browser()
    sign_in(house, browser.client, role, house.town.here)
    return browser


def messages(house: House) -> str:
    """Give the address of the wave's messages."""
    return f"/rive/fieldwork/{to_text(house.campaign_id)}/messages"


def door(house: House) -> str:
    """Give the path of the common link."""
    return f"/rive/answer/{to_text(house.campaign_id)}"


def leave(house: House, folder: Path) -> list[str]:
    """Let the worker send what is due by a real gateway and a real mail server; give the texts."""
    settings = settings_for(str(house.engine.url), folder)
    security.keep_secret(settings.secret_key)
    mailbox = Mailbox()
    with gateway() as server, mail_server(mailbox) as port:
        ways: dict[Channel, Transport] = {
            Channel.SMS: Sms(server.url, "token"),
            Channel.EMAIL: Mail(f"smtp://127.0.0.1:{port}", "avis@example.org"),
        }
        deliver(Installation(settings, house.engine), ways, threading.Event())
        texts = [body["text"] for _headers, body in server.received]
    for envelope in mailbox.kept:
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        texts.append(str(mail.get_content()))
    return texts


def test_the_team_sees_what_leaves_then_sends_it_once(house: House) -> None:
    browser = desk(house)
    assert (
        messages(house) in browser.get(f"/rive/tilleul/fieldwork/{to_text(house.survey_id)}").text
    )
    page = browser.get(messages(house)).text
    assert "Envoyer à 3 personnes" in page
    assert "SMS à 1 personne<" in page
    assert 'lang="ar" dir="rtl"' in page, "each text as its readers will see it"
    assert not re.search(r"\+336|olena@", page), "nobody's address is shown"
    assert queued(house.engine, house.town) == []
    sent = browser.follow(browser.post(messages(house), call="opening"))
    assert "Le message part à 3 personnes" in sent.text
    again = browser.post(messages(house), call="opening")
    assert again.status_code == 422
    assert "Il ne part qu’une fois" in again.text
    early = browser.post(messages(house), call="first-reminder")
    assert "moins de cinq jours" in early.text
    assert browser.post(messages(house), call="other").status_code == 404
    assert len(queued(house.engine, house.town)) == 3


def test_after_the_closing_a_clear_sentence_and_no_message(house: House) -> None:
    browser = desk(house)
    browser.get(messages(house))
    with acting_in(house.engine, house.town) as act:
        close_campaign(act, get_campaign(act.session, house.campaign_id))
    refused = browser.post(messages(house), call="opening")
    assert refused.status_code == 422
    assert "L’enquête est fermée : plus aucun message ne part." in refused.text
    assert queued(house.engine, house.town) == []


def test_another_service_sees_nothing_of_it(house: House) -> None:
    browser = house.browser()
    sign_in(house, browser.client, Role.FACILITATOR, house.town.there)
    assert browser.get(messages(house)).status_code == 404


def test_every_message_of_a_wave_carries_the_same_link(
    house: House, tmp_path: Path, clock: Clock
) -> None:
    browser = desk(house)
    texts = []
    for call in ("opening", "first-reminder", "second-reminder"):
        browser.get(messages(house))
        browser.post(messages(house), call=call)
        texts += leave(house, tmp_path)
        clock.advance(days=5)
        browser = desk(house)
    assert len(texts) == 9
    links = {link for text in texts for link in ADDRESS.findall(text)}
    assert links == {f"http://localhost{door(house)}"}
    words = " ".join(text.replace(next(iter(links)), "") for text in texts)
    assert not TELLING.search(words)
    assert "Maison Tilleul" not in words
    for name in ("Amina", "Farid", "Olena"):
        assert name not in words


def test_the_page_behind_the_link_is_the_same_for_all(house: House) -> None:
    stranger = house.browser()
    page = stranger.get(door(house))
    assert (page.status_code, page.headers.getlist("Set-Cookie")) == (200, [])
    assert f'href="{house.path}"' in page.text
    assert 'href="/rive/messages/stop"' in page.text
    assert stranger.get("/rive/answer/0000000000001").status_code == 404
    with acting_in(house.engine, house.town) as act:
        close_campaign(act, get_campaign(act.session, house.campaign_id))
    shut = stranger.get(door(house))
    assert "n’est pas ouverte" in shut.text
    assert "Maison Tilleul" not in shut.text
    assert 'href="/rive/messages/stop"' in shut.text, "stopping never depends on a survey"


def everything(house: House) -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table, whatever walls stand around them."""
    with house.looking() as session:
        connection = session.connection()
        known = MetaData()
        known.reflect(connection)
        return {
            name: [tuple(row) for row in connection.execute(select(one))]
            for name, one in known.tables.items()
            if name in Base.metadata.tables
        }


def test_nothing_joins_a_person_to_her_answer(house: House, tmp_path: Path, clock: Clock) -> None:
    team = desk(house)
    team.get(messages(house))
    team.post(messages(house), call="opening")
    leave(house, tmp_path)
    hers = house.browser()
    with acting_in(house.engine, house.town) as act:
        amina = act.session.scalars(select(User).where(User.name == "Amina")).one()
        key = amina.id
        opened = open_session(act, amina, SessionKind.RESIDENT, SessionStage.OPEN)
    with hers.client.session_transaction() as kept:
        kept[TOKEN] = opened.token
    assert house.path in hers.get(door(house)).text
    hers.answer_all()
    clock.advance(seconds=30)
    before = everything(house)
    assert hers.post("/send").status_code == 303
    after = everything(house)
    grown = {
        name
        for name, rows in after.items()
        if sorted(map(repr, rows)) != sorted(map(repr, before[name]))
    }
    assert grown == {"response", "response_count", "answer", "comment"}
    with house.looking() as session:
        answered = session.scalars(select(Response.key)).one()
    marks = {answered.hex, str(answered), repr(answered.bytes)}
    for name, rows in after.items():
        for row in map(repr, rows):
            if any(mark in row for mark in marks):
                assert name in {"response", "answer"}, name
                assert str(key) not in row
                assert to_text(key) not in row


def test_no_foreign_key_leads_from_an_answer_to_a_person() -> None:
    people = {User.__tablename__, Message.__tablename__, "writing_consent", "membership"}
    reached, waiting = set(), ["response", "answer", "comment", SurveyCall.__tablename__]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            keys = Base.metadata.tables[name].foreign_key_constraints
            waiting += [key.referred_table.name for key in keys]
    assert {"survey", "campaign"} <= reached
    assert not reached & people
    assert "user_id" not in {
        column.name for name in reached for column in Base.metadata.tables[name].c
    }

"""Residents' ways in: card, phone link, six digits at the kiosk, pictures."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from participation.accounts.models import AccessCard, SignInLink, SignInSession, User
from participation.accounts.operations import (
    issue_card,
    offer_opening,
    revoke_cards,
    send_link,
    set_pictures,
    use_link,
)
from participation.accounts.rules import secrets
from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.powers import Role
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.sessions import SessionKind
from participation.audit.models import Entry
from participation.foundation.act import Refused
from participation.foundation.security import sealer
from participation.kiosk.operations import offer_pairing
from participation.notifications.models import Message
from tests.accounts.people import LOCAL, send
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import Clock

CODE = ("key", "sun", "fish", "tree")
OTHER = ("sun", "key", "fish", "tree")


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def amina(engine: Engine, town: Town) -> int:
    """Add a resident with a telephone."""
    with acting_in(engine, town) as act:
        person = make_person(act, "Amina", Role.RESIDENT, town.here, locale="ar")
        person.phone = "+33612345678"
        return person.id


def card_of(engine: Engine, town: Town, key: int) -> str:
    with acting_in(engine, town) as act:
        return issue_card(act, act.session.get_one(User, (town.organisation_id, key)))


def give_pictures(engine: Engine, town: Town, key: int) -> None:
    with acting_in(engine, town) as act:
        set_pictures(act, act.session.get_one(User, (town.organisation_id, key)), CODE)


def touch(client: FlaskClient, chosen: tuple[str, ...]) -> int:
    fields = {f"pictures-{row}": name for row, name in enumerate(chosen)}
    return send(client, "/rive/pictures", **fields).status_code


def pair(client: FlaskClient, engine: Engine, town: Town, code: str = "abcd2345") -> None:
    """Make a public screen of this client."""
    with acting_in(engine, town, town.here) as act:
        offer_pairing(act, service_id=town.here, label="Entrée", code=code)
    assert send(client, "/rive/kiosk/pair", code=code).status_code == 303


def opened(engine: Engine, town: Town) -> list[SessionKind]:
    with looking_in(engine, town) as session:
        return list(session.scalars(select(SignInSession.kind)))


def test_a_card_opens(client: FlaskClient, engine: Engine, town: Town, amina: int) -> None:
    code = card_of(engine, town, amina)
    answer = send(client, "/rive/card", card=secrets.grouped(code).lower())
    assert (answer.status_code, answer.location) == (303, "/rive/")
    assert opened(engine, town) == [SessionKind.RESIDENT]
    assert "Amina" in client.get("/rive/me", base_url=LOCAL).text


def test_what_is_stored_of_a_card_opens_nothing(
    client: FlaskClient, engine: Engine, town: Town, amina: int
) -> None:
    code = card_of(engine, town, amina)
    with looking_in(engine, town) as session:
        stored = session.scalars(select(AccessCard.digest)).one()
        journal = " ".join(session.scalars(select(Entry.subject + Entry.facts)))
    assert code not in journal
    assert send(client, "/rive/card", card=stored).status_code == 422


def test_a_lost_card_opens_nothing_and_the_new_one_does(
    client: FlaskClient, engine: Engine, town: Town, amina: int
) -> None:
    lost, new = card_of(engine, town, amina), card_of(engine, town, amina)
    assert send(client, "/rive/card", card=lost).status_code == 422
    assert send(client, "/rive/card", card=new).status_code == 303
    with acting_in(engine, town) as act:
        assert revoke_cards(act, act.session.get_one(User, (town.organisation_id, amina))) == 1
    assert send(client, "/rive/card", page="/rive/me", card=new).status_code == 422


def test_a_card_of_another_association_opens_nothing(
    client: FlaskClient, engine: Engine, town: Town, amina: int
) -> None:
    code = card_of(engine, town, amina)
    make_town(engine, "lande")
    assert send(client, "/lande/card", card=code).status_code == 422


@pytest.mark.usefixtures("town")
def test_cards_are_not_guessed_for_ever(client: FlaskClient) -> None:
    answers = [send(client, "/rive/card", card="B" * 32).status_code for _try in range(31)]
    assert answers == [422] * 30 + [429]


def test_pictures_are_asked_besides_the_card(
    client: FlaskClient, engine: Engine, town: Town, amina: int
) -> None:
    code = card_of(engine, town, amina)
    give_pictures(engine, town, amina)
    assert client.get("/rive/pictures", base_url=LOCAL).status_code == 303, (
        "alone they open nothing"
    )
    assert send(client, "/rive/card", card=code).location == "/rive/pictures"
    assert client.get("/rive/me", base_url=LOCAL).status_code == 303
    assert touch(client, OTHER) == 422
    assert touch(client, CODE) == 303
    assert client.get("/rive/me", base_url=LOCAL).status_code == 200


def test_five_wrong_pictures_lock_until_staff_unlock(
    client: FlaskClient, engine: Engine, town: Town, amina: int, clock: Clock
) -> None:
    code = card_of(engine, town, amina)
    give_pictures(engine, town, amina)
    send(client, "/rive/card", card=code)
    assert [touch(client, OTHER) for _try in range(5)] == [422] * 5
    assert touch(client, CODE) == 422, "the right ones as well: it is locked"
    clock.advance(days=2)
    send(client, "/rive/card", card=code)
    assert touch(client, CODE) == 422, "time does not unlock"
    with acting_in(engine, town) as act:
        set_pictures(act, act.session.get_one(User, (town.organisation_id, amina)), None)
    assert send(client, "/rive/card", card=code).location == "/rive/"


def test_on_her_own_phone_pictures_open_again(
    client: FlaskClient, engine: Engine, town: Town, amina: int
) -> None:
    code = card_of(engine, town, amina)
    send(client, "/rive/card", card=code)
    give_pictures(engine, town, amina)
    send(client, "/rive/sign-out", page="/rive/me")
    assert "Mes images" in client.get("/rive/sign-in", base_url=LOCAL).text
    assert touch(client, CODE) == 303


def sent_link(engine: Engine, town: Town) -> str:
    """Give the link of the last message."""
    with looking_in(engine, town) as session:
        row = session.scalars(select(Message).order_by(Message.id.desc())).first()
        assert row is not None
        envelope = sealer("outbox").open(row.envelope)
    assert envelope is not None
    return str(json.loads(envelope)["facts"]["link"])


def test_a_phone_link_opens_once(
    app: Flask, client: FlaskClient, engine: Engine, town: Town, amina: int
) -> None:
    assert amina
    asked = send(client, "/rive/phone", contact="06 12 34 56 78")
    assert asked.location == "/rive/link"
    link = sent_link(engine, town)
    address, _hash, code = link.partition("#")
    assert address == "http://localhost/rive/link", "the secret is not in what a server sees"
    assert send(client, "/rive/link", code=code).status_code == 303
    assert send(app.test_client(), "/rive/link", code=code).status_code == 422


def test_the_answer_is_the_same_for_a_number_nobody_has(
    client: FlaskClient, engine: Engine, town: Town
) -> None:
    asked = send(client, "/rive/phone", contact="06 99 99 99 99")
    assert (asked.status_code, asked.location) == (303, "/rive/link")
    with looking_in(engine, town) as session:
        assert session.scalars(select(Message)).all() == []


def test_a_phone_link_dies_after_thirty_minutes(
    client: FlaskClient, engine: Engine, town: Town, amina: int, clock: Clock
) -> None:
    assert amina
    send(client, "/rive/phone", contact="+33612345678")
    code = sent_link(engine, town).partition("#")[2]
    clock.advance(minutes=30)
    assert send(client, "/rive/link", code=code).status_code == 422


def test_a_new_link_kills_the_one_before_and_two_users_of_one_link_are_one(
    engine: Engine, town: Town, amina: int
) -> None:
    with acting_in(engine, town) as act:
        user = act.session.get_one(User, (town.organisation_id, amina))
        first = send_link(act, user, LinkPurpose.ENTER, base_url="http://x")
        second = send_link(act, user, LinkPurpose.ENTER, base_url="http://x")
        with pytest.raises(Refused):
            use_link(act, first, LinkPurpose.ENTER)
        with pytest.raises(Refused):
            use_link(act, second, LinkPurpose.RESET)
        assert use_link(act, second, LinkPurpose.ENTER)[0].id == amina
        with pytest.raises(Refused):
            use_link(act, second, LinkPurpose.ENTER)
        assert act.session.scalars(select(SignInLink.is_used)).all() == [True]


def test_somebody_opens_for_her_at_the_kiosk_of_her_service(
    app: Flask, client: FlaskClient, engine: Engine, town: Town, amina: int
) -> None:
    pair(client, engine, town)
    with acting_in(engine, town, actor="user:staff") as act:
        user = act.session.get_one(User, (town.organisation_id, amina))
        code = offer_opening(act, user, town.here)
        with pytest.raises(Refused) as refused:
            offer_opening(act, user, town.there)
        assert refused.value.reason is Refusal.NOT_RESIDENT
    stranger = app.test_client()
    assert stranger.get("/rive/opening", base_url=LOCAL).status_code == 303, "no screen, no door"
    answer = send(client, "/rive/opening", code=f"{code[:3]} {code[3:]}")
    assert (answer.status_code, answer.location) == (303, "/rive/tilleul/")
    assert opened(engine, town) == [SessionKind.KIOSK_RESIDENT]
    assert not [line for line in answer.headers.getlist("Set-Cookie") if line.startswith("device")]
    assert send(client, "/rive/opening", code=code).status_code == 422, "once"
    with looking_in(engine, town) as session:
        told = session.scalars(select(Entry).where(Entry.action == "session.opened-for")).one()
    assert told.actor == "user:staff"


def test_six_digits_die_after_five_minutes_and_ten_tries(
    client: FlaskClient, engine: Engine, town: Town, amina: int, clock: Clock
) -> None:
    pair(client, engine, town)
    with acting_in(engine, town) as act:
        user = act.session.get_one(User, (town.organisation_id, amina))
        code = offer_opening(act, user, town.here)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert [send(client, "/rive/opening", code=wrong).status_code for _try in range(11)] == (
        [422] * 10 + [429]
    )
    clock.advance(minutes=16)
    assert send(client, "/rive/opening", code=code).status_code == 422


def test_a_card_at_the_kiosk_opens_a_short_session(
    client: FlaskClient, engine: Engine, town: Town, amina: int, clock: Clock
) -> None:
    pair(client, engine, town)
    answer = send(client, "/rive/card", card=card_of(engine, town, amina))
    assert answer.location == "/rive/tilleul/"
    assert opened(engine, town) == [SessionKind.KIOSK_RESIDENT]
    clock.advance(minutes=7)
    assert client.get("/rive/me", base_url=LOCAL).status_code == 303

"""The staff's way in: both proofs, fresh tokens, sign-out that ends, replay that finds nothing."""

import argon2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from participation.accounts.models import KnownDevice, Membership, SignInSession, User
from participation.accounts.operations import end_role, make_recovery_codes, open_session
from participation.accounts.queries import pending_secret
from participation.accounts.rules import totp
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.audit.models import Entry
from participation.foundation.cycle import TOKEN
from tests.accounts.people import (
    LOCAL,
    carry,
    code_now,
    enter,
    make_staff,
    send,
    sign_in,
    token_of_form,
)
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import Clock


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def token_of(client: FlaskClient) -> str:
    with client.session_transaction(base_url=LOCAL) as browser:
        return str(browser.get(TOKEN, ""))


def is_inside(client: FlaskClient, town: Town) -> bool:
    """Say whether the person's own page opens."""
    return client.get(f"/{town.slug}/me", base_url=LOCAL).status_code == 200


def test_both_proofs_open(client: FlaskClient, engine: Engine, town: Town) -> None:
    staff = make_staff(engine, town)
    first = sign_in(client, town, staff)
    assert first.location == "/rive/sign-in/code"
    assert not is_inside(client, town)
    second = send(client, "/rive/sign-in/code", code=code_now())
    assert (second.status_code, second.location) == (303, "/rive/")
    assert is_inside(client, town)
    with looking_in(engine, town) as session:
        actions = list(session.scalars(select(Entry.action)))
    assert actions[-1] == "signed.in"


def test_the_page_that_was_wanted_is_given_at_the_end(
    client: FlaskClient, engine: Engine, town: Town
) -> None:
    staff = make_staff(engine, town)
    turned = client.get("/rive/people/?service=tilleul", base_url=LOCAL)
    assert turned.location == "/rive/sign-in?back=/rive/people/?service%3Dtilleul"
    back = "back=/rive/people/?service%3Dtilleul"
    page = f"/rive/sign-in/staff?{back}"
    first = send(client, page, email=staff.email, password="tilleul violet galop marmite")
    second = send(client, first.location, code=code_now())
    assert second.location == "/rive/people/?service=tilleul"


def test_each_step_gives_another_token(client: FlaskClient, engine: Engine, town: Town) -> None:
    staff = make_staff(engine, town)
    carry(client, "planted")
    sign_in(client, town, staff)
    half = token_of(client)
    send(client, "/rive/sign-in/code", code=code_now())
    assert len({"planted", half, token_of(client)}) == 3
    with looking_in(engine, town) as session:
        assert [row.stage for row in session.scalars(select(SignInSession))] == [SessionStage.OPEN]


def test_the_token_of_forms_changes_hands_too(
    client: FlaskClient, engine: Engine, town: Town
) -> None:
    staff = make_staff(engine, town)
    before = token_of_form(client.get("/rive/sign-in/staff", base_url=LOCAL).text)
    enter(client, town, staff)
    assert is_inside(client, town)
    client.application.config["WTF_CSRF_METHODS"] = {"POST"}
    refused = client.post("/rive/sign-out", data={"csrf_token": before}, base_url=LOCAL)
    assert refused.status_code == 400
    assert is_inside(client, town)


def test_signing_out_ends_the_session_on_the_server(
    app: Flask, client: FlaskClient, engine: Engine, town: Town
) -> None:
    staff = make_staff(engine, town)
    enter(client, town, staff)
    kept = token_of(client)
    out = send(client, "/rive/sign-out", page="/rive/me")
    assert out.status_code == 303
    assert not is_inside(client, town)
    thief = app.test_client()
    carry(thief, kept)
    assert not is_inside(thief, town)
    with looking_in(engine, town) as session:
        assert session.scalars(select(SignInSession)).all() == []


@pytest.mark.parametrize("case", ["wrong", "unknown", "disabled", "without-password"])
def test_the_answer_is_the_same_whatever_is_wrong(
    client: FlaskClient, engine: Engine, town: Town, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = make_staff(engine, town)
    with acting_in(engine, town) as act:
        person = act.session.get_one(User, (town.organisation_id, staff.id))
        person.is_disabled = case == "disabled"
        if case == "without-password":
            person.password_hash = None
    worked: list[str] = []
    verify = argon2.PasswordHasher.verify

    def count(hasher: argon2.PasswordHasher, stored: str, given: str) -> bool:
        worked.append(stored)
        return verify(hasher, stored, given)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", count)
    email = "nobody@rive.example" if case == "unknown" else staff.email
    password = "not the right phrase" if case == "wrong" else "tilleul violet galop marmite"
    answer = send(client, "/rive/sign-in/staff", email=email, password=password)
    assert answer.status_code == 422
    assert "L’adresse ou le mot de passe ne convient pas." in answer.text
    assert len(worked) == 1, "the hash is computed whether the account exists or not"
    assert password not in answer.text


def test_staff_without_second_proof_set_one_before_anything_else(
    client: FlaskClient, engine: Engine, town: Town, clock: Clock
) -> None:
    staff = make_staff(engine, town, has_app=False)
    assert sign_in(client, town, staff).location == "/rive/sign-in/enrol"
    assert not is_inside(client, town)
    shown = send(client, "/rive/sign-in/enrol/app/new", page="/rive/sign-in/enrol")
    assert shown.location == "/rive/sign-in/enrol/app"
    with looking_in(engine, town) as session:
        secret = pending_secret(session.scalars(select(SignInSession)).one())
    assert secret is not None
    wrong = send(client, "/rive/sign-in/enrol/app", code="000000")
    assert wrong.status_code == 422
    code = totp.code_at(secret, totp.step_of(clock.now.timestamp()))
    done = send(client, "/rive/sign-in/enrol/app", code=f"{code[:3]} {code[3:]}")
    assert done.status_code == 200
    assert done.text.count("<code>") == 10
    assert is_inside(client, town)


def test_a_code_of_the_authenticator_opens_once(
    app: Flask, client: FlaskClient, engine: Engine, town: Town, clock: Clock
) -> None:
    staff = make_staff(engine, town)
    code = code_now()
    enter(client, town, staff)
    other = app.test_client()
    sign_in(other, town, staff)
    assert send(other, "/rive/sign-in/code", code=code).status_code == 422
    clock.advance(seconds=30)
    assert send(other, "/rive/sign-in/code", code=code).status_code == 422
    assert send(other, "/rive/sign-in/code", code=code_now()).status_code == 303


def test_a_recovery_code_opens_once(
    app: Flask, client: FlaskClient, engine: Engine, town: Town
) -> None:
    staff = make_staff(engine, town)
    with acting_in(engine, town) as act:
        person = act.session.get_one(User, (town.organisation_id, staff.id))
        codes = make_recovery_codes(act, person)
    sign_in(client, town, staff)
    first = send(client, "/rive/sign-in/recovery", code=codes[0].upper().replace("-", " "))
    assert first.status_code == 303
    other = app.test_client()
    sign_in(other, town, staff)
    assert send(other, "/rive/sign-in/recovery", code=codes[0]).status_code == 422
    assert send(other, "/rive/sign-in/recovery", code=codes[1]).status_code == 303


def test_a_half_open_session_dies_after_ten_minutes(
    client: FlaskClient, engine: Engine, town: Town, clock: Clock
) -> None:
    staff = make_staff(engine, town)
    sign_in(client, town, staff)
    clock.advance(minutes=11)
    answer = client.get("/rive/sign-in/code", base_url=LOCAL)
    assert answer.location == "/rive/sign-in/staff"


@pytest.mark.parametrize(("deed", "status"), [("disabled", 303), ("role ended", 403)])
def test_what_is_taken_away_is_felt_at_the_next_request(
    client: FlaskClient, engine: Engine, town: Town, deed: str, status: int
) -> None:
    staff = make_staff(engine, town)
    enter(client, town, staff)
    assert client.get("/rive/people/", base_url=LOCAL).status_code == 200
    with acting_in(engine, town) as act:
        person = act.session.get_one(User, (town.organisation_id, staff.id))
        if deed == "disabled":
            person.is_disabled = True
        else:
            end_role(act, act.session.scalars(select(Membership)).one(), act.now.date())
    assert client.get("/rive/people/", base_url=LOCAL).status_code == status


def test_a_session_of_staff_ends_after_thirty_silent_minutes_and_lives_while_used(
    client: FlaskClient, engine: Engine, town: Town, clock: Clock
) -> None:
    staff = make_staff(engine, town)
    enter(client, town, staff)
    for _page in range(4):
        clock.advance(minutes=20)
        assert is_inside(client, town)
    clock.advance(minutes=31)
    assert not is_inside(client, town)


def test_a_page_that_reads_notes_presence_once_a_minute(
    client: FlaskClient, engine: Engine, town: Town, clock: Clock
) -> None:
    staff = make_staff(engine, town)
    enter(client, town, staff)

    def seen() -> object:
        with looking_in(engine, town) as session:
            return session.scalars(select(SignInSession.seen_at)).one()

    first = seen()
    clock.advance(seconds=59)
    is_inside(client, town)
    assert seen() == first
    clock.advance(seconds=1)
    is_inside(client, town)
    assert seen() == clock.now


def test_who_has_no_role_of_staff_comes_in_without_second_proof(
    client: FlaskClient, engine: Engine, town: Town
) -> None:
    staff = make_staff(engine, town, Role.PEER_HELPER, has_app=False)
    assert sign_in(client, town, staff).location == "/rive/"
    assert is_inside(client, town)


def test_a_resident_session_gives_no_power_of_staff(app: Flask, engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        person = make_person(act, "Amina", Role.MANAGER, town.here)
        token = open_session(act, person, SessionKind.RESIDENT, SessionStage.OPEN).token
    client = app.test_client()
    carry(client, token)
    assert client.get("/rive/people/", base_url=LOCAL).status_code in (303, 403)


def test_a_device_is_known_again_by_its_secret_alone(
    client: FlaskClient, engine: Engine, town: Town
) -> None:
    staff = make_staff(engine, town)
    answer = enter(client, town, staff)
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if "device=" in line)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    with looking_in(engine, town) as session:
        stored = session.scalars(select(KnownDevice.digest)).one()
    assert stored not in cookie

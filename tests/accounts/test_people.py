"""People on staff's pages: seen within one's services, changed within one's power."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from participation.accounts.models import AccessCard, Membership, SignInSession, User
from participation.accounts.operations import end_role, give_role
from participation.accounts.rules.powers import Role
from participation.accounts.rules.refusals import Refusal
from participation.foundation.act import Refused
from participation.foundation.keys import to_text
from participation.notifications.models import Message
from tests.accounts.people import LOCAL, make_staff, open_as, send
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import START

TODAY = START.date()
Enter = Callable[[Role], FlaskClient]


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def come_in(app: Flask, engine: Engine, town: Town) -> Enter:
    """Give a client signed in with a role: in the first service, or everywhere."""

    def enter(role: Role) -> FlaskClient:
        staff = make_staff(engine, town, role, email=f"{role.value}@rive.example")
        return open_as(app, engine, town, staff)

    return enter


def add(engine: Engine, town: Town, name: str, role: Role, place: int | None) -> str:
    with acting_in(engine, town) as act:
        email = f"{name.lower()}@rive.example"
        return to_text(make_person(act, name, role, place, email=email).id)


def status(client: FlaskClient, path: str) -> int:
    return client.get(path, base_url=LOCAL).status_code


def test_a_director_sees_the_people_of_her_service_only(
    come_in: Enter, engine: Engine, town: Town
) -> None:
    here = add(engine, town, "Amina", Role.RESIDENT, town.here)
    there = add(engine, town, "Bruno", Role.RESIDENT, town.there)
    client = come_in(Role.MANAGER)
    page = client.get("/rive/people/", base_url=LOCAL).text
    assert "Amina" in page
    assert "Bruno" not in page
    assert status(client, f"/rive/people/{here}") == 200
    assert status(client, f"/rive/people/{there}") == 404
    found = client.get("/rive/people/?words=bru", base_url=LOCAL).text
    assert "Bruno" not in found


def test_a_search_is_a_word_and_not_a_pattern(come_in: Enter, engine: Engine, town: Town) -> None:
    add(engine, town, "Amina", Role.RESIDENT, town.here)
    client = come_in(Role.MANAGER)
    for words in ("%", "_", "100%", "' OR 1=1 --", "\\"):
        page = client.get("/rive/people/", query_string={"words": words}, base_url=LOCAL)
        assert page.status_code == 200
        assert "Amina" not in page.text
    assert "Amina" in client.get("/rive/people/?words=AMI", base_url=LOCAL).text


def test_a_person_is_added_with_her_first_role(come_in: Enter, engine: Engine, town: Town) -> None:
    client = come_in(Role.MANAGER)
    facts = {
        "name": " Amina  B. ",
        "locale": "ar",
        "phone": "06 12 34 56 78",
        "since": "2026-03-01",
    }
    role = {"role": "resident", "service_id": to_text(town.here)}
    answer = send(client, "/rive/people/new", **facts, **role)
    assert answer.status_code == 303
    with looking_in(engine, town) as session:
        user = session.scalars(select(User).where(User.name == "Amina B.")).one()
        assert (user.locale, user.phone) == ("ar", "+33612345678")


def test_what_is_refused_stands_beside_its_field_and_nothing_is_lost(
    come_in: Enter, engine: Engine, town: Town
) -> None:
    client = come_in(Role.MANAGER)
    facts = {"name": "Paul", "locale": "fr", "phone": "12", "email": "paul@", "since": "2026-03-01"}
    answer = send(client, "/rive/people/new", **facts, role="resident", service_id="")
    assert answer.status_code == 422
    assert 'value="Paul"' in answer.text
    assert 'value="paul@"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 3
    with looking_in(engine, town) as session:
        assert session.scalars(select(User).where(User.name == "Paul")).all() == []


def test_half_a_person_is_never_written(come_in: Enter, engine: Engine, town: Town) -> None:
    client = come_in(Role.ADMINISTRATOR)
    facts = {"name": "Paul", "locale": "fr", "since": "2026-03-01"}
    role = {"role": "manager", "service_id": to_text(town.here)}
    answer = send(client, "/rive/people/new", **facts, **role)
    assert answer.status_code == 422
    assert "entre avec son adresse e-mail" in answer.text
    with looking_in(engine, town) as session:
        assert session.scalars(select(User).where(User.name == "Paul")).all() == []


def test_a_director_gives_no_role_above_her_own(come_in: Enter, engine: Engine, town: Town) -> None:
    amina = add(engine, town, "Amina", Role.RESIDENT, town.here)
    client = come_in(Role.MANAGER)
    for role, place in (("administrator", "everywhere"), ("manager", to_text(town.here))):
        fields = {"role": role, "service_id": place, "since": "2026-03-01"}
        assert send(client, f"/rive/people/{amina}/roles/new", **fields).status_code == 422
    with looking_in(engine, town) as session:
        held = session.scalars(
            select(Membership.role)
            .join(
                User,
                (User.organisation_id == Membership.organisation_id)
                & (User.id == Membership.user_id),
            )
            .where(User.name == "Amina")
        ).all()
    assert held == [Role.RESIDENT]


@pytest.mark.parametrize("deed", ["change", "invite", "reset", "disable", "roles/new"])
def test_a_director_does_not_touch_an_administrator_of_her_service(
    come_in: Enter, engine: Engine, town: Town, deed: str
) -> None:
    boss = add(engine, town, "Chef", Role.ADMINISTRATOR, town.here)
    client = come_in(Role.MANAGER)
    fields = {"name": "Chef", "locale": "fr", "email": "thief@rive.example"}
    answer = send(client, f"/rive/people/{boss}/{deed}", page="/rive/people/new", **fields)
    assert answer.status_code == 409
    with looking_in(engine, town) as session:
        user = session.scalars(select(User).where(User.name == "Chef")).one()
        assert (user.email, user.is_disabled) == ("chef@rive.example", False)
        assert session.scalars(select(Message)).all() == []


def test_a_facilitator_prints_cards_of_the_people_received_and_of_nobody_else(
    come_in: Enter, engine: Engine, town: Town
) -> None:
    amina = add(engine, town, "Amina", Role.RESIDENT, town.here)
    boss = add(engine, town, "Chef", Role.MANAGER, town.here)
    client = come_in(Role.FACILITATOR)
    paper = send(client, f"/rive/people/{amina}/card", page=f"/rive/people/{amina}")
    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")
    assert b"Tilleul" not in paper.data
    refused = send(client, f"/rive/people/{boss}/card", page=f"/rive/people/{amina}")
    assert refused.status_code == 409
    with looking_in(engine, town) as session:
        assert len(session.scalars(select(AccessCard)).all()) == 1


def test_cards_of_a_whole_service_leave_those_who_have_one(
    come_in: Enter, engine: Engine, town: Town
) -> None:
    for name in ("Amina", "Zoé", "محمد"):
        add(engine, town, name, Role.RESIDENT, town.here)
    client = come_in(Role.MANAGER)
    first = send(client, "/rive/people/cards", slug="tilleul")
    assert first.data.startswith(b"%PDF-")
    assert send(client, "/rive/people/cards", page="/rive/me", slug="tilleul").status_code == 303
    assert send(client, "/rive/people/cards", page="/rive/me", slug="olivier").status_code == 303
    with looking_in(engine, town) as session:
        assert len(session.scalars(select(AccessCard)).all()) == 3


def test_an_invitation_sets_password_then_second_proof(
    app: Flask, come_in: Enter, engine: Engine, town: Town
) -> None:
    from tests.accounts.test_ways import sent_link  # noqa: PLC0415

    lea = add(engine, town, "Lea", Role.FACILITATOR, town.here)
    client = come_in(Role.MANAGER)
    assert send(client, f"/rive/people/{lea}/invite", page=f"/rive/people/{lea}").status_code == 303
    address, _hash, code = sent_link(engine, town).partition("#")
    assert address == "http://localhost/rive/password"
    new = app.test_client()
    weak = send(new, "/rive/password", code=code, password="lea@rive.example")
    assert weak.status_code == 422
    assert 'value="' + code in weak.text, "what was typed stays"
    done = send(new, "/rive/password", code=code, password="tilleul violet galop marmite")
    assert done.location == "/rive/sign-in/staff"
    again = send(new, "/rive/password", code=code, password="another long sentence here")
    assert again.status_code == 422
    fields = {"email": "lea@rive.example", "password": "tilleul violet galop marmite"}
    assert send(new, "/rive/sign-in/staff", **fields).location == "/rive/sign-in/enrol"


def test_to_disable_somebody_ends_her_sessions_and_her_card(
    app: Flask, come_in: Enter, engine: Engine, town: Town
) -> None:
    amina = add(engine, town, "Amina", Role.RESIDENT, town.here)
    with looking_in(engine, town) as session:
        user = session.scalars(select(User).where(User.name == "Amina")).one()
    hers = open_as(app, engine, town, user)
    client = come_in(Role.MANAGER)
    send(client, f"/rive/people/{amina}/card", page=f"/rive/people/{amina}")
    send(client, f"/rive/people/{amina}/disable", page=f"/rive/people/{amina}")
    assert status(hers, "/rive/me") == 303
    with looking_in(engine, town) as session:
        assert (
            session.scalars(select(AccessCard).where(AccessCard.revoked_on.is_(None))).all() == []
        )
        rows = session.scalars(select(SignInSession).where(SignInSession.user_id == user.id)).all()
        assert rows == []


def test_the_last_administrator_stays(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        boss = make_person(act, "Chef", Role.ADMINISTRATOR, None, email="a@rive.example")
        held = act.session.scalars(select(Membership).where(Membership.user_id == boss.id)).one()
        with pytest.raises(Refused) as refused:
            end_role(act, held, TODAY)
        assert refused.value.reason is Refusal.LAST_ADMINISTRATOR
        make_person(act, "Autre", Role.ADMINISTRATOR, None, email="b@rive.example")
        assert end_role(act, held, TODAY).until == TODAY


def test_a_role_is_not_given_twice_and_ends_after_it_begins(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        amina = make_person(act, "Amina", Role.RESIDENT, town.here, since=TODAY)
        with pytest.raises(Refused) as twice:
            give_role(act, amina, Role.RESIDENT, town.here, since=TODAY)
        assert twice.value.reason is Refusal.ROLE_HELD
        with pytest.raises(Refused) as backwards:
            give_role(act, amina, Role.RELATIVE, town.here, since=TODAY, until=TODAY)
        assert backwards.value.reason is Refusal.UNTIL_BEFORE_SINCE
        held = act.session.scalars(select(Membership)).one()
        end_role(act, held, TODAY)
        assert act.session.scalars(select(Membership)).all() == [], "it never was"


HOSTILE = ("<script>alert(1)</script>", "{{ 7*7 }}", "a\x00b", "a\u202eb", "𝕬𝖒𝖎𝖓𝖆", "' OR 1=1 --")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_as_text(come_in: Enter, town: Town, name: str) -> None:
    client = come_in(Role.MANAGER)
    facts = {"name": name, "locale": "fr", "since": "2026-03-01", "role": "resident"}
    answer = send(client, "/rive/people/new", **facts, service_id=to_text(town.here))
    assert answer.status_code == 303
    page = client.get(str(answer.location), base_url=LOCAL).text
    assert "<script>alert" not in page
    assert "\x00" not in page
    assert "\u202e" not in page
    assert "49" not in page.partition("<h1>")[2].partition("</h1>")[0]

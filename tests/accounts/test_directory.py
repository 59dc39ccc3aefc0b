"""Coming in by the association's directory: a real provider, roles given and taken away."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from participation.accounts.models import DirectoryIdentity, SignInSession, User
from participation.accounts.operations import add_rule, give_role, open_session
from participation.accounts.queries import list_held
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.audit.models import Entry
from participation.foundation import clock as house_clock
from tests.accounts.arriving import GROUP, come, lea, make_mapped_town
from tests.accounts.people import LOCAL, code_now, enter, make_staff, send, sign_in, token_of_form
from tests.accounts.provider import Provider
from tests.accounts.registered import Someone
from tests.builders import OPENED, Town, acting_in, looking_in
from tests.conftest import Clock

pytestmark = pytest.mark.usefixtures("town", "joined")


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_mapped_town(engine)


def is_inside(client: FlaskClient) -> bool:
    """Say whether the person's own page opens."""
    return client.get("/rive/me", base_url=LOCAL).status_code == 200


def roles_of(engine: Engine, town: Town, email: str = "lea@rive.example") -> set[tuple[Role, bool]]:
    """Give the roles that somebody holds today, and whether the directory gave each."""
    with looking_in(engine, town) as session:
        user = session.scalars(select(User).where(User.email == email)).one()
        held = list_held(session, user.id, house_clock.today())
        return {(one.role, one.from_directory) for one in held}


def test_somebody_new_comes_in_with_the_role_of_her_group(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    page = client.get("/rive/sign-in/staff?back=/rive/people/", base_url=LOCAL).text
    assert "/rive/sign-in/directory?back=/rive/people/" in page
    lea(provider, GROUP)
    answer = come(client, provider, "/rive/people/")
    assert (answer.status_code, answer.location) == (303, "/rive/people/")
    assert client.get("/rive/people/", base_url=LOCAL).status_code == 200
    assert roles_of(engine, town) == {(Role.FACILITATOR, True)}
    with looking_in(engine, town) as session:
        entries = session.execute(select(Entry.actor, Entry.action)).all()
        rows = session.scalars(select(SignInSession)).all()
    assert [tuple(each) for each in entries][-4:-1] == [
        ("directory", "person.added"),
        ("directory", "directory.linked"),
        ("directory", "role.given"),
    ]
    assert entries[-1].action == "signed.in"
    (row,) = rows
    tokens = (*provider.access, *provider.refresh)
    assert tokens
    assert not any(token.encode() in (row.directory_tokens or b"") for token in tokens)


def test_without_a_directory_there_is_no_button(app: Flask, client: FlaskClient) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], directories={})
    assert "sign-in/directory" not in client.get("/rive/sign-in/staff", base_url=LOCAL).text
    assert client.get("/rive/sign-in/directory", base_url=LOCAL).status_code == 404
    assert client.get("/rive/sign-in/directory/back", base_url=LOCAL).status_code == 404


def test_without_the_extra_there_is_no_button(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("participation.accounts.views.door.is_offered", lambda: False)
    assert "sign-in/directory" not in client.get("/rive/sign-in/staff", base_url=LOCAL).text


def test_an_account_of_the_team_is_found_by_its_address_once(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    staff = make_staff(engine, town, Role.FACILITATOR, email="lea@rive.example")
    lea(provider, GROUP)
    assert come(client, provider).status_code == 303
    assert roles_of(engine, town) == {(Role.FACILITATOR, True)}  # taken over by the directory
    provider.people["lea-1"].claims["email"] = "lea.durand@rive.example"
    assert come(client, provider).status_code == 303
    with looking_in(engine, town) as session:
        assert session.scalars(select(DirectoryIdentity.user_id)).all() == [staff.id]
    provider.add(Someone("lea-2", {**provider.people["lea-1"].claims, "email": staff.email}))
    refused = come(client, provider)
    assert refused.status_code == 403
    assert "reliée à une autre entrée" in refused.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"groups": ["strangers"]}, "aucun de vos groupes n’ouvre ici"),
        ({"email_verified": False}, "adresse e-mail vérifiée"),
        ({"email": "awa@rive.example"}, "pas de l’équipe"),
    ],
    ids=["no-group", "no-mail", "resident"],
)
def test_somebody_unknown_is_refused_with_a_reason_and_nothing_is_written(
    client: FlaskClient,
    engine: Engine,
    town: Town,
    provider: Provider,
    changes: dict[str, object],
    words: str,
) -> None:
    with acting_in(engine, town) as act:
        awa = User(name="Awa", email="awa@rive.example", last_contact_on=OPENED)
        act.session.add(awa)
    lea(provider, GROUP, **changes)
    refused = come(client, provider)
    assert refused.status_code == 403
    assert words in refused.text
    assert 'name="password"' in refused.text  # the other way stands on the same page
    with looking_in(engine, town) as session:
        assert session.scalars(select(DirectoryIdentity)).all() == []
        assert session.scalars(select(User.name)).all() == ["Awa"]


def test_our_second_factor_is_asked_where_the_directory_had_one_only(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider, clock: Clock
) -> None:
    make_staff(engine, town, Role.FACILITATOR, email="lea@rive.example")
    lea(provider, GROUP).amr = ["pwd"]
    answer = come(client, provider, "/rive/people/")
    assert answer.location == "/rive/sign-in/code?back=/rive/people/"
    assert not is_inside(client)
    assert send(client, answer.location, code=code_now()).location == "/rive/people/"
    assert is_inside(client)
    del provider.people["lea-1"]  # what was said at the first proof goes on counting
    clock.advance(minutes=2)
    assert not is_inside(client)


def test_groups_give_and_take_away_while_she_is_inside(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        add_rule(act, "quality", Role.QUALITY_MANAGER, None)
    someone = lea(provider, GROUP)
    come(client, provider)
    someone.claims["groups"] = ["quality"]
    assert is_inside(client)
    assert roles_of(engine, town) == {(Role.FACILITATOR, True)}  # it is not asked at each request
    clock.advance(seconds=61)
    assert client.get("/rive/people/", base_url=LOCAL).status_code == 403
    assert roles_of(engine, town) == {(Role.QUALITY_MANAGER, True)}
    someone.claims["groups"] = []
    clock.advance(seconds=61)
    assert not is_inside(client)
    assert roles_of(engine, town) == set()
    assert "Vous n’avez plus de rôle ici" in come(client, provider).text


@pytest.mark.parametrize("gives_refresh", [True, False], ids=["refresh", "userinfo"])
def test_leaving_the_directory_is_felt_at_the_next_question(
    client: FlaskClient,
    engine: Engine,
    town: Town,
    provider: Provider,
    clock: Clock,
    gives_refresh: bool,  # noqa: FBT001 - a case
) -> None:
    provider.gives_refresh = gives_refresh
    lea(provider, GROUP)
    come(client, provider)
    clock.advance(seconds=61)
    assert is_inside(client)
    del provider.people["lea-1"]
    clock.advance(seconds=61)
    assert not is_inside(client)
    provider.is_down = True  # nobody is asked about a session that has ended
    assert not is_inside(client)
    with looking_in(engine, town) as session:
        assert session.scalars(select(SignInSession)).all() == []
        last = session.scalars(select(Entry).order_by(Entry.number.desc())).first()
    assert last is not None
    assert (last.actor, last.action) == ("directory", "directory.closed")


def test_a_silent_directory_lets_those_inside_go_on_for_a_while_only(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider, clock: Clock
) -> None:
    keeper = make_staff(engine, town, Role.ADMINISTRATOR, email="nour@rive.example")
    lea(provider, GROUP)
    come(client, provider)
    provider.is_down = True
    clock.advance(minutes=14)
    assert is_inside(client)
    clock.advance(minutes=2)
    assert not is_inside(client)
    refused = client.get("/rive/sign-in/directory/back", base_url=LOCAL)
    assert refused.status_code == 403
    enter(client, town, keeper)
    assert is_inside(client)


def test_a_directory_that_is_down_is_said_beside_the_other_way(
    client: FlaskClient, provider: Provider
) -> None:
    provider.is_down = True
    answer = client.get("/rive/sign-in/directory", base_url=LOCAL)
    assert answer.status_code == 503
    assert "ne répond pas" in answer.text
    assert 'name="password"' in answer.text


def test_one_request_alone_asks(client: FlaskClient, provider: Provider, clock: Clock) -> None:
    lea(provider, GROUP)
    come(client, provider)
    clock.advance(seconds=61)
    provider.asked = []
    assert is_inside(client)
    assert is_inside(client)
    assert provider.asked == ["/token", "/me"]


def test_a_form_sent_when_it_is_asked_again_is_taken(
    client: FlaskClient, provider: Provider, clock: Clock
) -> None:
    lea(provider, GROUP)
    come(client, provider)
    token = token_of_form(client.get("/rive/me", base_url=LOCAL).text)
    clock.advance(seconds=61)
    provider.asked = []
    data = {"csrf_token": token}
    answer = client.post("/rive/me/sessions/close", data=data, base_url=LOCAL)
    assert (answer.status_code, answer.location) == (303, "/rive/me")
    assert provider.asked == ["/token", "/me"]


def test_a_password_no_longer_opens_for_who_comes_by_the_directory(
    app: Flask, client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    staff = make_staff(engine, town, Role.FACILITATOR, email="lea@rive.example")
    assert sign_in(client, town, staff).status_code == 303
    lea(provider, GROUP)
    come(client, provider)
    client = app.test_client()
    refused = sign_in(client, town, staff)
    assert refused.status_code == 422
    assert "Vous entrez avec l’annuaire" in refused.text
    with acting_in(engine, town) as act:  # who administers by hand keeps both ways
        user = act.session.get_one(User, (town.organisation_id, staff.id))
        give_role(act, user, Role.ADMINISTRATOR, None, since=OPENED)
    assert sign_in(client, town, staff).status_code == 303


def test_an_administrator_by_hand_stays_one_whatever_the_groups_say(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    make_staff(engine, town, Role.ADMINISTRATOR, email="lea@rive.example")
    with acting_in(engine, town) as act:
        add_rule(act, "bosses", Role.ADMINISTRATOR, None)
    lea(provider, "bosses")
    come(client, provider)
    assert roles_of(engine, town) == {(Role.ADMINISTRATOR, False)}


def test_a_disabled_account_stays_shut(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    lea(provider, GROUP)
    come(client, provider)
    with acting_in(engine, town) as act:
        act.session.scalars(select(User)).one().is_disabled = True
    refused = come(client, provider)
    assert refused.status_code == 403
    assert "Votre accès est fermé" in refused.text


def test_sessions_opened_otherwise_ask_no_directory(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider, clock: Clock
) -> None:
    keeper = make_staff(engine, town, Role.ADMINISTRATOR)
    enter(client, town, keeper)
    clock.advance(minutes=20)
    assert is_inside(client)
    assert provider.asked == []
    with acting_in(engine, town) as act:
        user = act.session.get_one(User, (town.organisation_id, keeper.id))
        row = open_session(act, user, SessionKind.STAFF, SessionStage.OPEN).session
        assert (row.directory_tokens, row.trusted_until) == (None, None)

"""The administrator's page of the directory: who would be what, saved, taken back, unlinked."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from participation.accounts.models import DirectoryIdentity, DirectoryRule, User
from participation.accounts.operations import erase_person
from participation.accounts.queries import facts_of
from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from tests.accounts.arriving import GROUP, come, lea, make_mapped_town
from tests.accounts.people import LOCAL, make_staff, open_as, send
from tests.accounts.provider import Provider
from tests.builders import Town, acting_in, looking_in

NEW = "/rive/directory/rules/new"

pytestmark = pytest.mark.usefixtures("town", "joined")


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_mapped_town(engine)


def rules_of(engine: Engine, town: Town) -> list[tuple[str, Role, int | None]]:
    """Give every rule."""
    with looking_in(engine, town) as session:
        rows = session.scalars(select(DirectoryRule).order_by(DirectoryRule.id))
        return [(row.group_name, row.role, row.service_id) for row in rows]


def tried(page: str) -> str:
    """Give the stamp of what a page has shown."""
    return page.partition('name="tried"')[2].partition('value="')[2].partition('"')[0]


def test_a_rule_is_saved_once_its_effect_was_shown(
    app: Flask, client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    boss = open_as(app, engine, town, make_staff(engine, town, Role.ADMINISTRATOR))
    lea(provider, GROUP, "quality")
    come(client, provider)
    before = rules_of(engine, town)
    fields = {"group": " quality ", "role": "quality-manager", "places": "everywhere"}
    shown = send(boss, NEW, **fields)
    assert shown.status_code == 200
    assert "Rien n’est encore enregistré" in shown.text
    row = shown.text.partition("Léa Martin")[2].partition("</tr>")[0]
    assert "Responsable qualité · Toute l’association" in row
    assert rules_of(engine, town) == before
    stamp = tried(shown.text)
    other = send(boss, NEW, **{**fields, "group": "everybody"}, tried=stamp)
    assert "Rien n’est encore enregistré" in other.text  # what was shown was something else
    assert rules_of(engine, town) == before
    assert send(boss, NEW, **fields, tried=stamp).location == "/rive/directory/"
    assert rules_of(engine, town) == [*before, ("quality", Role.QUALITY_MANAGER, None)]
    send(boss, NEW, **fields, tried=stamp)
    assert len(rules_of(engine, town)) == 2  # the same rule twice is one
    page = boss.get("/rive/directory/?groups=quality,+unknown", base_url=LOCAL).text
    assert "Avec ces groupes : Responsable qualité · Toute l’association." in page
    page = boss.get("/rive/directory/?groups=unknown", base_url=LOCAL).text
    assert "la personne n’entre pas" in page


def test_what_could_not_be_given_by_hand_is_refused(app: Flask, engine: Engine, town: Town) -> None:
    boss = open_as(app, engine, town, make_staff(engine, town, Role.ADMINISTRATOR))
    refused = send(boss, NEW, group="g", role="facilitator", places="everywhere")
    assert refused.status_code == 422
    assert "Choisissez le service" in refused.text
    for fields in ({"role": "kiosk"}, {"role": "resident"}, {"group": "  "}, {"places": "x"}):
        sent = {"group": "g", "role": "manager", "places": to_text(town.here), **fields}
        assert send(boss, NEW, **sent).status_code == 422, fields


def test_a_rule_is_taken_back_after_its_effect_was_shown(
    app: Flask, client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    boss = open_as(app, engine, town, make_staff(engine, town, Role.ADMINISTRATOR))
    lea(provider, GROUP)
    come(client, provider)
    with looking_in(engine, town) as session:
        rule = session.scalars(select(DirectoryRule.id)).one()
    path = f"/rive/directory/rules/{to_text(rule)}/remove"
    shown = boss.get(path, base_url=LOCAL).text
    row = shown.partition("Léa Martin")[2].partition("</tr>")[0]
    assert "<td>—</td><td>Animation de la participation · Maison Tilleul</td>" in row
    assert send(boss, path).location == "/rive/directory/"
    assert rules_of(engine, town) == []


def test_who_could_come_in_without_the_directory_is_named(
    app: Flask, engine: Engine, town: Town
) -> None:
    keeper = make_staff(engine, town, Role.ADMINISTRATOR)
    boss = open_as(app, engine, town, keeper)
    assert "par mot de passe : Nour Haddad" in boss.get("/rive/directory/", base_url=LOCAL).text
    with acting_in(engine, town) as act:
        act.session.get_one(User, (town.organisation_id, keeper.id)).password_hash = None
    page = boss.get("/rive/directory/", base_url=LOCAL).text
    assert "sans l’annuaire, personne n’entrerait" in page


def test_a_person_is_unlinked_exported_and_erased(
    app: Flask, client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    boss = open_as(app, engine, town, make_staff(engine, town, Role.ADMINISTRATOR))
    lea(provider, GROUP)
    come(client, provider)
    with looking_in(engine, town) as session:
        user = session.scalars(select(User).where(User.email == "lea@rive.example")).one()
        (told,) = facts_of(session, user)["directory"]
    assert (told["subject"], told["groups"]) == ("lea-1", GROUP)
    page = f"/rive/people/{to_text(user.id)}"
    assert "(par l’annuaire)" in boss.get(page, base_url=LOCAL).text
    send(boss, f"{page}/unlink", page=page)
    assert client.get("/rive/me", base_url=LOCAL).status_code == 303
    with looking_in(engine, town) as session:
        assert session.scalars(select(DirectoryIdentity)).all() == []
    assert "pas de l’équipe" in come(client, provider).text  # her role ended with the link
    with acting_in(engine, town) as act:
        erase_person(act, act.session.get_one(User, (town.organisation_id, user.id)))
    assert come(client, provider).status_code == 303
    with acting_in(engine, town) as act:
        erase_person(act, act.session.scalars(select(User).where(User.name == "Léa Martin")).one())
    with looking_in(engine, town) as session:
        assert session.scalars(select(DirectoryIdentity)).all() == []

"""A real association begins: founded by one command, its administrator comes in by a link."""

import re

import pytest
from sqlalchemy import Engine, func, select

from participation.accounts.models import Membership
from participation.accounts.operations import use_link
from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.powers import Role
from participation.organisations.models import Organisation
from tests.builders import Town, acting_in
from tests.cli.conftest import Command
from tests.inspection import Inspecting

WORDS = ("found", "rive", "La Rive", "--person", "Agnès", "--email", "agnes@rive.example")


def test_an_association_begins_with_its_administrator(
    command: Command, engine: Engine, client: Inspecting
) -> None:
    answer = command(*WORDS)
    assert answer.code == 0, answer.err
    link = re.search(r"/rive/password#([\w-]+)", answer.out)
    assert link, answer.out
    assert client.get("/rive/password", base_url="http://localhost").status_code == 200
    with engine.connect() as connection:
        (key,) = connection.scalars(select(Organisation.id))
    with acting_in(engine, Town(key, "rive", 0, 0)) as act:
        user, _purpose = use_link(act, link[1], LinkPurpose.INVITATION)
        assert (user.name, user.email) == ("Agnès", "agnes@rive.example")
        held = act.session.scalars(select(Membership)).one()
        assert (held.user_id, held.role, held.service_id) == (user.id, Role.ADMINISTRATOR, None)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"rive": "Rive !"}, "slug"),
        ({"agnes@rive.example": "nobody"}, "email-unreadable"),
        ({"Agnès": " "}, "name-missing"),
    ],
    ids=str,
)
def test_what_is_refused_leaves_nothing(
    command: Command, engine: Engine, changed: dict[str, str], reason: str
) -> None:
    answer = command(*(changed.get(word, word) for word in WORDS))
    assert (answer.code, reason in answer.err) == (1, True), answer.err
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Organisation)) == 0

"""Two walls that let nothing through, whatever the shape of the statement."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from sqlalchemy import (
    Engine,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased
from sqlalchemy.sql import Executable

from participation.followups.models import FollowUp
from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import State
from participation.foundation import types
from participation.foundation.act import Act
from participation.foundation.database import open_session
from participation.foundation.localized import Localized
from participation.foundation.scope import ScopeError, enter, enter_organisation
from participation.organisations.models import Pole, Service
from tests.builders import Town, acting_in, looking_in, make_town

SHEET = FollowUpSheet(
    said=Localized(fr="Les repas sont froids."),
    decided=Localized(fr="Un chariot chauffant."),
    owner="la cuisine",
    state=State.PROMISED,
    due_on=dt.date(2026, 6, 1),
)
Shape = Callable[[Town], Executable]

SHAPES: dict[str, Shape] = {
    "count, select from": lambda _: select(func.count()).select_from(FollowUp),
    "count of a column": lambda _: select(func.count(FollowUp.id)),
    "exists": lambda _: select(exists().where(FollowUp.id > 0).select_from(FollowUp)),
    "exists of another service": lambda town: select(
        select(FollowUp.id).where(FollowUp.service_id == town.there).exists()
    ),
    "subquery under another table": lambda _: select(func.count(Service.id)).where(
        Service.id.in_(select(FollowUp.service_id))
    ),
    "scalar subquery": lambda _: select(select(func.count(FollowUp.id)).scalar_subquery()),
    "union": lambda _: select(func.count()).select_from(
        union_all(select(FollowUp.id), select(FollowUp.id)).subquery()
    ),
    "common table expression": lambda _: select(func.count()).select_from(
        select(FollowUp.id).cte()
    ),
    "join": lambda _: select(func.count(Service.id)).join(
        FollowUp, FollowUp.service_id == Service.id
    ),
    "alias": lambda _: select(func.count(aliased(FollowUp).id)),
    "literal beside": lambda _: select(literal(1), func.count(FollowUp.id)),
}
ONE_EACH = {"exists": True, "exists of another service": False, "union": 2, "literal beside": 1}


@pytest.fixture
def town(engine: Engine) -> Town:
    made = make_town(engine)
    with acting_in(engine, made) as act:
        for service_id in made.services:
            open_follow_up(act, SHEET, service_id=service_id, origin="test")
    return made


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_of_statement_is_kept_to_the_entered_service(
    engine: Engine, town: Town, name: str
) -> None:
    with looking_in(engine, town, town.here) as session:
        assert session.execute(SHAPES[name](town)).scalar() == ONE_EACH.get(name, 1)


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_of_statement_is_refused_before_a_service_is_entered(
    engine: Engine, town: Town, name: str
) -> None:
    with open_session(engine, writing=False) as session:
        with pytest.raises(ScopeError):
            session.execute(SHAPES[name](town))
        enter_organisation(session, town.organisation_id)
        with pytest.raises(ScopeError):
            session.execute(SHAPES[name](town))


def test_no_service_entered_means_no_row_seen(engine: Engine, town: Town) -> None:
    with open_session(engine, writing=False) as session:
        enter_organisation(session, town.organisation_id)
        enter(session, ())
        assert session.scalars(select(FollowUp)).all() == []


def test_raw_sql_and_bare_tables_are_refused(engine: Engine, town: Town) -> None:
    bare = select(func.count()).select_from(FollowUp.__table__)
    with looking_in(engine, town) as session:
        for statement in (text("select count(*) from follow_up"), bare):
            with pytest.raises(ScopeError):
                session.execute(statement)


def test_rows_of_another_service_are_neither_changed_nor_removed(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town, town.here) as act:
        changed = act.session.execute(update(FollowUp).values(owner="la direction"))
        assert changed.rowcount == 1  # type: ignore[attr-defined]
        assert act.session.execute(delete(FollowUp)).rowcount == 1  # type: ignore[attr-defined]
    with looking_in(engine, town) as session:
        assert [row.owner for row in session.scalars(select(FollowUp))] == ["la cuisine"]


def test_rows_of_another_service_cannot_be_added(engine: Engine, town: Town) -> None:
    with pytest.raises(ScopeError), acting_in(engine, town, town.here) as act:
        open_follow_up(act, SHEET, service_id=town.there, origin="test")


@pytest.mark.parametrize("foreign", ["organisation_id", "service_id"])
def test_bulk_rows_of_someone_else_cannot_be_added(
    engine: Engine, town: Town, foreign: str
) -> None:
    row = {"organisation_id": town.organisation_id, "service_id": town.here, "origin": "x"}
    with pytest.raises(ScopeError), acting_in(engine, town, town.here) as act:
        act.session.execute(insert(FollowUp), [row, row | {foreign: 7}])


def test_another_association_sees_nothing(engine: Engine, town: Town) -> None:
    other = make_town(engine, "lande")
    with looking_in(engine, other) as session:
        assert session.scalars(select(FollowUp)).all() == []
        assert {row.slug for row in session.scalars(select(Service))} == {"tilleul", "olivier"}
        assert not {row.id for row in session.scalars(select(Service))} & town.services


def test_a_session_never_changes_its_association(engine: Engine, town: Town) -> None:
    other = make_town(engine, "lande")
    with looking_in(engine, town) as session, pytest.raises(ScopeError):
        enter_organisation(session, other.organisation_id)


def test_a_row_of_another_association_cannot_be_added(engine: Engine, town: Town) -> None:
    other = make_town(engine, "lande")
    with acting_in(engine, town) as act:
        foreign = Pole(organisation_id=other.organisation_id, name="Nord")
        act.session.add(foreign)
        with pytest.raises(ScopeError):
            act.session.flush()
        act.session.expunge(foreign)


def test_rows_are_given_their_association_by_the_session(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        pole = Pole(name="Nord")
        act.session.add(pole)
        act.session.flush()
        assert pole.organisation_id == town.organisation_id


def count_as_stranger(act: Act) -> int:
    """Count follow-ups by the driver itself, under PostgreSQL's own wall."""
    found = act.session.connection().exec_driver_sql("select count(*) from follow_up")
    return int(found.scalar_one())


@pytest.mark.postgresql
def test_the_database_itself_keeps_the_wall(engine: Engine, town: Town) -> None:
    other = make_town(engine, "lande")
    with acting_in(engine, other) as act:
        assert count_as_stranger(act) == 0
    with acting_in(engine, town) as act:
        assert count_as_stranger(act) == 2
    with open_session(engine, writing=False) as session:
        assert count_as_stranger(Act(session, "test", dt.datetime.now(dt.UTC))) == 0


def test_an_organisation_that_cannot_be_announced_says_why(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine.dialect.name != "postgresql":
        return
    monkeypatch.setattr(types, "SETTING", "no setting of anybody")
    with engine.connect() as connection, pytest.raises(DBAPIError, match="configuration parameter"):
        types.announce_organisation(connection, 1)
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.close()
        with pytest.raises(psycopg.OperationalError):
            types.announce_organisation(connection, 1)
        connection.invalidate()

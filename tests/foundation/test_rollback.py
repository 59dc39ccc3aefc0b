"""Who is refused takes back what she wrote, and leaves the statements prepared for the next."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, func, literal_column, select, table
from sqlalchemy.orm import Session

from participation.foundation.database import connect, open_session
from participation.foundation.scope import enter, enter_organisation
from participation.organisations.models import Service
from tests.builders import Town, make_town

pytestmark = pytest.mark.postgresql
OFTEN = 7
"""The driver prepares a statement that it was asked for more than five times."""
PREPARED = select(func.count(literal_column("name"))).select_from(table("pg_prepared_statements"))


@pytest.fixture
def alone(engine: Engine) -> Iterator[Engine]:
    """Lend an engine of which nobody else used a connection."""
    opened = connect(engine.url.render_as_string(hide_password=False))
    yield opened
    opened.dispose()


def refused(engine: Engine, town: Town) -> None:
    """Change a name and end without a commit, as a refused deed does."""
    with open_session(engine, writing=True) as session:
        enter_organisation(session, town.organisation_id)
        enter(session, town.services)
        for row in session.scalars(select(Service)):
            row.public_name = "Maison refusée"
        session.flush()


def test_statements_outlive_a_refusal_and_its_changes_do_not(alone: Engine) -> None:
    town = make_town(alone)
    for _each in range(OFTEN):
        refused(alone, town)
    with open_session(alone, writing=False) as session:
        assert session.connection().scalar(PREPARED)
        enter_organisation(session, town.organisation_id)
        enter(session, town.services)
        assert "Maison refusée" not in session.scalars(select(Service.public_name)).all()


def test_a_transaction_that_broke_is_taken_back_too(alone: Engine) -> None:
    with open_session(alone, writing=True) as session:
        break_it(session)
    with open_session(alone, writing=False) as session:
        assert session.scalar(select(1)) == 1


def break_it(session: Session) -> None:
    """Run a statement that the server refuses."""
    with pytest.raises(Exception, match="division by zero"):
        session.scalar(select(literal_column("1 / 0")))

"""What commands open: settings, database, every organisation in turn."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import click
from sqlalchemy import Engine

from participation.accounts.queries import all_services
from participation.foundation import clock, i18n, security
from participation.foundation.act import Act
from participation.foundation.database import connect, open_session
from participation.foundation.scope import enter, enter_organisation
from participation.organisations.queries import list_organisations
from participation.rooms import introduce
from participation.settings import Settings, folder, read_settings

ACTOR = "system"


@dataclass(frozen=True, slots=True)
class House:
    """An installation as commands see it."""

    settings: Settings
    engine: Engine

    def organisations(self) -> list[tuple[int, str]]:
        """Give (key, slug) of each association."""
        with open_session(self.engine, writing=False) as session:
            return [(found.id, found.slug) for found in list_organisations(session)]

    @contextmanager
    def acting(self, organisation_id: int, *, writing: bool = True) -> Iterator[Act]:
        """Act as the system in every service of an association; committed at the end."""
        with open_session(self.engine, writing=writing) as session:
            enter_organisation(session, organisation_id)
            enter(session, all_services(session))
            yield Act(session, ACTOR, clock.now())
            session.commit()

    def each(self, job: Callable[[Act], int]) -> int:
        """Do a job in each association, in its own transaction; give the sum of what it counted."""
        total = 0
        for organisation_id, _slug in self.organisations():
            with self.acting(organisation_id) as act:
                total += job(act)
        return total


def open_house(variables: Mapping[str, str] | None = None, *, as_owner: bool = False) -> House:
    """Open the installation of the environment until the command ends; as owner if asked.

    `variables` are those of another environment, such as the demonstration's.
    """
    settings = read_settings(variables)
    settings.data.mkdir(parents=True, exist_ok=True)
    i18n.use_translations(folder("translations"))
    security.keep_secret(settings.secret_key)
    introduce(settings.base_url)
    url = settings.owner_url if as_owner and settings.owner_url else settings.database_url
    engine = connect(url)
    click.get_current_context().call_on_close(engine.dispose)
    return House(settings, engine)

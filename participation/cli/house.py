"""Commands about the installation: migrate, health, settings, journal."""

import click
from sqlalchemy.exc import SQLAlchemyError

from participation.audit.queries import find_broken_seal
from participation.foundation import clock, health
from participation.migrations import run
from participation.notifications.queries import oldest_due
from participation.settings import read_settings

from .opening import House, open_house


@click.command()
def migrate() -> None:
    """Bring the database up to date, step by step."""
    house = open_house(as_owner=True)
    taken = run.upgrade(house.engine, click.echo)
    click.echo(f"The database is up to date ({taken} steps taken).")


@click.command("health")
@click.pass_context
def show_health(context: click.Context) -> None:
    """Say whether everything works; exit 1 when something does not."""
    house = open_house()
    found = health.check(house.engine, house.settings.data)
    found["schema"] = _is_up_to_date(house)
    found["worker"] = found["database"] and found["schema"] and not _late(house)
    for name, well in found.items():
        click.echo(f"{name}: {'ok' if well else 'NOT ok'}")
    context.exit(0 if all(found.values()) else 1)


def _is_up_to_date(house: House) -> bool:
    try:
        return not run.steps(house.engine)
    except run.NewerDatabaseError:
        return False


def _late(house: House) -> bool:
    try:
        return waits_too_long(house)
    except SQLAlchemyError:
        return True


def waits_too_long(house: House) -> bool:
    """Say whether some message should have left an hour ago: the worker is not running."""
    now = clock.now()
    for organisation_id, _slug in house.organisations():
        with house.acting(organisation_id, writing=False) as act:
            oldest = oldest_due(act.session, now)
        if oldest is not None and now - oldest > health.LATE:
            return True
    return False


@click.group()
def settings() -> None:
    """Look at the settings (PARTICIPATION_… variables)."""


@settings.command("check")
def check_settings() -> None:
    """Say whether the settings are safe; exit 1 with what to change."""
    found = read_settings()
    click.echo(f"The settings are safe for {found.environment.value}, at {found.base_url}.")


@click.group()
def journal() -> None:
    """Look at the sealed journal."""


@journal.command("verify")
@click.pass_context
def verify_journal(context: click.Context) -> None:
    """Verify every seal of every association's journal; exit 1 when one is broken."""
    broken = broken_seals(open_house())
    for slug, number in broken:
        click.echo(f"{slug}: entry {number} was changed, moved or removed.", err=True)
    if not broken:
        click.echo("Every seal holds.")
    context.exit(1 if broken else 0)


def broken_seals(house: House) -> list[tuple[str, int]]:
    """Give (association, number of the first broken entry) where a journal was tampered with."""
    found = []
    for organisation_id, slug in house.organisations():
        with house.acting(organisation_id, writing=False) as act:
            if (number := find_broken_seal(act.session)) is not None:
                found.append((slug, number))
    return found


COMMANDS = (migrate, show_health, settings, journal)

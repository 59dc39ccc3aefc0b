"""Commands about the law: law check."""

import datetime as dt
import json
import os
import sys

import click
from sqlalchemy.orm import Session

from participation import demo
from participation.cli.opening import House, open_house
from participation.compliance.labels.lines import line_of
from participation.compliance.queries import see_states
from participation.foundation import clock
from participation.organisations.queries import find_service

PREFIX = "PARTICIPATION_"
"""Of the settings: where none is given, the demonstration is looked at."""


@click.group()
def law() -> None:
    """Judge services by the forty rules of the law."""


@law.command()
@click.option("--service", metavar="CODE", help="One service, by its word in addresses.")
@click.option("--all", "whole", is_flag=True, help="Every service that was open on the day.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day; today by default."
)
def check(service: str | None, on: dt.datetime | None, *, whole: bool) -> None:
    """Print one JSON line a rule and service: its state on a day, by the law of that day.

    On the demonstration's database, unless the environment names an installation.
    """
    if (service is None) is not whole:
        raise click.UsageError("give --service CODE, or --all")
    day, house, found = on.date() if on else clock.today(), _open(), False
    for organisation_id, _slug in house.organisations():
        with house.acting(organisation_id, writing=False) as act:
            found |= _print(act.session, service, day)
    if not found:
        named = f"service {service}" if service else "any service"
        raise click.ClickException(f"there was no {named} on {day.isoformat()}")


def _open() -> House:
    if any(name.startswith(PREFIX) for name in os.environ):
        return open_house()
    env = demo.environment("http://localhost", "localhost")
    demo.fill(env, out=sys.stderr)
    return open_house(env)


def _print(session: Session, service: str | None, day: dt.date) -> bool:
    keys = None
    if service is not None:
        one = find_service(session, service)
        keys = [one.id] if one else []
    states = see_states(session, day, service_ids=keys)
    for state in states:
        for line in state.lines:
            click.echo(json.dumps(line_of(state, line), ensure_ascii=False))
    return bool(states)


COMMANDS = (law,)

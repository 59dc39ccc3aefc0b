"""Commands of the demonstration: demo-sign-ins."""

import click

from participation.settings import read_settings

SIGN_INS = "sign-ins.txt"
"""File of the data folder where the seeding writes how each audience signs in."""


@click.command("demo-sign-ins")
def demo_sign_ins() -> None:
    """Print how each audience signs in to the demonstration."""
    path = read_settings().data / SIGN_INS
    if not path.is_file():
        raise click.ClickException(f"{path} is missing: participation seed writes it")
    click.echo(path.read_text())


COMMANDS = (demo_sign_ins,)

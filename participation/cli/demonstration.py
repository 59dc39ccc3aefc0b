"""Commands of the demonstration: seed, demo-sign-ins."""

import json
import secrets
from pathlib import Path

import click

from participation import seed
from participation.accounts.rules import totp
from participation.accounts.rules.secrets import grouped
from participation.cli.opening import House, open_house
from participation.foundation import clock
from participation.kiosk.operations import offer_pairing
from participation.kiosk.rules import ALPHABET, LENGTH, shown_code
from participation.organisations.queries import find_service
from participation.seed.cards import print_cards
from participation.seed.places import NAME, SLUG

SIGN_INS = "sign-ins.json"
"""File of the data folder where the seeding writes how each audience signs in."""
CARDS = "vote-cards.pdf"
"""File of the data folder that holds the keys and cards of today's vote, to be printed."""
KIOSK_SERVICE = "tilleul"


@click.command("seed")
def seed_command() -> None:
    """Fill an empty database with the invented association of the demonstration."""
    house = open_house()
    if seed.is_planted(house.engine):
        raise click.ClickException("the database already holds an association")
    planted = seed.plant(house.engine, lambda step: click.echo(f"seed: {step}"))
    _file(house).write_text(json.dumps(planted.plain(), ensure_ascii=False, indent=1), "utf-8")


@click.command("demo-sign-ins")
def demo_sign_ins() -> None:
    """Print how each audience signs in to the demonstration, with the codes of this minute."""
    house = open_house()
    path = _file(house)
    if not path.is_file():
        raise click.ClickException(f"{path} is missing: participation seed writes it")
    address = f"{house.settings.base_url}/{SLUG}"
    click.echo(f"{NAME}: {house.settings.base_url}/{SLUG}/\n")
    click.echo(f"A resident on her phone   {address}/{KIOSK_SERVICE}/")
    click.echo(f"The screen of a house     {address}/kiosk/pair   code {_pairing(house)}")
    click.echo(f"The team                  {address}/sign-in   password: {seed.PASSWORD}")
    step = totp.step_of(clock.now().timestamp())
    written = json.loads(path.read_text("utf-8"))
    for each in written["sign_ins"]:
        code = totp.code_at(totp.read_secret(each["secret"]), step)
        click.echo(f"  {each['audience']:<32} {each['email']:<26} code now {code}")
    helper = seed.Card(**written["helper"])
    shown = f"{helper.name}, {address}/card"
    click.echo(f"A peer helper             {shown:<51} code {grouped(helper.code)}")
    click.echo("The bureau of today's vote (Maison Tilleul), and what each member types")
    for name, code in zip(seed.BUREAU, seed.CODES, strict=True):
        click.echo(f"  {name:<59} code {code}")
    cards = _print_cards(house, seed.Held(**written["held"]))
    click.echo(f"  keys and voters' cards, to print or to show to a screen: {cards}")
    click.echo("\nCodes change every 30 s: `python3 run.py demo --sign-ins` prints them anew.")


def _file(house: House) -> Path:
    return house.settings.data / SIGN_INS


def _print_cards(house: House, held: seed.Held) -> Path:
    """Print the cards for the present address of the program; give their file."""
    place, kept = house.settings.data / CARDS, house.settings.data
    place.write_bytes(
        print_cards(held, house.settings.base_url, cache=kept, printed_at=clock.now())
    )
    return place


def _pairing(house: House) -> str:
    """Offer to pair a screen, as the team does from its own page; give the code to type."""
    for key, slug in house.organisations():
        if slug == SLUG:
            with house.acting(key) as act:
                service = find_service(act.session, KIOSK_SERVICE)
                if service is not None:
                    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
                    offer_pairing(act, service_id=service.id, label="Entrée", code=code)
                    return shown_code(code)
    return "none"


COMMANDS = (seed_command, demo_sign_ins)

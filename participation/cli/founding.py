"""The command that founds an association and names its first administrator."""

import click

from participation.accounts.operations import PersonSheet, add_person, give_role, send_link
from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.powers import Role
from participation.accounts.rules.secrets import grouped
from participation.foundation import clock
from participation.foundation.act import Act
from participation.foundation.database import open_session
from participation.organisations.operations import found_organisation

from .opening import ACTOR, open_house


@click.command()
@click.argument("slug")
@click.argument("name")
@click.option("--person", required=True, help="Name of the first administrator.")
@click.option("--email", required=True, help="Her e-mail address.")
def found(slug: str, name: str, person: str, email: str) -> None:
    """Found the association NAME at the address /SLUG, with its first administrator.

    Prints the link by which she chooses her password; it is also sent to her when mail is set up.
    Nothing is kept when a part is refused.
    """
    house = open_house()
    with open_session(house.engine, writing=True) as session:
        act = Act(session, ACTOR, clock.now())
        found_organisation(act, slug=slug, name=name)
        user = add_person(act, PersonSheet(name=person, email=email))
        session.flush()
        give_role(act, user, Role.ADMINISTRATOR, None, since=clock.today())
        address = f"{house.settings.base_url}/{slug}"
        code = send_link(act, user, LinkPurpose.INVITATION, base_url=address)
        session.commit()
    click.echo(f"{name} is founded at {address}/")
    click.echo(f"{person} chooses her password at {address}/password#{grouped(code)}")


COMMANDS = (found,)

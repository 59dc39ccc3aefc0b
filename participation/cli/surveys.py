"""Commands about surveys: surveys recount."""

import click

from participation.foundation.keys import to_text
from participation.surveys.operations.counting import recount
from participation.surveys.queries.campaigns import get_campaign, list_campaigns

from .opening import open_house


@click.group()
def surveys() -> None:
    """Look after what is kept of surveys."""


@surveys.command("recount")
@click.option("--check", is_flag=True, help="Only say what is wrong; exit 1 if anything is.")
@click.pass_context
def recount_all(context: click.Context, *, check: bool) -> None:
    """Count responses and answers of every campaign again, and mend what is kept of them.

    One line a campaign whose counts were wrong, and one sentence at the end. A server that runs
    goes on with the results it has read until it is started again.
    """
    house, seen, wrong = open_house(), 0, 0
    for organisation_id, slug in house.organisations():
        with house.acting(organisation_id, writing=False) as act:
            keys = [campaign.id for campaign in list_campaigns(act.session)]
        for key in keys:
            with house.acting(organisation_id, writing=not check) as act:
                campaign = get_campaign(act.session, key)
                found = recount(act, campaign, mend=not check)
            seen, wrong = seen + 1, wrong + found
            if found:
                click.echo(f"{slug} {to_text(key)}: {found} counts were wrong")
    done = "wrong" if check else "mended"
    click.echo(f"{seen} campaigns counted again, {wrong} counts {done}.")
    context.exit(1 if check and wrong else 0)


COMMANDS = (surveys,)

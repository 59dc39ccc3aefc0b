"""The command that says in plain words what is missing or unsafe on this installation."""

import json

import click

from participation.settings import UnsafeSettingError

from .examining import examine
from .findings import Finding, Weight
from .opening import open_house


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON line a finding.")
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Look at the installation and say what is missing or unsafe; exit 1 when something is."""
    try:
        found = examine(open_house())
    except UnsafeSettingError as error:
        found = [Finding(Weight.UNSAFE, f"{one}.", "Set it.") for one in str(error).split("; ")]
    for one in found:
        if as_json:
            fields = {"weight": one.weight.value, "what": one.what, "todo": one.todo}
            click.echo(json.dumps(fields, ensure_ascii=False))
        else:
            click.echo(f"{one.weight:<8} {one.what}\n         → {one.todo}")
    grave = [one for one in found if one.weight is not Weight.ADVICE]
    if not as_json:
        click.echo(f"{len(grave)} to mend, {len(found) - len(grave)} to think about.")
    context.exit(1 if grave else 0)


COMMANDS = (doctor,)

"""Commands about questionnaires: xlsform check, xlsform export."""

import json
from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from participation.foundation import keys
from participation.surveys.adapters.xlsform import Finding, check_file, write_form
from participation.surveys.labels.xlsform import sentence
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.queries import campaigns as queries

from .opening import House, open_house


@click.group()
def xlsform() -> None:
    """Read and write questionnaires as XLSForm."""


@xlsform.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--sentences", is_flag=True, help="Say each reason in French, not as a code.")
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], *, sentences: bool) -> None:
    """Print one JSON line a file of FILES; exit 1 when one could not be read whole."""
    describe: Callable[[Finding], str] | None = sentence if sentences else None
    lines = [check_file(path, describe) for path in files]
    for line in lines:
        click.echo(json.dumps(line, ensure_ascii=False))
    context.exit(0 if all(line["ok"] for line in lines) else 1)


@xlsform.command()
@click.argument("survey")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
def export(survey: str, out: Path | None) -> None:
    """Write the questionnaire of SURVEY as an .xlsx that imports to the same survey.

    SURVEY is the key of a survey or a campaign (13 characters, as in its address), or the name of
    a questionnaire, of which the newest version is taken.
    """
    found = _find(open_house(), survey)
    if found is None:
        raise click.ClickException(f"there is no survey, campaign or questionnaire {survey}")
    version, content = found
    target = out or Path(f"{version.name}-{version.number}.xlsx")
    target.write_bytes(content)
    click.echo(f"Wrote {target} ({version.name}, version {version.number}).")


def _find(house: House, named: str) -> tuple[QuestionnaireVersion, bytes] | None:
    for organisation_id, _slug in house.organisations():
        with house.acting(organisation_id, writing=False) as act:
            version = _version(act.session, named)
            if version is not None:
                return version, write_form(queries.read_questionnaire(version))
    return None


def _version(session: Session, named: str) -> QuestionnaireVersion | None:
    try:
        key = keys.from_text(named)
    except ValueError:
        return queries.find_newest_version(session, named)
    campaign = queries.find_campaign(session, key)
    try:
        if campaign is None:
            campaign = queries.get_campaign(session, queries.get_survey(session, key).campaign_id)
        return queries.get_version(session, campaign.version_id)
    except NoResultFound:
        return queries.find_newest_version(session, named)


COMMANDS = (xlsform,)

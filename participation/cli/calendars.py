"""Commands about calendars: ics occurrences."""

import datetime as dt
import json
from pathlib import Path

import click

from participation.calendars.problems import UnreadableError
from participation.calendars.reading import LARGEST, occurrences


class _Instant(click.ParamType[dt.datetime]):
    """A day or an instant in ISO 8601; without an offset it is UTC."""

    name = "ISO"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        try:
            return dt.datetime.fromisoformat(str(value))
        except ValueError:
            self.fail("write an instant as 2026-03-29T00:00:00", param, ctx)


@click.group()
def ics() -> None:
    """Read calendars in iCalendar files."""


@ics.command("occurrences")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from", "start", type=_Instant(), required=True, help="First instant.")
@click.option("--to", "end", type=_Instant(), required=True, help="First instant left out.")
def list_occurrences(file: Path, start: dt.datetime, end: dt.datetime) -> None:
    """Print one JSON line an occurrence that begins in this time: start, end, summary, uid.

    Instants are UTC and end with Z; times without a zone do not; whole days are dates.
    """
    with file.open("rb") as stream:
        text = stream.read(LARGEST + 1)
    try:
        found = occurrences(text, start, end)
    except UnreadableError as error:
        raise click.ClickException(str(error)) from None
    for each in found.occurrences:
        line = {
            "start": _written(each.start),
            "end": _written(each.end),
            "summary": each.summary,
            "uid": each.uid,
        }
        click.echo(json.dumps(line, ensure_ascii=False))
    if found.left_out:
        click.echo(f"Left out, for they cannot be read: {found.left_out} events.", err=True)


def _written(moment: dt.date) -> str:
    return moment.isoformat().replace("+00:00", "Z")


COMMANDS = (ics,)

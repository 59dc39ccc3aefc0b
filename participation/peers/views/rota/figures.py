"""What peer help brought to a service: figures in which nobody is found, and a file of them."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.exports import csv_lines
from participation.foundation.permissions import Permission
from participation.peers.labels import figures as words
from participation.peers.operations import hours as operations
from participation.peers.queries.hours import see_year

from .desk import bp, service_here

FIRST_YEAR = 2020


def asked_year() -> int:
    """Read the year of the address; what is none shows this one."""
    today, typed = clock.today(), request.args.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else today.year  # noqa: PLR2004
    return year if FIRST_YEAR <= year <= today.year else today.year


@bp.get("/<service>/rota/figures")
@allow(Permission.PEER_FIGURES)
def figures() -> str:
    """Show the figures of a year; fewer than five people are never told."""
    year = asked_year()
    return pages.render(
        "rota/figures.html",
        seen=see_year(cycle.act().session, year),
        service=service_here(),
        words=words,
        year=year,
        before=year - 1 if year > FIRST_YEAR else None,
        after=year + 1 if year < clock.today().year else None,
    )


@bp.post("/<service>/rota/figures/file")
@allow(Permission.PEER_FIGURES)
def figures_file() -> ResponseReturnValue:
    """Give the figures of a year as a file; the journal keeps that they left."""
    year = asked_year()
    seen = operations.export_year(cycle.act(), year)
    lines = csv_lines(words.headings_of_file(), words.rows_of_file(seen))
    answer = Response(b"".join(lines), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="pair-aidance-{year}.csv"'
    return answer

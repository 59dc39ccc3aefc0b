"""Time given to a council is work: her own hours for the elected, all of them for who owes them."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.councils.labels import words
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.exports import csv_lines
from participation.foundation.lengths import say_minutes, say_month
from participation.foundation.permissions import Permission
from participation.meetings.labels import hours as labels
from participation.meetings.operations.hours import export_hours
from participation.meetings.queries.hours import MandateMonth, list_hours

from .desk import bp

FIRST_YEAR = 2015
DIGITS = 4


def asked_year() -> int:
    """Read the year of the address; what is none shows this one."""
    this, typed = clock.today().year, request.values.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == DIGITS else this
    return year if FIRST_YEAR <= year <= this else this


def _facts(year: int, lines: list[MandateMonth]) -> dict[str, object]:
    this = clock.today().year
    return {
        "year": year,
        "lines": lines,
        "total": say_minutes(sum(one.minutes for one in lines)),
        "years": [one for one in (year - 1, year + 1) if FIRST_YEAR <= one <= this],
        "words": words,
        "say_minutes": say_minutes,
        "say_month": say_month,
    }


@bp.get("/mandate/time")
@allow(Permission.OWN_ACCOUNT)
def own_hours() -> str:
    """Show an elected person the time that she gave, month by month, to prove it."""
    user_id = cycle.visitor().user_id
    if user_id is None:
        raise NotFound
    year = asked_year()
    lines = list(list_hours(cycle.act().session, year, user_id=user_id))
    return pages.render("meetings/own_hours.html", **_facts(year, lines))


@bp.get("/meetings/hours")
@allow(Permission.COUNCIL_MANAGE)
def hours() -> str:
    """Show the time of every mandate of a year, by month."""
    year = asked_year()
    lines = list(list_hours(cycle.act().session, year))
    return pages.render("meetings/hours.html", **_facts(year, lines))


@bp.post("/meetings/hours/file")
@allow(Permission.COUNCIL_MANAGE)
def hours_file() -> ResponseReturnValue:
    """Give the hours of a year as a file; the journal keeps that they left."""
    year = asked_year()
    lines = csv_lines(labels.headings(), labels.rows(export_hours(cycle.act(), year)))
    answer = Response(b"".join(lines), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="mandats-{year}.csv"'
    return answer

"""The yearly report of a council: its figures, its own words, its paper."""

from pathlib import Path

from flask import Response, current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.councils import queries
from participation.councils.adapters.sheets import print_sheet
from participation.councils.forms.network import ReportForm
from participation.councils.labels.report import write_report
from participation.councils.models import Council
from participation.councils.operations import reports as deeds
from participation.councils.queries import activity
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .attempts import attempt
from .desk import bp, may_change, status_of

OLDEST = 2000


def _reach(council_id: int, year: int) -> Council:
    if not OLDEST <= year <= clock.today().year:
        raise NotFound
    return queries.get_council(cycle.act().session, council_id)


@bp.get("/councils/<key:council_id>/reports")
@allow(Permission.COUNCIL_MANAGE)
def reports(council_id: int) -> str:
    """Show the years of a council, with the report of each."""
    session, today = cycle.act().session, clock.today()
    council = queries.get_council(session, council_id)
    written = {one.year: one for one in activity.list_reports(session, council.id)}
    founded = council.founded_on.year if council.founded_on else today.year
    years = range(today.year, max(founded, today.year - 9) - 1, -1)
    return pages.render(
        "councils/reports.html",
        council=council,
        years=[(year, written.get(year)) for year in sorted({*years, *written}, reverse=True)],
    )


@bp.route("/councils/<key:council_id>/reports/<int:year>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def report(council_id: int, year: int) -> ResponseReturnValue:
    """Write what the council says of a year, beside its figures."""
    act, council = cycle.act(), _reach(council_id, year)
    row = activity.find_report(act.session, council.id, year)
    form = ReportForm(obj=row)
    if attempt(form, lambda: deeds.write_report(act, council, year, form.sheet())):
        pages.say(_("Le rapport est enregistré."))
        return redirect(url_for(".report", council_id=council.id, year=year), 303)
    seen = activity.see_activity(act.session, council, year, clock.today())
    page = pages.render(
        "councils/report.html",
        form=form,
        council=council,
        year=year,
        told=write_report(seen, row, _house(), has_meetings=activity.has_meetings()),
        may_change=may_change(council),
    )
    return page, status_of(form)


@bp.get("/councils/<key:council_id>/reports/<int:year>/report.pdf")
@allow(Permission.COUNCIL_MANAGE)
def report_paper(council_id: int, year: int) -> Response:
    """Give the report as a paper that the chair presents."""
    session, council = cycle.act().session, _reach(council_id, year)
    seen = activity.see_activity(session, council, year, clock.today())
    row = activity.find_report(session, council.id, year)
    sheet = write_report(seen, row, _house(), has_meetings=activity.has_meetings())
    content = print_sheet(sheet, cache=cache(), printed_at=clock.now())
    disposition = f'inline; filename="rapport-{year}.pdf"'
    headers = {"Content-Disposition": disposition}
    return Response(content, mimetype="application/pdf", headers=headers)


def _house() -> str:
    return cycle.organisation_row().name


def cache() -> Path:
    """Give the folder where the fonts of papers are made."""
    data: Path = current_app.extensions["settings"].data
    return data / "cache"

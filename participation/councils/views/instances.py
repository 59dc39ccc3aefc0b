"""Every service and its space of expression; one council; its founding, its papers, its end."""

import datetime as dt
from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils import operations, queries
from participation.councils.forms import EndCouncilForm, FoundingForm, day_of, founding_form
from participation.councils.labels import findings, words
from participation.councils.models import Council
from participation.councils.rules.instances import examine_service
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission
from participation.organisations.models import Service
from participation.organisations.queries import get_service
from participation.organisations.rules import is_open
from participation.organisations.rules.law import Severity

from .desk import bp, examine, laws_of, may_change, refuse, services_here, status_of


@dataclass(frozen=True, slots=True)
class Line:
    """A service of the list: its councils, each with what is to be mended, or what it lacks."""

    service: Service
    councils: tuple[tuple[Council, int, int], ...]
    """Each council with its number of errors and of warnings."""
    lack: findings.Remark | None

    @property
    def key(self) -> str:
        """Give the key of the service as addresses write it."""
        return to_text(self.service.id)


@bp.get("/councils")
@allow(Permission.COUNCIL_MANAGE)
def index() -> str:
    """Show every service of the person with its space of expression, or that it has none."""
    session, today = cycle.act().session, clock.today()
    known, law = services_here(), queries.law_on(today)
    asked = laws_of(known)
    councils = queries.list_councils(session, on=today)
    sheets = queries.see_councils(session, councils, today)
    found = [
        (each, queries.examine(each, asked, law, today, services=known.values()).severities())
        for each in sheets
    ]
    lines = []
    for key, service in known.items():
        own = [(sheet, counts) for sheet, counts in found if key in sheet.services]
        if not is_open(service.opened_on, service.closed_on, today) and not own:
            continue
        lack = examine_service(asked[key], [sheet.council.form for sheet, _counts in own], law)
        marked = tuple(
            (sheet.council, counts[Severity.ERROR], counts[Severity.WARNING])
            for sheet, counts in own
        )
        lines.append(Line(service, marked, findings.say_lack(lack, law) if lack else None))
    return pages.render("councils/index.html", lines=lines, forms=words.FORMS)


@bp.get("/councils/<key:council_id>")
@allow(Permission.COUNCIL_MANAGE)
def show(council_id: int) -> str:
    """Show a council: what it lacks, its majority, its colleges, every seat and its holder."""
    session, today = cycle.act().session, clock.today()
    council = queries.get_council(session, council_id)
    sheet, found = examine(session, council)
    law = queries.law_on(today)
    return pages.render(
        "councils/show.html",
        seen=sheet,
        council=council,
        services=[services_here()[key] for key in sorted(sheet.services)],
        carrier=get_service(session, council.carrier_id),
        remarks=findings.say_all(found, law),
        may_change=may_change(council),
        law=law,
        today=today,
        words=words,
    )


@bp.route("/councils/new", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def new() -> ResponseReturnValue:
    """Found a council for one service or several."""
    form = _form(None)
    if not form.is_submitted() and (wished := request.args.get("service", "")):
        form.services.data, form.carrier.data = [wished], wished
    if form.accepted():
        try:
            council = operations.found_council(
                cycle.act(), form.sheet(), service_ids=form.service_ids()
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Le conseil est créé. Choisissez maintenant ses collèges."))
            return redirect(url_for(".composition", council_id=council.id), 303)
    return pages.render("councils/paper.html", form=form, council=None), status_of(form)


@bp.route("/councils/<key:council_id>/papers", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def change(council_id: int) -> ResponseReturnValue:
    """Change the papers of a council."""
    council = queries.get_council(cycle.act().session, council_id)
    form = _form(council)
    if form.accepted():
        try:
            operations.change_council(
                cycle.act(), council, form.sheet(), service_ids=form.service_ids()
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".show", council_id=council.id), 303)
    return pages.render("councils/paper.html", form=form, council=council), status_of(form)


@bp.route("/councils/<key:council_id>/end", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def end(council_id: int) -> ResponseReturnValue:
    """End a council and every term in it."""
    council = queries.get_council(cycle.act().session, council_id)
    form = EndCouncilForm(data={"on": _last_day(council) or clock.today()})
    if form.accepted():
        try:
            operations.end_council(
                cycle.act(), council, on=day_of(form.on), because=form.because.data or ""
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté : ce conseil est terminé."))
            return redirect(url_for(".index"), 303)
    return pages.render("councils/end.html", form=form, council=council), status_of(form)


def _last_day(council: Council) -> dt.date | None:
    """Give the day on which the last of its services closes or has closed; None while one stays."""
    known = services_here()
    covered = queries.coverage_of(cycle.act().session, [council.id])[council.id]
    days = [known[key].closed_on for key in covered if key in known]
    closed = [day for day in days if day is not None]
    return max(closed) if len(closed) == council.services else None


def _form(council: Council | None) -> FoundingForm:
    """Give the form of a council's papers, filled with what is known."""
    kind = founding_form(cycle.organisation_row().languages.split(","))
    form = kind(obj=council, data={"form": "cvs", "quorum_base": "members"})
    form.offer(services_here().values())
    if council is not None and not form.is_submitted():
        covered = queries.coverage_of(cycle.act().session, [council.id])[council.id]
        form.services.data = [to_text(key) for key in sorted(covered)]
        form.carrier.data = to_text(council.carrier_id)
    return form

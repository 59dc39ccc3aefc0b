"""The file of proofs for an evaluation, and the map of criteria that an association edits."""

import datetime as dt

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils.adapters.packing import pack
from participation.councils.adapters.sheets import print_sheet
from participation.councils.forms.network import CriterionForm
from participation.councils.labels import evidence as labels
from participation.councils.operations import reports as deeds
from participation.councils.queries import evidence as queries
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.exports import csv_lines
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .attempts import attempt
from .desk import bp, services_here, status_of
from .reports import cache

YEARS = 5
"""An evaluation every five years (CASF L312-8)."""


def _span() -> tuple[dt.date, dt.date]:
    """Give the days of the file: so many years up to today, five unless the page asks for less."""
    today = clock.today()
    asked = request.args.get("years", "")
    years = int(asked) if asked.isdecimal() and len(asked) <= len("99") else YEARS
    years = years if 1 <= years <= YEARS else YEARS
    return dt.date(today.year - years + 1, 1, 1), today


@bp.get("/evidence")
@allow(Permission.EVIDENCE_MANAGE)
def evidence_map() -> str:
    """Show the map of criteria, and the services whose file can be taken."""
    return pages.render(
        "councils/evidence_map.html",
        criteria=queries.map_of(cycle.act().session),
        published=queries.published_map(),
        services=services_here(on=clock.today()).values(),
        kinds=labels.KINDS,
    )


@bp.route("/evidence/criterion", methods=["GET", "POST"])
@allow(Permission.EVIDENCE_MANAGE)
def criterion() -> ResponseReturnValue:
    """Change a criterion of the map, or add one."""
    act, code = cycle.act(), request.args.get("code", "")
    own = next((one for one in queries.map_of(act.session) if one.code == code), None)
    known = (
        {}
        if own is None
        else {
            "code": own.code,
            "title": own.title,
            "kinds": [kind.value for kind in own.kinds],
            "is_left_out": own.is_left_out,
        }
    )
    form = CriterionForm(data=known)
    if attempt(
        form,
        lambda: deeds.change_criterion(
            act,
            form.code.data or "",
            title=form.title.data or "",
            kinds=form.chosen(),
            is_left_out=bool(form.is_left_out.data),
        ),
    ):
        pages.say(_("La carte est changée."))
        return redirect(url_for(".evidence_map"), 303)
    return pages.render("councils/criterion.html", form=form, own=own), status_of(form)


@bp.get("/<service>/evidence")
@allow(Permission.EVIDENCE_MANAGE)
def evidence() -> str:
    """Show what a service can show for each criterion, before the file is taken."""
    first, last = _span()
    session, place = cycle.act().session, cycle.service_row()
    proofs = queries.gather(session, place.id, first, last)
    return pages.render(
        "councils/evidence.html",
        cover=labels.write_cover(
            queries.map_of(session),
            proofs,
            service=place.public_name,
            organisation=cycle.organisation_row().name,
            first=first,
            last=last,
        ),
        years=last.year - first.year + 1,
        most=YEARS,
        place=place,
    )


@bp.post("/<service>/evidence")
@allow(Permission.EVIDENCE_MANAGE, once=False)
def take_evidence() -> Response:
    """Give the file: the paper at its head, and a table for each proof."""
    first, last = _span()
    act, place = cycle.act(), cycle.service_row()
    proofs = queries.gather(act.session, place.id, first, last)
    cover = labels.write_cover(
        queries.map_of(act.session),
        proofs,
        service=place.public_name,
        organisation=cycle.organisation_row().name,
        first=first,
        last=last,
    )
    files = {"dossier.pdf": print_sheet(cover, cache=cache(), printed_at=clock.now())}
    for proof in (one for found in proofs.values() for one in found):
        rows = [[labels.say_cell(cell) for cell in row] for row in proof.rows]
        files[f"{proof.name}.csv"] = b"".join(csv_lines(labels.say_headings(proof), rows))
    deeds.note_export(act, place.id, last.year)
    return Response(
        pack(files),
        mimetype="application/zip",
        headers={"Content-Disposition": f'attachment; filename="preuves-{last.year}.zip"'},
    )

"""Colleges and seats with the calculator of the majority, and the constat de carence."""

from collections.abc import Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils import operations, queries
from participation.councils.forms import (
    CompositionForm,
    ShortageForm,
    composition_form,
    day_of,
    name_of,
)
from participation.councils.labels import findings, words
from participation.councils.models import College, Council
from participation.councils.rules.composition import examine_design, weigh
from participation.councils.rules.kinds import CVS_FORMS, CollegeKind
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .desk import bp, refuse, status_of

USUAL = {
    CollegeKind.RESIDENTS: (3, 2),
    CollegeKind.STAFF: (1, 1),
    CollegeKind.MANAGING_BODY: (1, 0),
}
"""The smallest lawful CVS: what the form offers for a council without colleges."""
ALWAYS_SHOWN = (*USUAL, CollegeKind.RELATIVES)


@bp.route("/councils/<key:council_id>/composition", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def composition(council_id: int) -> ResponseReturnValue:
    """Design the colleges: `calculate` weighs them and keeps nothing."""
    act = cycle.act()
    council = queries.get_council(act.session, council_id)
    former = queries.list_colleges(act.session, [council.id])
    form = composition_form()(data=_written(council, former))
    if form.accepted() and "calculate" not in request.form:
        try:
            operations.set_composition(
                act, council, form.lines(former), as_found=bool(form.as_found.data)
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Les collèges sont enregistrés."))
            return redirect(url_for(".show", council_id=council.id), 303)
    status = 200 if "calculate" in request.form and not form.errors else status_of(form)
    return _page(form, council, former), status


def _page(form: CompositionForm, council: Council, former: Sequence[College]) -> str:
    law = queries.law_on(clock.today())
    lines = [] if form.errors else [line.line for line in form.lines(former)]
    rows = form.rows()
    return pages.render(
        "councils/composition.html",
        form=form,
        council=council,
        main=[row for row in rows if row[0] in ALWAYS_SHOWN],
        more=[row for row in rows if row[0] not in ALWAYS_SHOWN],
        colleges=words.COLLEGES,
        majority=weigh(lines),
        remarks=[
            findings.say_gap(found, law) for found in examine_design(council.form, lines, law)
        ],
        is_asked=request.method == "POST",
    )


def _written(council: Council, former: Sequence[College]) -> dict[str, object]:
    """Give what the form holds at first: the colleges as they are, or the smallest lawful CVS."""
    data: dict[str, object] = {}
    for kind, (members, substitutes) in USUAL.items() if not former else ():
        if council.form in CVS_FORMS:
            data[f"{name_of(kind)}_members"] = members
            data[f"{name_of(kind)}_substitutes"] = substitutes
    for college in former:
        if college.service_id is None:
            data[f"{name_of(college.kind)}_members"] = college.members
            data[f"{name_of(college.kind)}_substitutes"] = college.substitutes
            data[f"{name_of(college.kind)}_filling"] = college.filling.value
            data["substitute_order"] = college.substitute_order.value
            data["stands_in"] = bool(data.get("stands_in")) or college.stands_in
    return data


@bp.route("/councils/colleges/<key:college_id>/shortage", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def shortage(college_id: int) -> ResponseReturnValue:
    """Date the constat de carence of a college."""
    act = cycle.act()
    college = queries.get_college(act.session, college_id)
    form = ShortageForm(
        data={"on": college.shortage_on or clock.today(), "because": college.shortage_because}
    )
    if form.accepted():
        try:
            operations.record_shortage(
                act, college, on=day_of(form.on), because=form.because.data or ""
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Le constat de carence est noté."))
            return redirect(url_for(".show", council_id=college.council_id), 303)
    page = pages.render(
        "councils/shortage.html", form=form, college=college, name=words.COLLEGES[college.kind]
    )
    return page, status_of(form)

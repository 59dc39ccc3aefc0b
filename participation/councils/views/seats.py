"""Giving seats, leaving them, seating substitutes, extending terms, choosing who chairs."""

import datetime as dt

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils import operations, queries
from participation.councils.forms import (
    AppointForm,
    EndTermForm,
    ExtendForm,
    OfficeForm,
    choices_of,
    day_of,
)
from participation.councils.labels import words
from participation.councils.models import Council
from participation.councils.rules.kinds import EndReason, Filling, Origin, SeatKind
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Choice
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.permissions import Permission

from .desk import bp, refuse, status_of

USUAL_WAY = {
    Filling.ELECTION: Origin.ELECTED,
    Filling.DESIGNATION: Origin.DESIGNATED,
    Filling.BY_RIGHT: Origin.BY_RIGHT,
}


@bp.route("/councils/colleges/<key:college_id>/appoint", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def appoint(college_id: int) -> ResponseReturnValue:
    """Give somebody the first free seat of a college."""
    act, today = cycle.act(), clock.today()
    college = queries.get_college(act.session, college_id)
    covered = queries.coverage_of(act.session, [college.council_id])[college.council_id]
    places = covered if college.service_id is None else {college.service_id}
    form = AppointForm(
        data={
            "since": today,
            "origin": USUAL_WAY[college.filling].value,
            "kind": request.args.get("kind", SeatKind.MEMBER.value),
        }
    )
    sitters = queries.list_sitters(act.session, college.kind, places, today)
    council = queries.get_council(act.session, college.council_id)
    form.offer(queries.keep_elected(act.session, council, sitters, today), choices_of(words.SEATS))
    if form.accepted():
        try:
            operations.appoint(
                act,
                college,
                form.who(),
                kind=SeatKind(str(form.kind.data)),
                since=day_of(form.since),
                until=form.until.data,
                origin=Origin(str(form.origin.data)),
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".show", council_id=college.council_id), 303)
    page = pages.render(
        "councils/appoint.html", form=form, college=college, name=words.COLLEGES[college.kind]
    )
    return page, status_of(form)


@bp.route("/councils/terms/<key:term_id>/end", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def end_term(term_id: int) -> ResponseReturnValue:
    """Write down that somebody left her seat, and why."""
    act = cycle.act()
    term = queries.get_term(act.session, term_id)
    council = queries.council_of(act.session, term)
    form = EndTermForm(data=_known_end())
    if form.accepted():
        on, reason = form.facts()
        try:
            if reason is EndReason.RESIGNED:
                operations.resign(act, term, on=on)
            else:
                operations.end_term(act, term, on=on, reason=reason)
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté. Si un suppléant peut siéger, le conseil le propose."))
            return redirect(url_for(".show", council_id=council.id), 303)
    names = queries.see_council(act.session, council, clock.today()).names
    page = pages.render(
        "councils/leave.html", form=form, council=council, name=names.get(term.id, "")
    )
    return page, status_of(form)


def _known_end() -> dict[str, object]:
    """Give what the address says of a departure, such as the day on which a stay ended."""
    try:
        on = dt.date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        on = clock.today()
    return {"on": on, "reason": request.args.get("reason")}


@bp.post("/councils/terms/<key:term_id>/substitute")
@allow(Permission.COUNCIL_MANAGE)
def seat_substitute(term_id: int) -> ResponseReturnValue:
    """Seat the next substitute for the rest of a term that ended."""
    act = cycle.act()
    term = queries.get_term(act.session, term_id)
    council = queries.council_of(act.session, term)
    operations.seat_substitute(act, term)
    pages.say(_("Le suppléant est devenu titulaire."))
    return redirect(url_for(".show", council_id=council.id), 303)


@bp.route("/councils/<key:council_id>/extend", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def extend(council_id: int) -> ResponseReturnValue:
    """Let the present terms run on, and say why."""
    act = cycle.act()
    council = queries.get_council(act.session, council_id)
    form = ExtendForm()
    if form.accepted():
        try:
            operations.extend_terms(
                act, council, until=day_of(form.until), because=form.because.data or ""
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Les mandats sont prolongés."))
            return redirect(url_for(".show", council_id=council.id), 303)
    return pages.render("councils/extend.html", form=form, council=council), status_of(form)


@bp.route("/councils/<key:council_id>/chair", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def chair(council_id: int) -> ResponseReturnValue:
    """Write down who chairs the council, or deputises."""
    act = cycle.act()
    council = queries.get_council(act.session, council_id)
    form = OfficeForm(data={"since": clock.today(), "office": "chair"})
    form.term.offer(_members(council))
    if form.accepted():
        term = queries.get_term(act.session, from_text(str(form.term.data)))
        try:
            operations.give_office(
                act,
                council,
                term,
                form.chosen(),
                since=day_of(form.since),
                because=form.because.data or "",
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".show", council_id=council.id), 303)
    return pages.render("councils/chair.html", form=form, council=council), status_of(form)


def _members(council: Council) -> list[Choice]:
    """Give those who sit as titulaires, the represented first."""
    sheet = queries.see_council(cycle.act().session, council, clock.today())
    return [
        Choice(
            to_text(seat.holder.term.id), f"{seat.holder.name} — {words.COLLEGES[one.college.kind]}"
        )
        for one in sheet.colleges
        for seat in one.members
        if seat.holder
    ]

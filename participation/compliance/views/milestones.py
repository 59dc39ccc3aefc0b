"""Writing down a dated fact of a service, correcting it, taking it back."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.compliance import operations, queries
from participation.compliance.forms import FIELD_OF, MilestoneForm, known_of, milestone_form
from participation.compliance.labels.milestones import KINDS
from participation.compliance.models import Milestone
from participation.compliance.rules import MilestoneKind
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.attempts import Attempts
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .desk import bp

UNPROCESSABLE = 422
_tries = Attempts(FIELD_OF)


@bp.route("/<service>/compliance/new/<kind>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def record(kind: str) -> ResponseReturnValue:
    """Write down a fact of the kind that the address names."""
    form = milestone_form(_kind(kind))(data={"happened_on": clock.today()})
    if form.accepted():
        try:
            operations.record_milestone(cycle.act(), form.sheet(), service_id=cycle.service_id())
        except Refused as refused:
            _tries.refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".show"), 303)
    return _page(form, None)


@bp.route("/<service>/compliance/facts/<key:milestone_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def change(milestone_id: int) -> ResponseReturnValue:
    """Correct the days of a fact."""
    milestone = queries.get_milestone(cycle.act().session, cycle.service_id(), milestone_id)
    form = milestone_form(milestone.kind)(data=known_of(milestone))
    if form.accepted():
        try:
            operations.change_milestone(cycle.act(), milestone, form.sheet())
        except Refused as refused:
            _tries.refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".show"), 303)
    return _page(form, milestone)


@bp.post("/<service>/compliance/facts/<key:milestone_id>/remove")
@allow(Permission.COUNCIL_MANAGE)
def remove(milestone_id: int) -> ResponseReturnValue:
    """Take back a fact that was written by mistake."""
    act = cycle.act()
    milestone = queries.get_milestone(act.session, cycle.service_id(), milestone_id)
    operations.remove_milestone(act, milestone)
    pages.say(_("Ce fait est enlevé."))
    return redirect(url_for(".show"), 303)


def _kind(word: str) -> MilestoneKind:
    try:
        return MilestoneKind(word)
    except ValueError:
        abort(404)


def _page(form: MilestoneForm, milestone: Milestone | None) -> ResponseReturnValue:
    page = pages.render(
        "compliance/milestone.html",
        form=form,
        milestone=milestone,
        name=KINDS[form.kind],
        place=cycle.service_row(),
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200

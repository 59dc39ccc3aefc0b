"""Follow-ups: the list and the sheet of staff, the page of a service for everyone."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.followups import labels, operations, queries, rules
from participation.followups.forms import FollowUpForm, form_in
from participation.followups.models import FollowUp
from participation.followups.rules import Refusal, State
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import PUBLIC, Permission
from participation.organisations.models import Service
from participation.organisations.queries import list_services

bp = Blueprint("followups", __name__, url_prefix="/<organisation>")

FIELD_OF = {
    Refusal.IMPOSSIBLE_WITHOUT_REASON: "because",
    Refusal.PROMISE_WITHOUT_DATE: "due_on",
    Refusal.DONE_IN_THE_FUTURE: "done_on",
}
UNPROCESSABLE = 422


@bp.get("/follow-ups")
@allow(Permission.FOLLOWUP_MANAGE)
def index() -> str:
    """List what was promised in the person's services, the late ones first."""
    found = queries.list_follow_ups(cycle.act().session)
    today = clock.today()
    late = [each for each in found if rules.is_late(each.state, each.due_on, today)]
    open_states = (State.PROMISED, State.IN_PROGRESS)
    return pages.render(
        "followups/index.html",
        late=late,
        waiting=[each for each in found if each.state in open_states and each not in late],
        settled=[each for each in found if each.state not in open_states],
        states=labels.STATES,
        services=_services(),
    )


@bp.route("/<service>/follow-ups/new", methods=["GET", "POST"])
@allow(Permission.FOLLOWUP_MANAGE)
def new() -> ResponseReturnValue:
    """Write down what was decided after something that people said."""
    form = _form()()
    if form.accepted():
        origin = request.args.get("origin", "")[:60] or "talk:"
        try:
            operations.open_follow_up(
                cycle.act(), form.sheet(), service_id=cycle.service_id(), origin=origin
            )
        except Refused as refused:
            _refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(_back(), 303)
    return _sheet(form, None)


@bp.route("/<service>/follow-ups/<key:follow_up_id>", methods=["GET", "POST"])
@allow(Permission.FOLLOWUP_MANAGE)
def edit(follow_up_id: int) -> ResponseReturnValue:
    """Say what became of it."""
    act = cycle.act()
    follow_up = queries.get_follow_up(act.session, follow_up_id)
    form = _form()(obj=follow_up)
    if form.accepted():
        try:
            operations.change_follow_up(act, follow_up, form.sheet())
        except Refused as refused:
            _refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(_back(), 303)
    return _sheet(form, follow_up)


@bp.get("/<service>/changes")
@allow(PUBLIC)
def changes() -> str:
    """Show residents what they said and what was done, in their language, with its sound."""
    found = queries.list_follow_ups(cycle.act().session, public_only=True)
    order = (State.DONE, State.IN_PROGRESS, State.PROMISED, State.IMPOSSIBLE)
    by_state = [(state, [each for each in found if each.state is state]) for state in order]
    return pages.render(
        "followups/changes.html",
        follow_ups=[(state, inside) for state, inside in by_state if inside],
        states=labels.STATES,
    )


def _form() -> type[FollowUpForm]:
    return form_in(cycle.organisation_row().languages.split(","))


def _sheet(form: FollowUpForm, follow_up: FollowUp | None) -> ResponseReturnValue:
    page = pages.render("followups/sheet.html", form=form, follow_up=follow_up, back=_back())
    return page, UNPROCESSABLE if form.is_submitted() else 200


def _refuse(form: FollowUpForm, refused: Refused) -> None:
    field = FIELD_OF.get(refused.reason, "")  # type: ignore[call-overload]
    form.refuse(field, pages.explain(refused))


def _back() -> str:
    """Give where this sheet was opened from: a campaign's page, or the list."""
    asked = request.args.get("back", "")
    prefix = f"/{cycle.organisation_row().slug}/"
    return asked if asked.startswith(prefix) else url_for("followups.index")


def _services() -> dict[int, Service]:
    services = cycle.visitor().powers.get(Permission.FOLLOWUP_MANAGE, frozenset())
    return {service.id: service for service in list_services(cycle.act().session, keys=services)}

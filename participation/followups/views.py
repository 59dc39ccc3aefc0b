"""Follow-ups: the list and the sheet of staff, the page and the poster of a service."""

from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.followups import labels, operations, queries
from participation.followups.adapters.papers import print_answers
from participation.followups.forms import FollowUpForm, form_in
from participation.followups.models import FollowUp
from participation.followups.rules import FIELD_OF, ORDER, WAITING, Climb, State
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.codes import qr_svg
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import PUBLIC, Permission
from participation.organisations.models import Service
from participation.organisations.queries import list_services

bp = Blueprint("followups", __name__, url_prefix="/<organisation>")

UNPROCESSABLE = 422


@bp.get("/follow-ups")
@allow(Permission.FOLLOWUP_MANAGE)
def index() -> str:
    """List what residents wait for in the person's services: what climbed first, then the late."""
    found = queries.list_follow_ups(cycle.act().session)
    today = clock.today()
    late = [one for one in found if one.last_day is not None and one.last_day < today]
    late.sort(key=lambda one: (-ORDER.index(one.climb), one.last_day or today))
    others = [one for one in found if one not in late]
    return pages.render(
        "followups/index.html",
        late=late,
        unanswered=[one for one in others if one.state is State.OPEN],
        waiting=[one for one in others if one.state in WAITING - {State.OPEN}],
        settled=[one for one in others if one.state not in WAITING],
        labels=labels,
        no_climb=Climb.NONE,
        services=_services(),
        tongues=[find(tag) for tag in cycle.organisation_row().languages.split(",")],
    )


@bp.route("/<service>/follow-ups/new", methods=["GET", "POST"])
@allow(Permission.FOLLOWUP_MANAGE)
def new() -> ResponseReturnValue:
    """Write down what was decided after something that people said."""
    form = _form()(data={"state": State.PROMISED.value})
    form.asked_on = clock.today()
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
    form.asked_on = follow_up.asked_on
    form.about, form.criterion = follow_up.about, follow_up.criterion
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
    order = labels.ON_WALL
    by_state = [(state, [each for each in found if each.state is state]) for state in order]
    return pages.render(
        "followups/changes.html",
        follow_ups=[(state, inside) for state, inside in by_state if inside],
        labels=labels,
    )


@bp.get("/<service>/changes/poster/<language>.pdf")
@allow(Permission.FOLLOWUP_MANAGE)
def poster(language: str) -> Response:
    """Give the A3 poster of what residents said and what was answered, in one language."""
    found = queries.list_follow_ups(cycle.act().session, public_only=True)
    house, locale = cycle.service_row(), find(language).tag
    settings = current_app.extensions["settings"]
    qr = qr_svg(f"{settings.base_url}{url_for('.changes')}")
    made = labels.write_answers(locale, found, clock.today(), house=house.public_name, qr=qr)
    cache: Path = settings.data / "cache"
    content = print_answers(made, cache=cache, printed_at=clock.now())
    shown = f'inline; filename="reponses-{house.slug}.pdf"'
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": shown})


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

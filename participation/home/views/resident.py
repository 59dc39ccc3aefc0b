"""The first page of a house; the language, the size of letters and the colours of a reader."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accounts.rules.paths import local_path
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.languages import REGISTER
from participation.foundation.permissions import PUBLIC, Permission
from participation.home import queries
from participation.voices.queries import takes_alerts

bp = Blueprint("home", __name__, url_prefix="/<organisation>")
WISHES = ("locale", "size", "theme")
ORDINARY_SITE = "https://www.meteofrance.com/"
"""Where “leave quickly” leads from the pages of a protected service: nobody wonders at weather."""


@bp.get("/<service>/")
@allow(PUBLIC)
def resident() -> str:
    """Show what is open today in this house, on a phone or on its public screen."""
    session = cycle.act().session
    return pages.render(
        "home/resident.html",
        house=cycle.service_row(),
        today=queries.see_today(session, clock.today(), cycle.visitor().user_id),
        may_see_council=cycle.visitor().may(Permission.COUNCIL_READ, cycle.service_id()),
        may_meet=cycle.visitor().may(Permission.PEER_MEET, cycle.service_id()),
        takes_alerts=takes_alerts(session, cycle.service_id()),
        may_assist=cycle.visitor().may(Permission.SURVEY_ASSIST, cycle.service_id()),
    )


@bp.get("/preferences")
@allow(PUBLIC)
def preferences() -> str:
    """Offer the languages of the association, four sizes of letters, four looks."""
    tags = cycle.organisation_row().languages.split(",")
    return pages.render(
        "home/preferences.html", offered=[REGISTER[tag] for tag in tags], back=_back()
    )


@bp.post("/preferences")
@allow(PUBLIC, once=False, writes=False)
def prefer() -> ResponseReturnValue:
    """Remember a wish in this browser, and lead back to where it was made."""
    for name in WISHES:
        if name in request.form:
            pages.prefer(name, request.form[name])
    return redirect(_back() or url_for(".preferences"), 303)


def _back() -> str | None:
    slug: str = cycle.organisation_row().slug
    return local_path(request.values.get("back"), slug)


@bp.app_context_processor
def give_addresses() -> dict[str, object]:
    """Give every page the way to languages and sizes, the way home, and the quick way out."""
    organisation, service = cycle.places()
    if organisation is None:
        return {}
    house = cycle.visitor().kiosk_slug or (service.slug if service else "")
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    home = url_for("home.resident", service=house) if house else None
    at_kiosk = cycle.visitor().kiosk_service_id is not None
    return {
        **({} if at_kiosk else {"start_url": home or url_for("home.staff")}),
        "preferences_url": url_for("home.preferences", back=back),
        "home_url": home,
        "exit_url": ORDINARY_SITE if service is not None and service.is_protected else None,
    }

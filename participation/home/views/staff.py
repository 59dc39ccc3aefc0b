"""The desk of staff: what to do now, on one screen."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.permissions import Permission
from participation.home import queries
from participation.organisations.queries import list_services
from participation.surveys.labels.publics import PUBLICS

from .resident import bp

P = Permission


@bp.get("/")
@allow(Permission.HOME_READ)
def staff() -> ResponseReturnValue:
    """Show staff what waits for them; lead everybody else to her own house."""
    session, visitor = cycle.act().session, cycle.visitor()
    mine = list_services(session, keys=visitor.powers.get(P.HOME_READ, frozenset()))
    if not visitor.may(P.ORGANISATION_READ):
        return redirect(url_for(".resident", service=mine[0].slug), 303)
    return pages.render(
        "home/staff.html",
        desk=queries.see_desk(session, visitor.powers, clock.today()),
        services={service.id: service for service in mine},
        publics=PUBLICS,
    )

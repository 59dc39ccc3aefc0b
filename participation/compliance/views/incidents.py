"""Breaches of data: what to do, with the clock of the law; writing one, completing it."""

from dataclasses import dataclass

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.compliance.forms.trust import FIELD_OF, IncidentForm, known_of
from participation.compliance.labels.papers.incidents import steps
from participation.compliance.labels.trust import CLOCK_STATES, CLOCKS, HARMS, RISKS
from participation.compliance.models import Breach
from participation.compliance.operations import trust as operations
from participation.compliance.queries import trust as queries
from participation.compliance.rules.incidents import Clock, clock_of, deadline, hours_left
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.attempts import Attempts
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .trust import bp, known

_tries = Attempts(FIELD_OF)


@dataclass(frozen=True, slots=True)
class Timed:
    """A breach with its clock: where the telling stands, until when, how many hours are left."""

    incident: Breach
    clock: Clock
    until: object
    hours: int


def _timed(one: Breach) -> Timed:
    hours, now = queries.protection().hours, clock.now()
    return Timed(
        one,
        clock_of(one.risk, one.found_at, one.told_at, now, hours),
        deadline(one.found_at, hours),
        hours_left(one.found_at, now, hours),
    )


@bp.get("/trust/incidents")
@allow(Permission.TRUST_READ)
def incidents() -> str:
    """Say what to do, hour by hour; list what was written with its clock."""
    return pages.render(
        "compliance/incidents.html",
        steps=list(steps(known())),
        incidents=[_timed(one) for one in queries.list_incidents(cycle.act().session)],
        clocks=CLOCKS,
        states=CLOCK_STATES,
        harms=HARMS,
        risks=RISKS,
        Clock=Clock,
        may_write=cycle.visitor().may(Permission.TRUST_MANAGE),
    )


@bp.route("/trust/incidents/new", methods=["GET", "POST"])
@allow(Permission.TRUST_MANAGE)
def write_incident() -> ResponseReturnValue:
    """Write down a breach, found now unless another hour is written."""
    here = clock.now().astimezone(clock.PARIS)
    form = IncidentForm(data={"found_on": here.date(), "found_hour": f"{here:%H:%M}"})
    if _tries.attempt(form, lambda: operations.write_incident(cycle.act(), form.sheet())):
        return _noted()
    return _page(form, None)


@bp.route("/trust/incidents/<key:incident_id>", methods=["GET", "POST"])
@allow(Permission.TRUST_MANAGE)
def change_incident(incident_id: int) -> ResponseReturnValue:
    """Write what is known since."""
    found = queries.get_incident(cycle.act().session, incident_id)
    form = IncidentForm(data=known_of(found))
    if _tries.attempt(form, lambda: operations.change_incident(cycle.act(), found, form.sheet())):
        return _noted()
    return _page(form, _timed(found))


def _noted() -> ResponseReturnValue:
    pages.say(_("C’est noté."))
    return redirect(url_for(".incidents"), 303)


def _page(form: IncidentForm, timed: Timed | None) -> ResponseReturnValue:
    page = pages.render(
        "compliance/incident.html", form=form, timed=timed, clocks=CLOCKS, states=CLOCK_STATES
    )
    return page, _tries.status_of(form)

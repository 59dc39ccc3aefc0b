"""Rosters: from the days to be filled to what helpers are told."""

import datetime as dt

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import Choice, clean_line
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.permissions import Permission
from participation.peers.forms.team import PairForm, RosterForm
from participation.peers.labels import rostering as words
from participation.peers.models import Peer, Roster, Slot
from participation.peers.operations import roster as operations
from participation.peers.queries.fitting import candidates
from participation.peers.queries.people import get_peer
from participation.peers.queries.proposals import see_proposal
from participation.peers.queries.rostering import get_roster, list_rosters
from participation.peers.queries.slots import get_slot
from participation.peers.queries.team import services_here
from participation.peers.rules.civil import DAY
from participation.peers.rules.kinds import RosterState
from participation.peers.rules.planning import period_of
from participation.roster.solving import can_solve

from .desk import attempt, bp, link_to_helpers, status_of, try_deed

PATIENCE = dt.timedelta(seconds=20)
"""After so long without a worker, the page says that none runs."""


@bp.get("/rota/rosters")
@allow(Permission.PEER_MANAGE)
def rosters() -> str:
    """Show every roster, the newest first."""
    session = cycle.act().session
    return pages.render(
        "rota/rosters.html", rosters=list_rosters(session), last_of=lambda one: one.until - DAY
    )


@bp.route("/rota/rosters/new", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def new_roster() -> ResponseReturnValue:
    """Choose services and days."""
    act = cycle.act()
    services = services_here(act.session, clock.today())
    form = RosterForm(data={"day": clock.today() + 7 * DAY, "period": "week", "seconds": "60"})
    form.offer(services)
    made: list[Roster] = []

    def draft() -> None:
        since, until = period_of(form.day.data or clock.today(), form.kind())
        seconds, chosen = int(form.seconds.data), form.service_ids()
        made.append(operations.draft_roster(act, since, until, chosen, seconds=seconds))

    if attempt(form, draft):
        return redirect(url_for(".roster", roster_id=made[0].id), 303)
    return pages.render("rota/roster_new.html", form=form), status_of(form)


@bp.get("/rota/rosters/<key:roster_id>")
@allow(Permission.PEER_MANAGE)
def roster(roster_id: int) -> str:
    """Show a roster at its stage: what it needs, how far the work is, what is proposed."""
    act = cycle.act()
    row = get_roster(act.session, roster_id)
    asked = row.progress.get("asked_at")
    waits = row.state is RosterState.SOLVING and row.started_at is None
    since = dt.datetime.fromisoformat(asked) if isinstance(asked, str) else act.now
    return pages.render(
        "rota/roster.html",
        roster=row,
        last=row.until - DAY,
        seen=see_proposal(act.session, row),
        services=services_here(act.session),
        words=words,
        nobody_works=waits and act.now - since > PATIENCE,
        can_solve=can_solve(),
    )


WAYS = "solve, now, stop, publish"


@bp.post(f"/rota/rosters/<key:roster_id>/<any({WAYS}):way>")
@allow(Permission.PEER_MANAGE)
def turn_roster(roster_id: int, way: str) -> ResponseReturnValue:
    """Let a roster be worked out, stop the work, or publish what is proposed."""
    act = cycle.act()
    row, link = get_roster(act.session, roster_id), link_to_helpers()
    deeds = {
        "solve": lambda: operations.ask_to_solve(act, row),
        "now": lambda: operations.solve_at_once(act, row),
        "stop": lambda: operations.stop_solving(act, row),
        "publish": lambda: operations.publish(act, row, link=link),
    }
    said = {
        "publish": _("Le planning est publié. Chaque personne est prévenue et peut dire non."),
        "stop": _("Le calcul s’arrête. La meilleure proposition est gardée."),
    }
    back = url_for(".roster", roster_id=row.id)
    return try_deed(deeds[way], back, said.get(way, ""))


@bp.post("/rota/rosters/<key:roster_id>/pair/<any(keep, strike):way>")
@allow(Permission.PEER_MANAGE)
def turn_pair(roster_id: int, way: str) -> ResponseReturnValue:
    """Keep a helper in a slot of the proposal, or take her out of it."""
    act = cycle.act()
    row, (slot, peer) = get_roster(act.session, roster_id), _pair()
    back = url_for(".roster", roster_id=row.id)
    deed = operations.keep_pair if way == "keep" else operations.strike_pair
    return try_deed(lambda: deed(act, row, slot, peer), back)


def _pair() -> tuple[Slot, Peer]:
    """Read a slot and a helper from a button `slot:helper`; 404 for what is none of ours."""
    slot, _colon, helper = clean_line(request.form.get("pair", "")).partition(":")
    session = cycle.act().session
    try:
        keys = from_text(slot), from_text(helper)
    except ValueError:
        keys = 0, 0
    return get_slot(session, keys[0]), get_peer(session, keys[1])


@bp.route("/rota/rosters/<key:roster_id>/slots/<key:slot_id>", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def fill_slot(roster_id: int, slot_id: int) -> ResponseReturnValue:
    """Put a helper into a slot of the proposal by hand."""
    act = cycle.act()
    row, slot = get_roster(act.session, roster_id), get_slot(act.session, slot_id)
    fits = candidates(act.session, slot, act.now)
    form = PairForm()
    form.helper.offer([Choice(to_text(one.peer.id), one.peer.name) for one in fits])

    def add() -> object:
        return operations.add_pair(act, row, slot, get_peer(act.session, form.helper_id))

    if attempt(form, add):
        pages.say(_("C’est noté. Recalculez pour ajuster le reste autour."))
        return redirect(url_for(".roster", roster_id=row.id), 303)
    page = pages.render("rota/roster_fill.html", form=form, roster=row, slot=slot, fits=fits)
    return page, status_of(form)

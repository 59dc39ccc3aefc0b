"""Helpers: who they are for the rota, how loaded, where they help, what they have learnt."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.accounts.queries import get_user
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.peers.forms.team import (
    EngagementForm,
    NewPeerForm,
    PlaceForm,
    QualificationForm,
)
from participation.peers.models import Peer
from participation.peers.operations import learning, profile
from participation.peers.queries.board import list_expiring, list_unsupervised, loads_of
from participation.peers.queries.loads import near_limits
from participation.peers.queries.people import get_peer, languages_of, list_peers
from participation.peers.queries.team import (
    get_qualification,
    list_colleagues,
    list_newcomers,
    list_qualifications,
    places_of,
    see_peer,
    services_here,
    users_of,
)
from participation.peers.rules.civil import DAY, WEEK, monday_of
from participation.peers.rules.planning import days_span

from .desk import attempt, bp, status_of, tongue_name, try_deed


@bp.get("/rota/helpers")
@allow(Permission.PEER_MANAGE)
def helpers() -> str:
    """Show every helper: status, contract, week, languages, places."""
    act, today = cycle.act(), clock.today()
    peers, monday = list_peers(act.session), monday_of(today)
    loads = loads_of(act.session, peers, days_span(monday, monday + WEEK))
    return pages.render(
        "rota/helpers.html",
        loads=sorted(loads, key=lambda each: each.peer.name),
        users=users_of(act.session, peers),
        places=places_of(act.session, peers),
        spoken=languages_of(act.session, [one.id for one in peers]),
        services=services_here(act.session),
        near=near_limits(act.session, peers, today, act.now),
        today=today,
    )


@bp.route("/rota/helpers/new", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def new_helper() -> ResponseReturnValue:
    """Make a helper of somebody who holds the role."""
    act, today = cycle.act(), clock.today()
    newcomers = list_newcomers(act.session, today)
    form = NewPeerForm(
        data={"since": today, "hours": 3, "extra": 0, "status": "volunteer", "travel": 20}
    )
    form.offer(newcomers, services_here(act.session, today))
    form.offer_referents(list_colleagues(act.session, today))
    made: list[Peer] = []

    def add() -> None:
        user = get_user(act.session, form.person_id)
        peer = profile.add_peer(act, user, form.engagement())
        profile.place_peer(act, peer, form.service_id, travel_minutes=form.travel.data or 0)
        made.append(peer)

    if attempt(form, add):
        pages.say(_("C’est fait. Complétez sa page : services, trajet, formations."))
        return redirect(url_for(".helper", peer_id=made[0].id), 303)
    page = pages.render("rota/helper_new.html", form=form, newcomers=newcomers)
    return page, status_of(form)


@bp.get("/rota/helpers/<key:peer_id>")
@allow(Permission.PEER_MANAGE)
def helper(peer_id: int) -> str:
    """Show a helper: load, limits with their articles, times to come, trainings, places."""
    act, today = cycle.act(), clock.today()
    peer, services = get_peer(act.session, peer_id), services_here(act.session)
    place = PlaceForm(data={"travel": 20})
    place.offer(services)
    return pages.render(
        "rota/helper.html",
        seen=see_peer(act.session, peer, act.now),
        peer=peer,
        services=services,
        tongues=[tongue_name(one.locale) for one in languages_of(act.session, [peer.id])[peer.id]],
        now=act.now,
        day_before=lambda day: day - DAY,
        near=near_limits(act.session, [peer], today, act.now).get(peer.id, ()),
        expiring={one.qualification.id: one for one in list_expiring(act.session, [peer], today)},
        late=list_unsupervised(act.session, [peer], act.now),
        qualifications=list_qualifications(act.session, peer),
        place_form=place,
        today=today,
    )


@bp.route("/rota/helpers/<key:peer_id>/change", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def change_helper(peer_id: int) -> ResponseReturnValue:
    """Change the status, the days, the hours or the referent of a helper."""
    act = cycle.act()
    peer = get_peer(act.session, peer_id)
    form = EngagementForm(data=EngagementForm.of(peer))
    form.offer_referents(list_colleagues(act.session, clock.today()))
    if attempt(form, lambda: profile.change_engagement(act, peer, form.engagement())):
        pages.say(_("C’est noté."))
        return redirect(url_for(".helper", peer_id=peer.id), 303)
    page = pages.render("rota/helper_change.html", form=form, peer=peer)
    return page, status_of(form)


@bp.route("/rota/helpers/<key:peer_id>/places", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def place_helper(peer_id: int) -> ResponseReturnValue:
    """Let a helper help in a service, or say how long her way there is."""
    act = cycle.act()
    peer, form = get_peer(act.session, peer_id), PlaceForm(data={"travel": 20})
    form.offer(services_here(act.session, clock.today()))

    def put() -> object:
        minutes = form.travel.data or 0
        return profile.place_peer(act, peer, form.service_id, travel_minutes=minutes)

    if attempt(form, put):
        pages.say(_("C’est noté."))
        return redirect(url_for(".helper", peer_id=peer.id), 303)
    page = pages.render("rota/helper_place.html", form=form, peer=peer)
    return page, status_of(form)


@bp.post("/rota/helpers/<key:peer_id>/places/<key:service_id>/leave")
@allow(Permission.PEER_MANAGE)
def leave_place(peer_id: int, service_id: int) -> ResponseReturnValue:
    """Let a helper no longer help in a service."""
    act = cycle.act()
    peer = get_peer(act.session, peer_id)
    back = url_for(".helpers")
    return try_deed(lambda: profile.unplace_peer(act, peer, service_id), back, _("C’est noté."))


@bp.route("/rota/helpers/<key:peer_id>/trainings", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def note_training(peer_id: int) -> ResponseReturnValue:
    """Note a training that a helper followed."""
    act = cycle.act()
    peer = get_peer(act.session, peer_id)
    form = QualificationForm(data={"got_on": clock.today()})
    if attempt(form, lambda: learning.note_qualification(act, peer, form.sheet())):
        pages.say(_("C’est noté."))
        return redirect(url_for(".helper", peer_id=peer.id), 303)
    page = pages.render("rota/helper_training.html", form=form, peer=peer)
    return page, status_of(form)


@bp.post("/rota/helpers/<key:peer_id>/trainings/<key:training_id>/remove")
@allow(Permission.PEER_MANAGE)
def remove_training(peer_id: int, training_id: int) -> ResponseReturnValue:
    """Take away a training that was noted by mistake."""
    act = cycle.act()
    peer = get_peer(act.session, peer_id)
    row = get_qualification(act.session, peer, training_id)
    back = url_for(".helper", peer_id=peer.id)
    return try_deed(lambda: learning.remove_qualification(act, row), back, _("C’est enlevé."))

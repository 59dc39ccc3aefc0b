"""Those whom nobody could take at once: a time is found, or the request is closed."""

from itertools import groupby

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accounts.labels import PICTURES
from participation.accounts.queries import get_user
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import Choice
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission
from participation.peers.forms.planning import AnswerForm
from participation.peers.models import HelpRequest
from participation.peers.operations import requests as operations
from participation.peers.queries.advising import advise
from participation.peers.queries.board import count_requests, get_request, list_requests
from participation.peers.queries.people import get_peer
from participation.peers.queries.slots import list_rooms
from participation.peers.queries.team import services_here
from participation.peers.rules.civil import DAY

from .desk import attempt, bp, link_to_helpers, service_here, status_of, try_deed

A_PAGE = 40


def own_request(request_id: int) -> HelpRequest:
    """Give a request of the service of the address; 404 for any other."""
    row = get_request(cycle.act().session, request_id)
    if row.service_id != cycle.service_id():
        abort(404)
    return row


def name_of(row: HelpRequest) -> str:
    """Give the name of who asks: her own, or the drawing of her slip."""
    session = cycle.act().session
    if row.user_id is None:
        return str(PICTURES.get(row.nickname, row.nickname))
    return get_user(session, row.user_id).name


@bp.get("/rota/requests")
@allow(Permission.PEER_MANAGE)
def requests() -> str:
    """Show who waits by the day promised, the nearest first, a page at a time."""
    session = cycle.act().session
    waiting = count_requests(session)
    last = max(1, -(-waiting // A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), last)
    found = list_requests(session, most=A_PAGE, after=(page - 1) * A_PAGE)
    days = groupby(found, key=lambda one: one.promised_for)
    return pages.render(
        "rota/requests.html",
        days=[(day, [(one, name_of(one)) for one in those]) for day, those in days],
        waiting=waiting,
        page=page,
        last=last,
        services=services_here(session),
        today=clock.today(),
    )


@bp.route("/<service>/rota/requests/<key:request_id>", methods=["GET", "POST"])
@allow(Permission.PEER_MANAGE)
def answer(request_id: int) -> ResponseReturnValue:
    """Propose a time and a helper to somebody who waits."""
    act, row, service = cycle.act(), own_request(request_id), service_here()
    advised = advise(act.session, row, act.now)
    day = max(clock.today() + DAY, min(row.promised_for, clock.today() + 7 * DAY))
    form = AnswerForm(data={"day": day, "hour": "14:00", "minutes": 45})
    form.offer_rooms(list_rooms(act.session, service.id, open_only=True))
    form.helper.offer([Choice(to_text(one.peer.id), one.peer.name) for one in advised])

    def propose() -> object:
        peer = get_peer(act.session, form.helper_id)
        confirmed, link = bool(form.confirmed.data), link_to_helpers()
        return operations.propose_time(act, row, form.sheet(), peer, confirmed=confirmed, link=link)

    if attempt(form, propose):
        pages.say(_("C’est proposé. Les deux personnes sont prévenues."))
        return redirect(url_for(".requests"), 303)
    page = pages.render(
        "rota/request.html",
        form=form,
        request=row,
        name=name_of(row),
        service=service,
        advised=advised,
        is_open=row.state in operations.OPEN,
    )
    return page, status_of(form)


@bp.post("/<service>/rota/requests/<key:request_id>/close")
@allow(Permission.PEER_MANAGE)
def close_request(request_id: int) -> ResponseReturnValue:
    """Close a request that the person no longer makes."""
    act, row = cycle.act(), own_request(request_id)
    done = _("La demande est fermée.")
    return try_deed(lambda: operations.close_request(act, row), url_for(".requests"), done)

"""The bureau's desk for one card at a time, while a sealed vote is prepared and open."""

from flask import abort, url_for

from participation.elections.labels.walls import title_of
from participation.elections.queries.urns import see_urn
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.organisations.queries import get_service

from .desk import bp
from .urns import reach_sealed


@bp.get("/elections/contests/<key:contest_id>/cards")
@allow(Permission.COUNCIL_MANAGE)
def cards(contest_id: int) -> str:
    """Let the bureau read a card and exchange it, stop it, or make it a witness.

    404 before cards are made, and after the closing: then nothing may be done with one.
    """
    vote, sheet = reach_sealed(contest_id)
    session = cycle.act().session
    own = see_urn(session, sheet.contest)
    if (
        own.sealed is None
        or not own.has_cards_in_hand
        or vote.council.carrier_id not in entered(session)
    ):
        abort(404)
    service = get_service(session, vote.council.carrier_id)
    state = url_for("sealed.state", service=service.slug, contest_id=contest_id)
    return pages.render(
        "elections/cards.html",
        name=title_of(sheet),
        election=vote.election,
        uuid=own.sealed.uuid,
        urn=state.removesuffix("/state"),
        back=url_for(".urn", contest_id=contest_id),
    )

"""The desk of staff: what to do now, on one screen; and the menu of their pages."""

from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.home import queries
from participation.organisations.queries import list_services
from participation.surveys.labels.publics import PUBLICS

from .resident import bp

P = Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    label: str
    url: str
    current: bool


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


@bp.app_context_processor
def give_menu() -> dict[str, object]:
    """Give the pages of staff their menu: the rooms this person may enter."""
    organisation, _service = cycle.places()
    if organisation is None or cycle.visitor().user_id is None:
        return {}
    doors = (
        (_("Accueil"), "home.staff", P.ORGANISATION_READ),
        (_("Enquêtes"), "campaigns.index", P.SURVEY_MANAGE),
        (_("Collecte"), "fieldwork.index", P.SURVEY_FIELDWORK),
        (_("Résultats"), "results.index", P.SURVEY_RESULTS),
        (_("Messages"), "comments.index", P.COMMENT_REVIEW),
        (_("Paroles"), "voices.index", P.VOICE_REVIEW),
        (_("Conseils"), "councils.index", P.COUNCIL_MANAGE),
        (_("Élections"), "elections.index", P.COUNCIL_MANAGE),
        (_("État de la loi"), "compliance.index", P.COUNCIL_MANAGE),
        (_("Réunions"), "meetings.index", P.COUNCIL_MANAGE),
        (_("Pair-aidance"), "rota.board", P.PEER_MANAGE),
        (_("Ce qui change"), "followups.index", P.FOLLOWUP_MANAGE),
        (_("Personnes"), "accounts.people", P.PEOPLE_READ),
        (_("Bornes"), "kiosk.devices", P.KIOSK_PAIR),
        (_("Lieux"), "organisations.tree", P.ORGANISATION_READ),
        (_("Papiers de confiance"), "trust.index", P.TRUST_READ),
        (_("Journal"), "audit.journal", P.AUDIT_READ),
        (_("Ma page"), "accounts.own", P.OWN_ACCOUNT),
    )
    here = request.endpoint or ""
    return {
        "staff_menu": [
            Entry(label, url_for(endpoint), _leads_to(endpoint, here))
            for label, endpoint, permission in doors
            if cycle.visitor().may(permission)
        ]
    }


def _leads_to(endpoint: str, here: str) -> bool:
    """Say whether an entry of the menu names the room of the present page."""
    is_own = here.startswith("accounts.own")
    if is_own or endpoint == "accounts.own":
        return is_own and endpoint == "accounts.own"
    room = here.partition(".")[0]
    return endpoint.partition(".")[0] == ("elections" if room == "votes" else room)

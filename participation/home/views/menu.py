"""The menu of staff: a few words, and behind each the rooms that this person may enter."""

from dataclasses import dataclass

from flask import request, url_for

from participation.foundation import cycle
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

from .resident import bp

P = Permission
Door = tuple[str, str, Permission]
"""The label of a line, the page it leads to, and the permission that page asks."""
BEHIND = {"votes": "elections", "sealed": "elections", "coding": "comments"}
"""Rooms without a line of their own, and the room whose line leads to them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the menu and the lines behind it; a line alone stands for itself."""

    label: str
    entries: tuple[Entry, ...]

    @property
    def url(self) -> str:
        """Give the page to which its word leads: the first behind it."""
        return self.entries[0].url

    @property
    def current(self) -> bool:
        """Say whether the present page lies behind this word."""
        return any(entry.current for entry in self.entries)


@bp.app_context_processor
def give_menu() -> dict[str, object]:
    """Give the pages of staff their menu; strangers, and pages of no association, have none."""
    organisation, _service = cycle.places()
    if organisation is None or cycle.visitor().user_id is None:
        return {}
    return {"staff_menu": [*_words_of_the_menu()]}


def _words_of_the_menu() -> list[Group]:
    visitor, here = cycle.visitor(), request.endpoint or ""
    found = []
    for label, doors in _groups():
        entries = tuple(
            Entry(words, url_for(endpoint), _leads_to(endpoint, here))
            for words, endpoint, permission in doors
            if visitor.may(permission)
        )
        if entries:
            found.append(Group(label if entries[1:] else entries[0].label, entries))
    return found


def _groups() -> tuple[tuple[str, tuple[Door, ...]], ...]:
    """Give every word with its doors, in the order of a desk's week."""
    return (
        (_("Accueil"), ((_("Accueil"), "home.staff", P.ORGANISATION_READ),)),
        (_("Enquêtes"), _about_surveys()),
        (_("Conseils"), _about_councils()),
        (_("Pair-aidance"), ((_("Pair-aidance"), "rota.board", P.PEER_MANAGE),)),
        (_("Maison"), _about_the_house()),
        (_("Ma page"), ((_("Ma page"), "accounts.own", P.OWN_ACCOUNT),)),
    )


def _about_surveys() -> tuple[Door, ...]:
    return (
        (_("Toutes les enquêtes"), "campaigns.index", P.SURVEY_MANAGE),
        (_("Questionnaires"), "questionnaires.index", P.QUESTIONNAIRE_MANAGE),
        (_("Collecte"), "fieldwork.index", P.SURVEY_FIELDWORK),
        (_("Résultats"), "results.index", P.SURVEY_RESULTS),
        (_("Messages"), "comments.index", P.COMMENT_REVIEW),
    )


def _about_councils() -> tuple[Door, ...]:
    return (
        (_("Tous les conseils"), "councils.index", P.COUNCIL_MANAGE),
        (_("Paroles"), "voices.index", P.VOICE_REVIEW),
        (_("Réunions"), "meetings.index", P.COUNCIL_MANAGE),
        (_("Élections"), "elections.index", P.COUNCIL_MANAGE),
        (_("État de la loi"), "compliance.index", P.COUNCIL_MANAGE),
        (_("Ce qui change"), "followups.index", P.FOLLOWUP_MANAGE),
    )


def _about_the_house() -> tuple[Door, ...]:
    return (
        (_("Personnes"), "accounts.people", P.PEOPLE_READ),
        (_("Lieux"), "organisations.tree", P.ORGANISATION_READ),
        (_("Bornes"), "kiosk.devices", P.KIOSK_PAIR),
        (_("Les voix"), "accessibility.index", P.RECORDING_MANAGE),
        (_("Messages non remis"), "notifications.undelivered", P.ORGANISATION_MANAGE),
        (_("Papiers de confiance"), "trust.index", P.TRUST_READ),
        (_("Journal"), "audit.journal", P.AUDIT_READ),
    )


def _leads_to(endpoint: str, here: str) -> bool:
    """Say whether a line of the menu names the room of the present page."""
    is_own = here.startswith("accounts.own")
    if is_own or endpoint == "accounts.own":
        return is_own and endpoint == "accounts.own"
    room = here.partition(".")[0]
    return endpoint.partition(".")[0] == BEHIND.get(room, room)

"""Roles, and the table of who may do what, on one page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from participation.foundation.permissions import Permission


class Role(StrEnum):
    """What a person is in a service, or in the whole association when no service is named."""

    RESIDENT = "resident"
    RELATIVE = "relative"
    REPRESENTATIVE = "representative"
    PEER_HELPER = "peer-helper"
    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"
    MANAGER = "manager"
    QUALITY_MANAGER = "quality-manager"
    ADMINISTRATOR = "administrator"
    KIOSK = "kiosk"


STAFF = frozenset(
    {
        Role.COORDINATOR,
        Role.FACILITATOR,
        Role.MANAGER,
        Role.QUALITY_MANAGER,
        Role.ADMINISTRATOR,
    }
)
"""Roles that must sign in with a second factor."""

RECEIVED = frozenset({Role.RESIDENT, Role.REPRESENTATIVE, Role.PEER_HELPER, Role.RELATIVE})
"""Roles of people who come in by card, phone link or with somebody's help."""

P = Permission
_EVERYONE = frozenset({P.HOME_READ, P.OWN_ACCOUNT, P.COUNCIL_READ, P.FOLLOWUP_READ, P.MESSAGE_READ})
_TEAM = _EVERYONE | {P.ORGANISATION_READ}

PERMITS: Mapping[Role, frozenset[Permission]] = {
    Role.KIOSK: frozenset({P.KIOSK_USE, P.COUNCIL_READ, P.PEER_MEET}),
    Role.RESIDENT: _EVERYONE | {P.PEER_MEET},
    Role.RELATIVE: _EVERYONE,
    Role.REPRESENTATIVE: _EVERYONE | {P.PEER_MEET},
    Role.PEER_HELPER: _EVERYONE | {P.SURVEY_ASSIST, P.PEER_MEET, P.PEER_HELP},
    Role.COORDINATOR: _TEAM | {P.PEOPLE_READ, P.SURVEY_ASSIST, P.PEER_MANAGE, P.PEER_FIGURES},
    Role.FACILITATOR: _TEAM
    | {
        P.PEOPLE_READ,
        P.CARD_ISSUE,
        P.SESSION_OPEN_FOR,
        P.KIOSK_PAIR,
        P.RECORDING_MANAGE,
        P.SURVEY_ASSIST,
        P.SURVEY_FIELDWORK,
        P.COUNCIL_MANAGE,
        P.WORDS_TRANSLATE,
        P.VOICE_REVIEW,
        P.FOLLOWUP_MANAGE,
    },
    Role.MANAGER: _TEAM
    | {
        P.PEOPLE_READ,
        P.PEOPLE_MANAGE,
        P.PEOPLE_IMPORT,
        P.CARD_ISSUE,
        P.SESSION_OPEN_FOR,
        P.KIOSK_PAIR,
        P.RECORDING_MANAGE,
        P.SURVEY_RESULTS,
        P.COUNCIL_MANAGE,
        P.WORDS_TRANSLATE,
        P.PEER_FIGURES,
        P.FOLLOWUP_MANAGE,
        P.TRUST_READ,
        P.TRUST_MANAGE,
    },
    Role.QUALITY_MANAGER: _TEAM
    | {
        P.QUESTIONNAIRE_MANAGE,
        P.SURVEY_FIELDWORK,
        P.SURVEY_MANAGE,
        P.SURVEY_RESULTS,
        P.SURVEY_EXPORT,
        P.COMMENT_REVIEW,
        P.RECORDING_MANAGE,
        P.COUNCIL_MANAGE,
        P.WORDS_TRANSLATE,
        P.VOICE_REVIEW,
        P.EVIDENCE_MANAGE,
        P.PEER_FIGURES,
        P.FOLLOWUP_MANAGE,
        P.TRUST_READ,
    },
    Role.ADMINISTRATOR: _TEAM
    | {
        P.ORGANISATION_MANAGE,
        P.PEOPLE_READ,
        P.PEOPLE_MANAGE,
        P.PEOPLE_IMPORT,
        P.CARD_ISSUE,
        P.KIOSK_PAIR,
        P.RECORDING_MANAGE,
        P.AUDIT_READ,
        P.TRUST_READ,
        P.TRUST_MANAGE,
    },
}
"""Survey answers are read by quality managers and directors, never by an administrator's role.

A voice said to the council is heard by facilitators and quality managers, never by the director of
the house: it may be about her, and a voice is recognised.
"""
FOR_STAFF = frozenset(P) - PERMITS[Role.PEER_HELPER] - PERMITS[Role.KIOSK]
"""What only staff may do: its pages exist in the languages of staff."""


def powers(
    held: Iterable[tuple[Role, int | None]], services: frozenset[int]
) -> dict[Permission, frozenset[int]]:
    """Give, for each permission, the services where it is held.

    A role without a service is held in all of the association's services, present and closed.
    """
    found: defaultdict[Permission, set[int]] = defaultdict(set)
    for role, service_id in held:
        where = services if service_id is None else services & {service_id}
        for permission in PERMITS[role]:
            found[permission] |= where
    return {permission: frozenset(where) for permission, where in found.items() if where}

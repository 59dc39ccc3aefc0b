"""Who passes which door, written by hand and never generated from the program."""

from participation.accounts.rules.powers import Role as R
from participation.foundation.permissions import PUBLIC, Permission as P

HOLDERS: dict[P, frozenset[R]] = {
    P.HOME_READ: frozenset(R) - {R.KIOSK},
    P.OWN_ACCOUNT: frozenset(R) - {R.KIOSK},
    P.FOLLOWUP_READ: frozenset(R) - {R.KIOSK},
    P.MESSAGE_READ: frozenset(R) - {R.KIOSK},
    P.ORGANISATION_READ: frozenset(
        {R.COORDINATOR, R.FACILITATOR, R.MANAGER, R.QUALITY_MANAGER, R.ADMINISTRATOR}
    ),
    P.ORGANISATION_MANAGE: frozenset({R.ADMINISTRATOR}),
    P.PEOPLE_READ: frozenset({R.COORDINATOR, R.FACILITATOR, R.MANAGER, R.ADMINISTRATOR}),
    P.PEOPLE_MANAGE: frozenset({R.MANAGER, R.ADMINISTRATOR}),
    P.PEOPLE_IMPORT: frozenset({R.MANAGER, R.ADMINISTRATOR}),
    P.CARD_ISSUE: frozenset({R.FACILITATOR, R.MANAGER, R.ADMINISTRATOR}),
    P.SESSION_OPEN_FOR: frozenset({R.FACILITATOR, R.MANAGER}),
    P.KIOSK_USE: frozenset({R.KIOSK}),
    P.KIOSK_PAIR: frozenset({R.FACILITATOR, R.MANAGER, R.ADMINISTRATOR}),
    P.RECORDING_MANAGE: frozenset(
        {R.FACILITATOR, R.MANAGER, R.QUALITY_MANAGER, R.ADMINISTRATOR}
    ),
    P.QUESTIONNAIRE_MANAGE: frozenset({R.QUALITY_MANAGER}),
    P.SURVEY_ASSIST: frozenset({R.PEER_HELPER, R.COORDINATOR, R.FACILITATOR}),
    P.SURVEY_MANAGE: frozenset({R.QUALITY_MANAGER}),
    P.SURVEY_RESULTS: frozenset({R.MANAGER, R.QUALITY_MANAGER}),
    P.SURVEY_EXPORT: frozenset({R.QUALITY_MANAGER}),
    P.COMMENT_REVIEW: frozenset({R.QUALITY_MANAGER}),
    P.FOLLOWUP_MANAGE: frozenset({R.FACILITATOR, R.MANAGER, R.QUALITY_MANAGER}),
    P.AUDIT_READ: frozenset({R.ADMINISTRATOR}),
}

ROUTES: dict[str, str | P] = {}

"""The vocabulary of permissions; who holds them is the table of `accounts.rules`."""

from enum import StrEnum

PUBLIC = "public"
"""Mark of a door that stands open to anyone who knows the address."""


class Permission(StrEnum):
    """One thing that a person may be allowed to do in a service."""

    HOME_READ = "home:read"
    OWN_ACCOUNT = "account:own"
    ORGANISATION_READ = "organisation:read"
    ORGANISATION_MANAGE = "organisation:manage"
    PEOPLE_READ = "people:read"
    PEOPLE_MANAGE = "people:manage"
    PEOPLE_IMPORT = "people:import"
    CARD_ISSUE = "card:issue"
    SESSION_OPEN_FOR = "session:open-for"
    KIOSK_USE = "kiosk:use"
    KIOSK_PAIR = "kiosk:pair"
    RECORDING_MANAGE = "recording:manage"
    QUESTIONNAIRE_MANAGE = "questionnaire:manage"
    SURVEY_ASSIST = "survey:assist"
    SURVEY_MANAGE = "survey:manage"
    SURVEY_RESULTS = "survey:results"
    SURVEY_EXPORT = "survey:export"
    COMMENT_REVIEW = "comment:review"
    COUNCIL_READ = "council:read"
    COUNCIL_MANAGE = "council:manage"
    VOICE_REVIEW = "voice:review"
    EVIDENCE_MANAGE = "evidence:manage"
    FOLLOWUP_READ = "followup:read"
    FOLLOWUP_MANAGE = "followup:manage"
    MESSAGE_READ = "message:read"
    AUDIT_READ = "audit:read"

"""Why something about a person, a role or a way in cannot be done."""

from enum import StrEnum


class Refusal(StrEnum):
    """Each has its sentence in `labels`."""

    WRONG = "wrong"
    TOO_MANY_TRIES = "too-many-tries"
    CODE_UNKNOWN = "code-unknown"
    CARD_UNKNOWN = "card-unknown"
    RECOVERY_UNKNOWN = "recovery-unknown"
    LINK_UNKNOWN = "link-unknown"
    OPENING_UNKNOWN = "opening-unknown"
    PICTURES_WRONG = "pictures-wrong"
    PICTURES_LOCKED = "pictures-locked"
    PICTURES_INCOMPLETE = "pictures-incomplete"
    PICTURES_SIMPLE = "pictures-simple"
    PASSKEY_UNKNOWN = "passkey-unknown"
    EMAIL_TAKEN = "email-taken"
    EMAIL_UNREADABLE = "email-unreadable"
    EMAIL_MISSING = "email-missing"
    PHONE_UNREADABLE = "phone-unreadable"
    REFERENCE_TAKEN = "reference-taken"
    NAME_MISSING = "name-missing"
    UNTIL_BEFORE_SINCE = "until-before-since"
    ROLE_HELD = "role-held"
    ROLE_NEEDS_SERVICE = "role-needs-service"
    ROLE_NOT_YOURS_TO_GIVE = "role-not-yours-to-give"
    LAST_ADMINISTRATOR = "last-administrator"
    NO_CONTACT = "no-contact"
    NOT_STAFF = "not-staff"
    NOT_RESIDENT = "not-resident"

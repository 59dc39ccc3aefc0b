"""What staff write of councils, and beside which field a refusal stands."""

from participation.councils.rules.refusals import Refusal

from .composition import CompositionForm, composition_form, name_of
from .founding import EndCouncilForm, ExtendForm, FoundingForm, founding_form
from .offers import choices_of, day_of
from .seats import AppointForm, EndTermForm, OfficeForm, ShortageForm

__all__ = [
    "FIELD_OF",
    "AppointForm",
    "CompositionForm",
    "EndCouncilForm",
    "EndTermForm",
    "ExtendForm",
    "FoundingForm",
    "OfficeForm",
    "ShortageForm",
    "choices_of",
    "composition_form",
    "day_of",
    "founding_form",
    "name_of",
]

FIELD_OF = {
    Refusal.NAME_MISSING: "name",
    Refusal.SERVICE_MISSING: "services",
    Refusal.ONE_SERVICE_ONLY: "services",
    Refusal.SEVERAL_SERVICES_NEEDED: "services",
    Refusal.SERVICES_IN_USE: "services",
    Refusal.CARRIER_NOT_COVERED: "carrier",
    Refusal.SENT_BEFORE_FOUNDED: "sent_on",
    Refusal.SENT_IN_THE_FUTURE: "sent_on",
    Refusal.PROCEDURE_BEFORE_FOUNDED: "procedure_on",
    Refusal.PROCEDURE_IN_THE_FUTURE: "procedure_on",
    Refusal.FOUNDED_AFTER_TERMS: "founded_on",
    Refusal.TERM_LENGTH_UNREADABLE: "term_months",
    Refusal.BECAUSE_MISSING: "because",
    Refusal.IN_THE_FUTURE: "on",
    Refusal.ENDS_BEFORE_FOUNDED: "on",
    Refusal.END_OUTSIDE_TERM: "on",
    Refusal.PERSON_MISSING: "person",
    Refusal.PERSON_OUTSIDE: "person",
    Refusal.ALREADY_SITS: "person",
    Refusal.PERSON_NOT_THERE: "since",
    Refusal.SINCE_BEFORE_FOUNDED: "since",
    Refusal.UNTIL_BEFORE_SINCE: "until",
    Refusal.NOTHING_TO_EXTEND: "until",
}
"""Beside which field a refusal stands."""

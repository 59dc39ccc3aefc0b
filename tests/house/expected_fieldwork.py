"""Who prints and types sheets, and counts who did not answer: written by hand as its neighbours."""

from participation.foundation.permissions import PUBLIC, Permission as P  # noqa: N817

FIELDWORK: dict[str, str | P] = {
    "fieldwork.again": P.SURVEY_FIELDWORK,
    "fieldwork.index": P.SURVEY_FIELDWORK,
    "fieldwork.keep": P.SURVEY_FIELDWORK,
    "fieldwork.keep_scan": P.SURVEY_FIELDWORK,
    "fieldwork.keep_scans": P.SURVEY_FIELDWORK,
    "fieldwork.outcomes": P.SURVEY_FIELDWORK,
    "fieldwork.read_scans": P.SURVEY_FIELDWORK,
    "fieldwork.sample": P.SURVEY_FIELDWORK,
    "fieldwork.scan": P.SURVEY_FIELDWORK,
    "fieldwork.scan_picture": P.SURVEY_FIELDWORK,
    "fieldwork.scans": P.SURVEY_FIELDWORK,
    "fieldwork.set_scan_aside": P.SURVEY_FIELDWORK,
    "fieldwork.settle": P.SURVEY_FIELDWORK,
    "fieldwork.settle_scan": P.SURVEY_FIELDWORK,
    "fieldwork.sheet": P.SURVEY_FIELDWORK,
    "fieldwork.show": P.SURVEY_FIELDWORK,
    "fieldwork.slips": P.SURVEY_FIELDWORK,
    "fieldwork.typing": P.SURVEY_FIELDWORK,
    "invitations.door": PUBLIC,
    "invitations.messages": P.SURVEY_FIELDWORK,
    "invitations.send": P.SURVEY_FIELDWORK,
    "surveys.held": P.KIOSK_USE,
}
"""Facilitators and quality managers: a pile of sheets shows what each person wrote."""

"""The words of rolls and candidacies, and why a deed before the vote is refused."""

from enum import StrEnum


class CandidacyState(StrEnum):
    """Where a candidacy stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """Not eligible: the reason is written and told to her."""
    WITHDRAWN = "withdrawn"


class LotsFor(StrEnum):
    """What lots are drawn for before a vote."""

    ORDER = "order"
    """The numbers of the candidates on ballots and posters."""
    VOLUNTEERS = "volunteers"
    """Who of the volunteers sits, where candidates are too few."""


class Refusal(StrEnum):
    """Why a deed before the vote was refused."""

    WRONG_STAGE = "election-wrong-stage"
    NO_COLLEGE = "election-no-college"
    ALREADY_RUNNING = "election-already-running"
    DATES_OUT_OF_ORDER = "election-dates-out-of-order"
    DATE_IS_HISTORY = "election-date-is-history"
    SEATS_MISSING = "election-seats-missing"
    BECAUSE_MISSING = "election-because-missing"
    PERSON_MISSING = "election-person-missing"
    PERSON_OUTSIDE = "election-person-outside"
    SERVICES_UNSEEN = "election-services-unseen"
    ON_ROLL_ALREADY = "on-roll-already"
    HAS_VOTED = "election-has-voted"
    ROLL_MISSING = "roll-missing"
    NOTHING_ASKED = "objection-asks-nothing"
    OBJECTIONS_OVER = "objections-over"
    OBJECTIONS_WAIT = "objections-wait"
    DECIDED_ALREADY = "objection-decided-already"
    CANDIDACIES_OVER = "candidacies-over"
    CANDIDACIES_RUN = "candidacies-still-run"
    CANDIDACIES_WAIT = "candidacies-wait"
    NO_CANDIDATE = "no-candidate"
    AGREEMENT_MISSING = "agreement-missing"
    STANDS_ALREADY = "stands-already"
    STANDS_NO_LONGER = "stands-no-longer"
    NOT_ELIGIBLE = "not-eligible"
    PHOTO_UNREADABLE = "photo-unreadable"
    PHOTO_TOO_HEAVY = "photo-too-heavy"
    VOICE_UNREADABLE = "voice-unreadable"
    STATEMENT_TOO_LONG = "statement-too-long"
    NO_TIME_TO_EXTEND = "no-time-to-extend"
    WAY_CLOSED = "way-closed"
    VOLUNTEERS_MISSING = "volunteers-missing"
    NUMBERS_UNREADABLE = "numbers-unreadable"
    SETTLED_ALREADY = "contest-settled-already"
    MERGE_DIFFERS = "merge-differs"
    TOO_FEW_FOR_SEALED = "too-few-for-sealed"
    PAPER_ONLY = "paper-only"

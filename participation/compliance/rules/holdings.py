"""Where every table of the database belongs: one purpose each, by hand, and a test counts them."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from participation.foundation.permissions import Permission as P  # noqa: N817 - read at a glance
from participation.foundation.retention import PERIODS, Kept as K  # noqa: N817

from .purposes import Holding, Link, People as W, Purpose, Stay

ANYBODY = (W.RESIDENTS, W.RELATIVES, W.STAFF, W.PEER_HELPERS)
RESIDENTS, STAFF, HELPERS, ELECTED = (W.RESIDENTS,), (W.STAFF,), (W.PEER_HELPERS,), (W.ELECTED,)


def _to(*permissions: P) -> frozenset[P]:
    return frozenset(permissions)


ACCOUNTS = (
    Holding(
        "records", Purpose.ACCOUNTS, ("user_account", "membership"), ANYBODY,
        Link.RECORD, Stay.TIMED, _to(P.PEOPLE_READ, P.PEOPLE_MANAGE), (K.PERSON,), is_own=True,
    ),
    Holding(
        "ways-in", Purpose.ACCOUNTS, ("access_card", "passkey", "recovery_code"), ANYBODY,
        Link.RECORD, Stay.RECORD, _to(P.CARD_ISSUE, P.PEOPLE_MANAGE), is_own=True,
    ),
    Holding(
        "sessions", Purpose.ACCOUNTS,
        ("sign_in_session", "sign_in_link", "opening_code", "known_device"), ANYBODY,
        Link.RECORD, Stay.TIMED, is_own=True,
        kept=(
            K.SCREEN_SESSION, K.RESIDENT_SESSION, K.STAFF_SESSION, K.HALF_OPEN_SESSION,
            K.OPENING_CODE, K.SIGN_IN_LINK, K.INVITATION, K.DEVICE,
        ),
    ),
    Holding(
        "list-drafts", Purpose.ACCOUNTS, ("import_draft",), ANYBODY,
        Link.RECORD, Stay.TIMED, _to(P.PEOPLE_IMPORT), (K.LIST_DRAFT,),
    ),
    Holding(
        "directory-links", Purpose.ACCOUNTS, ("directory_identity",), (W.STAFF, W.PEER_HELPERS),
        Link.RECORD, Stay.RECORD, _to(P.ORGANISATION_MANAGE), is_own=True,
    ),
    Holding("directory-rules", Purpose.ACCOUNTS, ("directory_rule",), (), Link.NONE, Stay.USE,
            _to(P.ORGANISATION_MANAGE)),
)  # fmt: skip
HOUSE = (
    Holding(
        "places", Purpose.HOUSE, ("organisation", "pole", "service", "site"), (),
        Link.NONE, Stay.USE, _to(P.ORGANISATION_READ, P.ORGANISATION_MANAGE),
    ),
    Holding(
        "dated-facts", Purpose.HOUSE, ("milestone",), (),
        Link.NONE, Stay.USE, _to(P.COUNCIL_MANAGE),
    ),
    Holding(
        "own-facts", Purpose.HOUSE, ("association_fact",), STAFF,
        Link.WRITTEN, Stay.USE, _to(P.TRUST_READ, P.TRUST_MANAGE),
    ),
)  # fmt: skip
COUNCILS = (
    Holding(
        "councils", Purpose.COUNCILS, (
            "council", "council_service", "college", "seat", "activity_report", "evidence_line",
            "event",
        ), (), Link.NONE, Stay.USE,
        _to(P.COUNCIL_READ, P.COUNCIL_MANAGE, P.EVIDENCE_MANAGE, P.WORDS_TRANSLATE),
    ),
    Holding(
        "mandates", Purpose.COUNCILS,
        (
            "council_term", "council_office", "seat_offer", "office_hour", "mandate_support",
            "mandate_training", "meeting_request_asker",
        ),
        ELECTED, Link.RECORD, Stay.RECORD, _to(P.COUNCIL_READ, P.COUNCIL_MANAGE),
    ),
    Holding(
        "own-notes", Purpose.COUNCILS, ("mandate_note",), ELECTED,
        Link.RECORD, Stay.RECORD, is_own=True,
    ),
    Holding(
        "shown-work", Purpose.COUNCILS, ("directory_card", "work"), (W.ELECTED, W.RESIDENTS),
        Link.RECORD, Stay.RECORD, _to(P.COUNCIL_READ, P.COUNCIL_MANAGE), is_own=True,
    ),
    Holding(
        "meetings", Purpose.COUNCILS,
        ("meeting", "meeting_decision", "meeting_file", "meeting_request", "meeting_translation"),
        (), Link.NONE, Stay.USE, _to(P.COUNCIL_READ, P.COUNCIL_MANAGE, P.WORDS_TRANSLATE),
    ),
    Holding(
        "agendas", Purpose.COUNCILS,
        ("agenda_item", "meeting_minutes", "meeting_spoken_section"), (W.ELECTED, W.STAFF),
        Link.WRITTEN, Stay.USE, _to(P.COUNCIL_READ, P.COUNCIL_MANAGE, P.WORDS_TRANSLATE),
    ),
    Holding(
        "presences", Purpose.COUNCILS, ("meeting_invitation", "meeting_presence"),
        (W.ELECTED, W.STAFF, W.OUTSIDE), Link.RECORD, Stay.RECORD, _to(P.COUNCIL_MANAGE),
    ),
    Holding(
        "assessments", Purpose.COUNCILS, ("meeting_assessment",), ELECTED,
        Link.NONE, Stay.NAMELESS, _to(P.COUNCIL_MANAGE),
    ),
)  # fmt: skip
ELECTIONS = (
    Holding(
        "elections", Purpose.ELECTIONS,
        (
            "election", "contest", "contest_count", "assisted_votes", "election_lots", "tie_draw",
            "vote_observation", "voting_screen",
        ),
        (), Link.NONE, Stay.USE, _to(P.COUNCIL_READ, P.COUNCIL_MANAGE),
    ),
    Holding(
        "rolls", Purpose.ELECTIONS, ("roll_entry", "roll_objection", "postal_vote"), ANYBODY,
        Link.RECORD, Stay.RECORD, _to(P.COUNCIL_MANAGE),
    ),
    Holding(
        "candidates", Purpose.ELECTIONS,
        (
            "candidacy", "contest_tally", "election_result", "election_renunciation",
            "election_volunteer",
        ),
        (W.CANDIDATES, W.ELECTED), Link.RECORD, Stay.RECORD,
        _to(P.COUNCIL_READ, P.COUNCIL_MANAGE), (K.CANDIDATE,),
    ),
    Holding(
        "bureaux", Purpose.ELECTIONS, ("bureau_member", "count_reading"), (W.RESIDENTS, W.STAFF),
        Link.RECORD, Stay.RECORD, _to(P.COUNCIL_MANAGE),
    ),
    Holding(
        "bureau-words", Purpose.ELECTIONS, ("trustee", "vote_incident", "election_challenge"),
        (W.RESIDENTS, W.STAFF), Link.WRITTEN, Stay.USE, _to(P.COUNCIL_MANAGE),
    ),
    Holding(
        "ballots", Purpose.ELECTIONS, ("urn", "slot"), RESIDENTS,
        Link.NONE, Stay.TIMED, kept=(K.BALLOT,),
    ),
    Holding(
        "archives", Purpose.ELECTIONS,
        ("sealed_vote", "vote_card", "chained_ballot", "witness_ballot"), RESIDENTS,
        Link.NONE, Stay.NAMELESS, _to(P.COUNCIL_MANAGE),
    ),
)  # fmt: skip
SURVEYS = (
    Holding(
        "forms", Purpose.SURVEYS,
        (
            "bank_question", "questionnaire_version", "questionnaire_text",
            "questionnaire_picture", "campaign", "survey", "codebook", "codebook_theme",
        ),
        (), Link.NONE, Stay.USE,
        _to(P.QUESTIONNAIRE_MANAGE, P.SURVEY_MANAGE, P.SURVEY_FIELDWORK),
    ),
    Holding(
        "answers", Purpose.SURVEYS,
        (
            "response", "answer", "response_count", "answer_count", "chooser_count",
            "trait_count", "survey_tally",
        ),
        ANYBODY, Link.NONE, Stay.NAMELESS, _to(P.SURVEY_RESULTS, P.SURVEY_EXPORT),
    ),
    Holding(
        "comments", Purpose.SURVEYS, ("comment", "comment_code", "quotation"), ANYBODY,
        Link.NONE, Stay.NAMELESS, _to(P.COMMENT_REVIEW), (K.COMMENT_SOUND,),
    ),
    Holding(
        "readings", Purpose.SURVEYS, ("comment_reading",), STAFF,
        Link.WRITTEN, Stay.USE, _to(P.COMMENT_REVIEW),
    ),
    Holding(
        "wishes", Purpose.MESSAGES, ("writing_consent",), RESIDENTS,
        Link.RECORD, Stay.RECORD, _to(P.CARD_ISSUE, P.SURVEY_FIELDWORK), is_own=True,
    ),
    Holding(
        "calls-to-answer", Purpose.SURVEYS, ("survey_call", "survey_screen"), (),
        Link.NONE, Stay.USE, _to(P.SURVEY_FIELDWORK, P.SURVEY_MANAGE),
    ),
    Holding(
        "unsent-voices", Purpose.SURVEYS, ("pending_voice",), ANYBODY,
        Link.MARK, Stay.TIMED, kept=(K.UNSENT_VOICE,), is_own=True,
    ),
)  # fmt: skip
VOICES = (
    Holding(
        "alerts", Purpose.VOICES, ("alert",), (W.OUTSIDE,),
        Link.NONE, Stay.TIMED, _to(P.VOICE_REVIEW), (K.ALERT,),
    ),
    Holding(
        "voices", Purpose.VOICES, ("voice",), RESIDENTS,
        Link.RECORD, Stay.NAMELESS, _to(P.VOICE_REVIEW), (K.READ_VOICE, K.UNREAD_VOICE),
    ),
    Holding(
        "topics", Purpose.VOICES, ("topic", "topic_step", "orientation"), RESIDENTS, Link.NONE,
        Stay.USE, _to(P.COUNCIL_READ, P.COUNCIL_MANAGE, P.VOICE_REVIEW, P.WORDS_TRANSLATE),
    ),
    Holding("supports", Purpose.VOICES, ("topic_support",), RESIDENTS, Link.MARK, Stay.USE),
    Holding(
        "follow-ups", Purpose.VOICES, ("follow_up",), STAFF,
        Link.WRITTEN, Stay.USE, _to(P.FOLLOWUP_READ, P.FOLLOWUP_MANAGE, P.WORDS_TRANSLATE),
    ),
    Holding(
        "contacts", Purpose.VOICES, ("contact",), (W.OUTSIDE,),
        Link.WRITTEN, Stay.USE, _to(P.COUNCIL_READ, P.VOICE_REVIEW),
    ),
)  # fmt: skip
PEERS = (
    Holding(
        "helpers", Purpose.PEERS,
        (
            "helper", "helper_language", "helper_topic", "helper_service", "helper_qualification",
        ),
        HELPERS, Link.RECORD, Stay.RECORD, _to(P.PEER_MEET, P.PEER_MANAGE), is_own=True,
    ),
    Holding(
        "helper-times", Purpose.PEERS,
        (
            "helper_weekly_time", "helper_absence", "helper_calendar", "helper_busy_time",
            "calendar_feed", "slot_helper", "swap_offer",
        ),
        HELPERS, Link.RECORD, Stay.RECORD, _to(P.PEER_MANAGE),
        (K.BUSY_TIME, K.ABSENCE, K.CLOSED_FEED), is_own=True,
    ),
    Holding(
        "feelings", Purpose.PEERS, ("helper_debrief",), HELPERS,
        Link.RECORD, Stay.TIMED, kept=(K.FEELING,), is_own=True,
    ),
    Holding(
        "bookings", Purpose.PEERS, ("booking", "help_request"), RESIDENTS,
        Link.RECORD, Stay.NAMELESS, _to(P.PEER_HELP, P.PEER_MANAGE),
        (K.BOOKING_CONTACT, K.BOOKING), is_own=True,
    ),
    Holding(
        "taken-times", Purpose.PEERS, ("reservation",), (W.RESIDENTS, W.PEER_HELPERS),
        Link.WRITTEN, Stay.TIMED, _to(P.PEER_MANAGE), (K.TAKEN_TIME,),
    ),
    Holding(
        "rosters", Purpose.PEERS, ("roster", "roster_service"), HELPERS,
        Link.WRITTEN, Stay.USE, _to(P.PEER_MANAGE),
    ),
    Holding(
        "slots", Purpose.PEERS, ("peer_slot", "slot_series", "meeting_room"),
        (), Link.NONE, Stay.USE, _to(P.PEER_HELP, P.PEER_MANAGE, P.PEER_FIGURES),
    ),
)  # fmt: skip
REST = (
    Holding(
        "messages", Purpose.MESSAGES, ("message",), ANYBODY,
        Link.WRITTEN, Stay.TIMED, _to(P.PEOPLE_READ), (K.SENT_MESSAGE, K.DEAD_MESSAGE),
    ),
    Holding(
        "films", Purpose.SCREENS, ("signed_film",), (W.STAFF, W.PEER_HELPERS),
        Link.NONE, Stay.USE, _to(P.RECORDING_MANAGE),
    ),
    Holding(
        "recordings", Purpose.SCREENS, ("recording",), (W.STAFF, W.PEER_HELPERS),
        Link.NONE, Stay.USE, _to(P.RECORDING_MANAGE),
    ),
    Holding("screens", Purpose.SCREENS, ("pairing",), (), Link.NONE, Stay.USE, _to(P.KIOSK_PAIR)),
    Holding(
        "calls", Purpose.SCREENS, ("help_call",), RESIDENTS,
        Link.NONE, Stay.TIMED, _to(P.KIOSK_PAIR), (K.CALL,),
    ),
    Holding(
        "journal", Purpose.SECURITY, ("audit_entry",), ANYBODY,
        Link.WRITTEN, Stay.TIMED, _to(P.AUDIT_READ), (K.JOURNAL,),
    ),
    Holding(
        "traces", Purpose.SECURITY, ("attempt", "once"), ANYBODY,
        Link.MARK, Stay.TIMED, kept=(K.TRY, K.FORM_KEY),
    ),
    Holding(
        "incidents", Purpose.SECURITY, ("data_incident",), STAFF,
        Link.WRITTEN, Stay.USE, _to(P.TRUST_READ, P.TRUST_MANAGE),
    ),
    Holding("copies", Purpose.SECURITY, (), ANYBODY, Link.RECORD, Stay.TIMED, kept=(K.COPY,)),
)  # fmt: skip
HOLDINGS: Sequence[Holding] = (
    *ACCOUNTS, *HOUSE, *COUNCILS, *ELECTIONS, *SURVEYS, *VOICES, *PEERS, *REST,
)  # fmt: skip


def of_purpose(purpose: Purpose) -> tuple[Holding, ...]:
    """Give what is kept for a purpose."""
    return tuple(one for one in HOLDINGS if one.purpose is purpose)


def misplaced(tables: Iterable[str]) -> Mapping[str, int]:
    """Give the tables that do not stand in exactly one holding, with how often they do."""
    placed = [table for one in HOLDINGS for table in one.tables]
    names = {*placed, *tables}
    known = set(tables)
    return MappingProxyType(
        {name: placed.count(name) for name in names if placed.count(name) != 1 or name not in known}
    )


def untold() -> frozenset[K]:
    """Give the periods of the worker that no holding tells of."""
    return frozenset(PERIODS) - {each for one in HOLDINGS for each in one.kept}

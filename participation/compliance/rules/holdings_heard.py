"""Where the tables of surveys, of what is said to councils and of peer help belong."""

from participation.foundation.permissions import Permission as P  # noqa: N817 - read at a glance
from participation.foundation.retention import Kept as K  # noqa: N817

from .purposes import (
    ANYBODY,
    HELPERS,
    RESIDENTS,
    STAFF,
    Holding,
    Link,
    People as W,
    Purpose,
    Stay,
    readers as _to,
)

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
        "scanned-sheets", Purpose.SURVEYS, ("scanned_sheet",), ANYBODY,
        Link.NONE, Stay.TIMED, _to(P.SURVEY_FIELDWORK), (K.SCANNED_SHEET,),
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

"""Where every table of the database belongs: one purpose each, by hand, and a test counts them."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from participation.foundation.permissions import Permission as P  # noqa: N817 - read at a glance
from participation.foundation.retention import PERIODS, Kept as K  # noqa: N817

from .holdings_heard import PEERS, SURVEYS, VOICES
from .purposes import (
    ANYBODY,
    ELECTED,
    RESIDENTS,
    STAFF,
    Holding,
    Link,
    People as W,
    Purpose,
    Stay,
    readers as _to,
)

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

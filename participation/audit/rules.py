"""The seal of an entry, the verification of a chain, and the names of deeds."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """A deed worth keeping, in the past tense; facts never hold a choice, an answer or a secret."""

    ORGANISATION_FOUNDED = "organisation.founded"
    ORGANISATION_CHANGED = "organisation.changed"
    POLE_CREATED = "pole.created"
    POLE_CHANGED = "pole.changed"
    SERVICE_CREATED = "service.created"
    SERVICE_CHANGED = "service.changed"
    SITE_CREATED = "site.created"
    SITE_CHANGED = "site.changed"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PEOPLE_IMPORTED = "people.imported"
    PERSON_ERASED = "person.erased"
    PERSON_EXPORTED = "person.exported"
    ROLE_GIVEN = "role.given"
    ROLE_ENDED = "role.ended"
    SIGNED_IN = "signed.in"
    SIGNED_OUT = "signed.out"
    PASSWORD_SET = "password.set"  # noqa: S105 - a deed, not a password
    SECOND_FACTOR_SET = "second-factor.set"
    RECOVERY_CODES_MADE = "recovery-codes.made"
    PASSKEY_ADDED = "passkey.added"
    PICTURE_PIN_SET = "picture-pin.set"
    PHONE_LINK_SENT = "phone-link.sent"
    CARD_ISSUED = "card.issued"
    CARD_REVOKED = "card.revoked"
    SESSION_OPENED_FOR = "session.opened-for"
    KIOSK_PAIRED = "kiosk.paired"
    KIOSK_REVOKED = "kiosk.revoked"
    HELP_CALLED = "help.called"
    HELP_ANSWERED = "help.answered"
    RECORDING_ADDED = "recording.added"
    RECORDING_APPROVED = "recording.approved"
    RECORDING_REMOVED = "recording.removed"
    MESSAGE_QUEUED = "message.queued"
    QUESTIONNAIRE_IMPORTED = "questionnaire.imported"
    QUESTIONNAIRE_TRANSLATED = "questionnaire.translated"
    QUESTIONNAIRE_ILLUSTRATED = "questionnaire.illustrated"
    CAMPAIGN_CREATED = "campaign.created"
    CAMPAIGN_CHANGED = "campaign.changed"
    SURVEY_OPENED = "survey.opened"
    SURVEY_CLOSED = "survey.closed"
    SURVEY_PUBLISHED = "survey.published"
    RESULTS_EXPORTED = "results.exported"
    COMMENT_REVIEWED = "comment.reviewed"
    COUNCIL_FOUNDED = "council.founded"
    COUNCIL_CHANGED = "council.changed"
    COUNCIL_ENDED = "council.ended"
    COMPOSITION_SET = "composition.set"
    MEMBER_APPOINTED = "member.appointed"
    MEMBER_RESIGNED = "member.resigned"
    TERM_ENDED = "term.ended"
    SUBSTITUTE_SEATED = "substitute.seated"
    SHORTAGE_RECORDED = "shortage.recorded"
    TERMS_EXTENDED = "terms.extended"
    OFFICE_GIVEN = "office.given"
    SEAT_OFFERED = "seat.offered"
    SEAT_OFFER_ANSWERED = "seat-offer.answered"
    OFFICE_HOUR_SET = "office-hour.set"
    OFFICE_HOUR_REMOVED = "office-hour.removed"
    TRAINING_WISHED = "training.wished"
    TRAINING_NOTED = "training.noted"
    SUPPORT_ASKED = "support.asked"
    SUPPORT_SETTLED = "support.settled"
    DIRECTORY_JOINED = "directory.joined"
    DIRECTORY_LEFT = "directory.left"
    WORK_BROUGHT = "work.brought"
    WORK_SHOWN = "work.shown"
    WORK_WITHDRAWN = "work.withdrawn"
    ACTIVITY_REPORT_WRITTEN = "activity-report.written"
    EVIDENCE_MAP_CHANGED = "evidence-map.changed"
    EVIDENCE_EXPORTED = "evidence.exported"
    CEREMONY_BEGUN = "ceremony.begun"
    CERTIFICATE_GIVEN = "certificate.given"
    SHARES_DEALT = "shares.dealt"
    KEY_MADE = "key.made"
    KEY_PROVED = "key.proved"
    CARDS_PUBLISHED = "cards.published"
    VOTE_CARD_REVOKED = "vote-card.revoked"
    WITNESS_OPENED = "witness.opened"
    URN_OPENED = "urn.opened"
    URN_SUSPENDED = "urn.suspended"
    URN_RESUMED = "urn.resumed"
    URN_CLOSED = "urn.closed"
    TALLY_FIXED = "tally.fixed"
    TALLY_DECRYPTED = "tally.decrypted"
    KEYS_DESTROYED = "keys.destroyed"
    BUREAU_NAMED = "bureau.named"
    BUREAU_LEFT = "bureau.left"
    VOTE_OPENED = "vote.opened"
    VOTE_SUSPENDED = "vote.suspended"
    VOTE_RESUMED = "vote.resumed"
    VOTE_CLOSED = "vote.closed"
    VOTE_OBSERVED = "vote.observed"
    INCIDENT_WRITTEN = "incident.written"
    POSTAL_VOTE_ASKED = "postal-vote.asked"
    ENVELOPES_OPENED = "envelopes.opened"
    COUNT_READ = "count.read"
    TIE_SETTLED = "tie.settled"
    RESULT_DECLARED = "result.declared"
    SEAT_RENOUNCED = "seat.renounced"
    CHALLENGE_RECEIVED = "challenge.received"
    CHALLENGE_DECIDED = "challenge.decided"
    ELECTION_PROCLAIMED = "election.proclaimed"
    SITTING_ELECTION_CALLED = "sitting-election.called"
    ELECTION_PREPARED = "election.prepared"
    ELECTION_DATES_CHANGED = "election.dates-changed"
    ELECTION_ANNULLED = "election.annulled"
    CALL_OPENED = "call.opened"
    ROLL_BUILT = "roll.built"
    ROLL_CORRECTED = "roll.corrected"
    OBJECTION_MADE = "objection.made"
    OBJECTION_DECIDED = "objection.decided"
    CANDIDACY_RECEIVED = "candidacy.received"
    CANDIDACY_CHANGED = "candidacy.changed"
    CANDIDACY_EXAMINED = "candidacy.examined"
    CANDIDACY_WITHDRAWN = "candidacy.withdrawn"
    CANDIDACIES_EXTENDED = "candidacies.extended"
    CONTEST_CHANGED = "contest.changed"
    CONTESTS_MERGED = "contests.merged"
    CONTEST_LEFT_EMPTY = "contest.left-empty"
    VOLUNTEER_RECEIVED = "volunteer.received"
    VOLUNTEERS_DESIGNATED = "volunteers.designated"
    VOLUNTEERS_DRAWN = "volunteers.drawn"
    LIST_SETTLED = "list.settled"
    VOICE_READ = "voice.read"
    VOICE_ERASED = "voice.erased"
    TOPIC_CHANGED = "topic.changed"
    TOPIC_KEPT = "topic.kept"
    TOPIC_NOT_KEPT = "topic.not-kept"
    TOPIC_PLACED = "topic.placed"
    TOPIC_UNPLACED = "topic.unplaced"
    TOPIC_ANSWERED = "topic.answered"
    TOPICS_MERGED = "topics.merged"
    CONTACT_WRITTEN = "contact.written"
    CONTACT_REMOVED = "contact.removed"
    MEETING_PLANNED = "meeting.planned"
    MEETING_CHANGED = "meeting.changed"
    MEETING_CANCELLED = "meeting.cancelled"
    AGENDA_CHANGED = "agenda.changed"
    MEETING_FILE_ADDED = "meeting-file.added"
    MEETING_FILE_REMOVED = "meeting-file.removed"
    MEETING_CALLED = "meeting.called"
    MEETING_OPENED = "meeting.opened"
    MEETING_MOVED_ON = "meeting.moved-on"
    MEETING_CLOSED = "meeting.closed"
    PRESENCE_NOTED = "presence.noted"
    SECRETARY_NAMED = "secretary.named"
    MEETING_DECIDED = "meeting.decided"
    MINUTES_WRITTEN = "minutes.written"
    MINUTES_SIGNED = "minutes.signed"
    MINUTES_CORRECTED = "minutes.corrected"
    MINUTES_ADOPTED = "minutes.adopted"
    MINUTES_SENT = "minutes.sent"
    MINUTES_PUBLISHED = "minutes.published"
    FOLLOW_UP_OPENED = "follow-up.opened"
    FOLLOW_UP_CHANGED = "follow-up.changed"
    MILESTONE_RECORDED = "milestone.recorded"
    MILESTONE_CHANGED = "milestone.changed"
    MILESTONE_REMOVED = "milestone.removed"
    PEER_ADDED = "peer.added"
    PEER_CHANGED = "peer.changed"
    PEER_PLACED = "peer.placed"
    PEER_UNPLACED = "peer.unplaced"
    PEER_TIMES_CHANGED = "peer.times-changed"
    PEER_ANSWERED = "peer.answered"
    COVER_ASKED = "cover.asked"
    COVER_FOUND = "cover.found"
    COVER_WITHDRAWN = "cover.withdrawn"
    PEER_PRESENCE_NOTED = "peer.presence-noted"
    HOURS_CERTIFIED = "hours.certified"
    CALENDAR_LINKED = "calendar.linked"
    CALENDAR_UNLINKED = "calendar.unlinked"
    FEED_OPENED = "feed.opened"
    FEED_CLOSED = "feed.closed"
    RETENTION_APPLIED = "retention.applied"
    SCOPE_WIDENED = "scope.widened"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal covers; `at` is ISO 8601 in UTC, `facts` canonical JSON."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    facts: str
    digest: str


def seal(previous: str, entry: Sealed) -> str:
    """Give the SHA-256 seal (hexadecimal) of an entry, bound to the one before it."""
    parts = (
        previous,
        str(entry.number),
        entry.at,
        entry.actor,
        entry.action,
        entry.subject,
        entry.facts,
    )
    lengths = "".join(f"{len(part.encode())}:{part}" for part in parts)
    return hashlib.sha256(lengths.encode()).hexdigest()


def first_broken(entries: Iterable[Sealed], *, start: str = "") -> int | None:
    """Give the number of the first entry that was changed, moved or removed; None when all hold."""
    previous, expected = start, None
    for entry in entries:
        if expected is not None and entry.number != expected:
            return expected
        if seal(previous, entry) != entry.digest:
            return entry.number
        previous, expected = entry.digest, entry.number + 1
    return None

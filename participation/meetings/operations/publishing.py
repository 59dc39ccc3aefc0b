"""What becomes of signed minutes: adopted at the next session, sent on, told to residents."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.meetings import queries
from participation.meetings.models import Meeting, Minutes
from participation.meetings.rules.kinds import Stage, Writing
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.writing import (
    LONGEST,
    Section,
    Version,
    why_not_adopted,
    why_not_sent_on,
)

from .holding import KEEPER, Hand, hold_meeting, today
from .speaking import forget_speech
from .telling import tell_topics


class SentTo(StrEnum):
    """Who receives adopted minutes (D311-20)."""

    MANAGER = "manager"
    AUTHORITY = "authority"


def _version_of(act: Act, minutes: Minutes) -> Version:
    """Give the days of a version as the rules read them."""
    meeting = queries.get_meeting(act.session, minutes.meeting_id)
    return Version(queries.day_of(meeting), minutes.signed_on, minutes.adopted_on)


@journaled(Action.MINUTES_ADOPTED)
def adopt_minutes(act: Act, minutes: Minutes, session: Meeting, *, hand: Hand = KEEPER) -> Minutes:
    """Adopt signed minutes at a later session of the same council, while it is held (D311-20)."""
    hold_meeting(act, session, Stage.OPEN, hand=hand)
    act.session.refresh(minutes)
    earlier = queries.get_meeting(act.session, minutes.meeting_id)
    if earlier.council_id != session.council_id:
        raise Refused(Refusal.OTHER_COUNCIL)
    day = queries.day_of(session)
    if reason := why_not_adopted(_version_of(act, minutes), day):
        raise Refused(reason)
    minutes.state, minutes.adopted_on, minutes.adopted_in_id = Writing.ADOPTED, day, session.id
    forget_speech(act, minutes)
    return minutes


@journaled(Action.MINUTES_SENT)
def send_minutes(act: Act, minutes: Minutes, *, to: SentTo, on: dt.date) -> Minutes:
    """Note when adopted minutes were sent to the manager's body or to the authority (D311-20).

    Refuses what was not adopted, and a day before the adoption or to come.
    """
    meeting = queries.get_meeting(act.session, minutes.meeting_id)
    hold_meeting(act, meeting, Stage.CLOSED)
    if reason := why_not_sent_on(_version_of(act, minutes), on, today(act)):
        raise Refused(reason)
    if to is SentTo.MANAGER:
        minutes.sent_to_manager_on = on
    else:
        minutes.sent_to_authority_on = on
    return minutes


@journaled(Action.MINUTES_PUBLISHED)
def publish_minutes(
    act: Act, minutes: Minutes, sections: Sequence[Section], *, was_read: bool
) -> Minutes:
    """Tell residents what was said: the words given here, and no others.

    Refuses a draft, no words, and words that nobody says to have read for the names of people who
    are no members (D311-28, R39): the machine only proposes, a person answers for it.
    """
    meeting = queries.get_meeting(act.session, minutes.meeting_id)
    hold_meeting(act, meeting, Stage.CLOSED)
    if minutes.state is Writing.DRAFT:
        raise Refused(Refusal.NOT_SIGNED)
    if not was_read:
        raise Refused(Refusal.NOT_READ)
    told = [
        Section(one.title[:160], one.words.strip()[:LONGEST], one.easy.strip()[:LONGEST]).plain()
        for one in sections
        if one.told.strip()
    ]
    if not told:
        raise Refused(Refusal.EMPTY_MINUTES)
    minutes.told, minutes.published_on = told, today(act)
    act.session.flush()
    tell_topics(act, meeting)
    return minutes

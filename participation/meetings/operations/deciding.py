"""Voting an opinion or a proposal, and asking for its answer."""

from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils.queries import law_on
from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import State, answer_due
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized
from participation.meetings import queries
from participation.meetings.models import AgendaItem, Decision, Meeting
from participation.meetings.queries.topics import everywhere, find_topic
from participation.meetings.rules.kinds import ItemState, Method, Motion, Outcome, Stage
from participation.meetings.rules.quorum import Votes, outcome_of
from participation.meetings.rules.refusals import Refusal

from .holding import KEEPER, Hand, hold_meeting, one_line
from .topics import owe_answer

ANSWER = "answer-days"
OWNER = "la direction"


@dataclass(frozen=True, slots=True)
class VoteSheet:
    """What was voted, how, and the votes as they were counted."""

    words: str
    motion: Motion
    votes: Votes
    method: Method = Method.HANDS


@journaled(Action.MEETING_DECIDED)
def decide(act: Act, item: AgendaItem, sheet: VoteSheet, *, hand: Hand = KEEPER) -> Decision:
    """Keep a vote with the room as it was, and what it came to (D311-17).

    What is adopted opens a follow-up that asks the director for an answer (D311-29). What cannot
    count for lack of quorum is carried with its point. Refuses no words, nobody voting, and more
    votes than there are in the room: an advisory voice or a guest is never counted (R20).
    """
    meeting = queries.get_meeting(act.session, item.meeting_id)
    hold_meeting(act, meeting, Stage.OPEN, hand=hand)
    words = one_line(act, sheet.words, 600)
    council, room = queries.see_room(act.session, meeting)
    _refuse(words, sheet.votes.cast, room.present)
    base = council.council.quorum_base
    row = Decision(
        meeting_id=meeting.id,
        item_id=item.id,
        motion=sheet.motion,
        method=sheet.method,
        words=words,
        in_favour=sheet.votes.in_favour,
        against=sheet.votes.against,
        abstained=sheet.votes.abstained,
        represented=room.represented,
        others=room.others,
        members=room.members,
        base=base,
        is_second=item.is_second,
        outcome=outcome_of(room, sheet.votes, base, is_second=item.is_second),
    )
    act.session.add(row)
    if row.outcome is Outcome.CARRIED:
        item.state = ItemState.CARRIED
    if row.outcome is Outcome.ADOPTED:
        _ask_for_answer(act, meeting, item, row)
    return row


def _refuse(words: str, cast: int, present: int) -> None:
    if not words:
        raise Refused(Refusal.WORDS_MISSING)
    if not cast:
        raise Refused(Refusal.NO_VOTE)
    if cast > present:
        raise Refused(Refusal.TOO_MANY_VOTES, cast=cast, present=present)


def _ask_for_answer(act: Act, meeting: Meeting, item: AgendaItem, decision: Decision) -> None:
    """Open the follow-up of what was adopted: of the topic's service, else of the council's.

    It waits for an answer from that day on, and climbs when none comes in the days that were set.
    """
    act.session.flush()
    council = queries.council_of(act.session, meeting)
    day = queries.day_of(meeting)
    asked = FollowUpSheet(
        said=Localized({"fr": decision.words}),
        decided=Localized(),
        owner=OWNER,
        state=State.OPEN,
        pictogram="meeting",
        level=item.level,
        asked_on=day,
        answer_due_on=answer_due(day, law_on(day).number(ANSWER)),
    )
    with everywhere(act.session):
        topic = find_topic(act.session, item.origin)
        place = topic.service_id if topic else council.carrier_id
        row = open_follow_up(act, asked, service_id=place, origin=queries.origin_of(decision))
        act.session.flush()
        owe_answer(act, item, row)
        act.session.flush()
    decision.follow_up_id = row.id

"""Calling a meeting: a message or a paper for everybody who sits, and what they answer."""

from collections.abc import Callable

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from participation.meetings import queries
from participation.meetings.models import Invitation, Meeting
from participation.meetings.rules.kinds import BEFORE, Answer, Stage
from participation.meetings.rules.refusals import Refusal
from participation.notifications.operations import queue
from participation.notifications.rules import Kind

from .holding import hold_meeting, today


@journaled(Action.MEETING_CALLED)
def call_meeting(act: Act, meeting: Meeting, *, link: Callable[[str], str]) -> Meeting:
    """Call everybody who has a seat on the day, each in her language, in one deed with the call.

    `link` gives the address of the meeting's page in a language. The messages name no house and no
    subject. Whoever has no address gets a paper, which the desk prints. Calling again sends the
    changed agenda; the same agenda is never sent twice. Late is never refused: a late meeting is
    better than none, and the desk says what it means. Refuses an agenda without any point.
    """
    hold_meeting(act, meeting, *BEFORE)
    sheet = queries.see_meeting(act.session, meeting)
    if not sheet.agenda:
        raise Refused(Refusal.NO_ITEM)
    known = {one.term_id: one for one in sheet.invitations}
    for person in queries.list_recipients(act.session, sheet):
        row = known.get(person.term.id)
        if row is None:
            row = Invitation(meeting_id=meeting.id, term_id=person.term.id)
            act.session.add(row)
        row.way, row.locale, row.sent_on = person.way, person.locale, today(act)
        if person.address is not None:
            queue(
                act,
                address=person.address,
                kind=Kind.MEETING_CALL,
                dedupe=f"meeting:{to_text(meeting.id)}:{meeting.version}:{person.term.id}",
                link=link(person.locale),
            )
    meeting.stage = Stage.CALLED
    if meeting.called_on is None:
        meeting.called_on = today(act)
    meeting.called_version = meeting.version
    return meeting


@unjournaled("says only whether somebody comes")
def answer_call(act: Act, meeting: Meeting, user_id: int, answer: Answer) -> Invitation:
    """Note whether somebody comes; refuses who was not called, and a meeting that has begun."""
    if meeting.stage is not Stage.CALLED:
        raise Refused(Refusal.WRONG_STAGE)
    sheet = queries.see_meeting(act.session, meeting)
    terms = sheet.terms_of(user_id)
    for row in sheet.invitations:
        if row.term_id in terms:
            row.answer = answer
            return row
    raise Refused(Refusal.NOT_YOURS)

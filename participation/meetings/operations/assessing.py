"""What the room thought of a meeting: three faces, and nothing of whose they are."""

from collections.abc import Mapping
from uuid import UUID

from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.foundation.types import lock_for_transaction
from participation.meetings import queries
from participation.meetings.models import Assessment, Meeting
from participation.meetings.rules.kinds import Stage
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.scores import DAYS_OPEN, HIGHEST, LOWEST, Question

from .holding import today


@unjournaled("an entry would say who was there and when she answered")
def assess(act: Act, meeting: Meeting, key: UUID, scores: Mapping[Question, int]) -> None:
    """Keep three faces under a key of chance; the same key again changes nothing.

    Refuses more answers than there were people in the room, a meeting that ended over thirty days
    ago or has not ended, and a face that does not exist.
    """
    days = (today(act) - queries.day_of(meeting)).days
    if meeting.stage is not Stage.CLOSED or not 0 <= days <= DAYS_OPEN:
        raise Refused(Refusal.TOO_LATE_TO_SAY)
    if any(not LOWEST <= scores.get(each, 0) <= HIGHEST for each in Question):
        raise Refused(Refusal.SCORE_UNREADABLE)
    lock_for_transaction(act.session.connection(), meeting.id)
    if act.session.get(Assessment, (act.organisation_id, key)) is not None:
        return
    said = len(queries.list_assessments(act.session, meeting))
    if said >= len(queries.list_presences(act.session, meeting)):
        raise Refused(Refusal.ALL_HAVE_SAID)
    act.session.add(
        Assessment(
            key=key,
            meeting_id=meeting.id,
            heard=scores[Question.HEARD],
            clear=scores[Question.CLEAR],
            useful=scores[Question.USEFUL],
        )
    )
    act.session.flush()

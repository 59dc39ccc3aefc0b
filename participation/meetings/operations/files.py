"""Files for a meeting: taken in after they were looked at, given up."""

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.meetings import queries
from participation.meetings.adapters.files import read_file
from participation.meetings.models import AgendaItem, Meeting, MeetingFile
from participation.meetings.rules.kinds import BEFORE, Stage
from participation.meetings.rules.refusals import Refusal

from .holding import hold_meeting, one_line, today

MOST_FILES = 20
"""Of one meeting."""


@journaled(Action.MEETING_FILE_ADDED)
def attach(
    act: Act, meeting: Meeting, name: str, content: bytes, *, item: AgendaItem | None = None
) -> MeetingFile:
    """Keep a file under its name, for the meeting or for a point of it.

    Its kind is what its content is found to be, whatever its name says. Refuses what is heavy,
    empty, damaged, unknown, or could run something.
    """
    hold_meeting(act, meeting, *BEFORE, Stage.OPEN)
    if len(queries.list_files(act.session, meeting)) >= MOST_FILES:
        raise Refused(Refusal.TOO_MANY_FILES, most=MOST_FILES)
    read = read_file(content)
    stem = one_line(act, name.replace("/", " ").replace("\\", " "), 100).rpartition(".")
    row = MeetingFile(
        meeting_id=meeting.id,
        item_id=item.id if item else None,
        name=f"{(stem[0] or stem[2] or 'document')[:100]}.{read.kind.value}",
        kind=read.kind,
        size=len(read.content),
        content=read.content,
        added_on=today(act),
    )
    act.session.add(row)
    return row


@journaled(Action.MEETING_FILE_REMOVED)
def detach(act: Act, file: MeetingFile) -> MeetingFile:
    """Remove a file of a meeting that has not ended."""
    meeting = queries.get_meeting(act.session, file.meeting_id)
    hold_meeting(act, meeting, *BEFORE, Stage.OPEN)
    act.session.delete(file)
    return file

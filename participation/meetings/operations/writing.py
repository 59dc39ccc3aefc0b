"""The minutes: drafted, written section by section, signed by the chair, corrected as a version."""

import datetime as dt
from collections.abc import Sequence

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils.rules.kinds import Office
from participation.foundation.act import Act, Refused
from participation.meetings import queries
from participation.meetings.models import Meeting, Minutes
from participation.meetings.rules.attendance import folded
from participation.meetings.rules.kinds import Stage, Writing
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.writing import (
    LONGEST,
    Section,
    mark_of_section,
    read_sections,
    why_not_signed_on,
)

from .holding import KEEPER, Hand, hold_meeting, one_line, today


@journaled(Action.MINUTES_WRITTEN)
def draft_minutes(
    act: Act, meeting: Meeting, sections: Sequence[Section], *, hand: Hand = KEEPER
) -> Minutes:
    """Begin the minutes of a meeting that has ended, from what was recorded in it.

    Gives the draft that is there already, so that two people who begin write the same one.
    """
    hold_meeting(act, meeting, Stage.CLOSED, hand=hand)
    versions = queries.list_minutes(act.session, meeting)
    if versions:
        return versions[-1]
    row = Minutes(meeting_id=meeting.id, number=1, sections=[one.plain() for one in sections])
    act.session.add(row)
    return row


@journaled(Action.MINUTES_WRITTEN)
def write_section(
    act: Act, minutes: Minutes, number: int, section: Section, *, seen: str, hand: Hand = KEEPER
) -> Minutes:
    """Write one section of a draft; `seen` is the mark of the section that the person started from.

    Refuses a version that was signed, and a section that somebody else wrote meanwhile: the page
    then shows both, and nothing is lost.
    """
    meeting = queries.get_meeting(act.session, minutes.meeting_id)
    hold_meeting(act, meeting, Stage.CLOSED, hand=hand)
    act.session.refresh(minutes)
    if minutes.state is not Writing.DRAFT:
        raise Refused(Refusal.MINUTES_SIGNED)
    sections = list(read_sections(minutes.sections))
    if not 0 <= number < len(sections):
        raise Refused(Refusal.EMPTY_MINUTES)
    if mark_of_section(sections[number]) not in {seen, mark_of_section(section)}:
        raise Refused(Refusal.MINUTES_CHANGED)
    sections[number] = Section(
        section.title.strip()[:160] or sections[number].title,
        section.words.strip()[:LONGEST],
        section.easy.strip()[:LONGEST],
    )
    minutes.sections = [one.plain() for one in sections]
    return minutes


@journaled(Action.MINUTES_SIGNED)
def sign_minutes(
    act: Act, minutes: Minutes, *, name: str, on: dt.date, agrees: bool, hand: Hand = KEEPER
) -> Minutes:
    """Sign a draft: the chair types her name and the day (D311-20); nobody writes in it any more.

    Refuses a name that is neither the chair's, her deputy's, nor that of who presided, no
    agreement, and a day before the meeting or to come.
    """
    meeting = queries.get_meeting(act.session, minutes.meeting_id)
    hold_meeting(act, meeting, Stage.CLOSED, hand=hand)
    act.session.refresh(minutes)
    if minutes.state is not Writing.DRAFT:
        raise Refused(Refusal.MINUTES_SIGNED)
    if not any(one.words.strip() for one in read_sections(minutes.sections)):
        raise Refused(Refusal.EMPTY_MINUTES)
    if not agrees:
        raise Refused(Refusal.NOT_AGREED)
    if folded(name) not in _signers(act, meeting):
        raise Refused(Refusal.NOT_THE_CHAIR)
    if reason := why_not_signed_on(queries.day_of(meeting), on, today(act)):
        raise Refused(reason)
    minutes.state, minutes.signed_on = Writing.SIGNED, on
    minutes.signed_by = one_line(act, name, 120)
    return minutes


def _signers(act: Act, meeting: Meeting) -> set[str]:
    sheet = queries.see_meeting(act.session, meeting)
    chairs = (sheet.council.holder_of(office) for office in Office)
    names = {one.holder.name for one in chairs if one}
    names |= {one.name for one in sheet.presences if one.is_chairing}
    return {folded(name) for name in names}


@journaled(Action.MINUTES_CORRECTED)
def correct_minutes(act: Act, minutes: Minutes, *, because: str, hand: Hand = KEEPER) -> Minutes:
    """Begin a new version of what was signed or adopted; the former one is kept as it was.

    Refuses no reason, and gives the draft that is there already.
    """
    meeting = queries.get_meeting(act.session, minutes.meeting_id)
    hold_meeting(act, meeting, Stage.CLOSED, hand=hand)
    last = queries.list_minutes(act.session, meeting)[-1]
    if last.state is Writing.DRAFT:
        return last
    words = one_line(act, because, 200)
    if not words:
        raise Refused(Refusal.BECAUSE_MISSING)
    row = Minutes(
        meeting_id=meeting.id,
        number=last.number + 1,
        sections=list(last.sections),
        because=words,
    )
    act.session.add(row)
    return row

"""What a secretary says instead of writing: kept with the draft, erased once it is adopted."""

from sqlalchemy import delete

from participation.accessibility.adapters import sound
from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.meetings import queries
from participation.meetings.models import Minutes, SpokenSection
from participation.meetings.rules.kinds import Stage, Writing
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.writing import read_sections

from .holding import KEEPER, Hand, hold_meeting


@journaled(Action.MINUTES_WRITTEN)
def speak_section(
    act: Act, minutes: Minutes, number: int, content: bytes, *, hand: Hand = KEEPER
) -> Minutes:
    """Keep a section of a draft as it was said, in place of what was said before; empty erases it.

    `number` counts from 1. Refuses a version that was signed, and what is no sound or lasts over a
    minute (the refusals of the room of sounds).
    """
    meeting = queries.get_meeting(act.session, minutes.meeting_id)
    hold_meeting(act, meeting, Stage.CLOSED, hand=hand)
    act.session.refresh(minutes)
    if minutes.state is not Writing.DRAFT:
        raise Refused(Refusal.MINUTES_SIGNED)
    if not 1 <= number <= len(read_sections(minutes.sections)):
        raise Refused(Refusal.EMPTY_MINUTES)
    row = queries.find_spoken_section(act.session, minutes, number)
    if content:
        row = row or SpokenSection(minutes_id=minutes.id, number=number)
        row.sound = sound.read_voice(content)
        act.session.add(row)
    elif row is not None:
        act.session.delete(row)
    return minutes


@unjournaled("part of the adoption, which writes its own entry")
def forget_speech(act: Act, minutes: Minutes) -> None:
    """Erase what was said for minutes that the council adopted: the written words are the act."""
    mine = delete(SpokenSection).where(SpokenSection.minutes_id == minutes.id)
    act.session.execute(mine, execution_options={"synchronize_session": False})

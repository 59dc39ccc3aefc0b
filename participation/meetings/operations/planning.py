"""Planning a meeting, moving it, giving it up."""

import datetime as dt
from collections.abc import Mapping

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils import operations as councils
from participation.councils.models import Council
from participation.councils.rules.refusals import Refusal as CouncilRefusal
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.meetings import queries
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.queries.plans import MeetingPlan, merged_plan, plan_with
from participation.meetings.rules.kinds import BEFORE, ItemState, Outcome, Stage
from participation.meetings.rules.refusals import Refusal

from .holding import hold_meeting, one_line, today
from .topics import place_topic, take_topic_off

LAST_HOUR_AGO = dt.timedelta(hours=1)
NOTHING_SEEN: Mapping[str, str] = {}


def _checked(act: Act, council: Council, plan: MeetingPlan, own: int | None = None) -> str:
    if plan.starts_at < act.now - LAST_HOUR_AGO:
        raise Refused(Refusal.IN_THE_PAST)
    day = plan.starts_at.astimezone(PARIS).date()
    if council.ended_on is not None and day >= council.ended_on:
        raise Refused(CouncilRefusal.COUNCIL_ENDED)
    for one in queries.list_meetings(act.session, [council.id]):
        if one.id != own and one.stage is not Stage.CANCELLED and queries.day_of(one) == day:
            raise Refused(Refusal.SAME_DAY)
    place = one_line(act, plan.place, 160)
    if not place:
        raise Refused(Refusal.PLACE_MISSING)
    return place


@journaled(Action.MEETING_PLANNED)
def plan_meeting(act: Act, council: Council, plan: MeetingPlan) -> Meeting:
    """Plan a meeting; what the last one carried over comes first on its agenda (D311-17).

    Refuses a past hour, a day on which the council meets already, and no place.
    """
    councils.hold(act, council)
    place = _checked(act, council, plan)
    meeting = Meeting(
        council_id=council.id,
        starts_at=plan.starts_at,
        minutes_planned=plan.minutes,
        place=place,
        version=1,
    )
    act.session.add(meeting)
    act.session.flush()
    bring_over(act, meeting)
    return meeting


@unjournaled("part of planning and of closing, which write their own entries")
def bring_over(act: Act, meeting: Meeting) -> None:
    """Put what earlier meetings carried over at the top of the agenda (R27).

    A question that was carried because opinions did not count comes as a second reading.
    """
    carried = queries.list_carried(act.session, meeting.council_id)
    own = queries.list_items(act.session, meeting)
    for number, item in enumerate(own, len(carried) + 1):
        item.rank = number
    for number, item in enumerate(carried, 1):
        earlier = queries.get_meeting(act.session, item.meeting_id)
        short = any(
            one.item_id == item.id and one.outcome is Outcome.CARRIED
            for one in queries.list_decisions(act.session, earlier)
        )
        again = AgendaItem(
            meeting_id=meeting.id,
            rank=number,
            title=item.title,
            words=item.words,
            asked_by=item.asked_by,
            minutes=item.minutes,
            level=item.level,
            origin=item.origin,
            is_second=short,
            carried_from_id=item.id,
            added_on=today(act),
        )
        act.session.add(again)
        place_topic(act, meeting, again)
    if carried:
        meeting.version += 1
    act.session.flush()


@journaled(Action.MEETING_CHANGED)
def change_meeting(
    act: Act, meeting: Meeting, plan: MeetingPlan, *, seen: Mapping[str, str] = NOTHING_SEEN
) -> Meeting:
    """Move a meeting that has not begun; the same refusals.

    Who was called must be called again, and residents read the new day of their topics. `seen` are
    the marks of what the person started from: what somebody else changed meanwhile stays, and
    where both changed the same thing nothing is written (MEETING_CHANGED).
    """
    hold_meeting(act, meeting, *BEFORE)
    merged = merged_plan(meeting, plan, seen)
    if merged.clashes:
        raise Refused(Refusal.MEETING_CHANGED)
    plan = plan_with(merged.fields)
    council = queries.council_of(act.session, meeting)
    place = _checked(act, council, plan, meeting.id)
    former = (meeting.starts_at, meeting.place, meeting.minutes_planned)
    if (plan.starts_at, place, plan.minutes) != former:
        meeting.starts_at, meeting.place = plan.starts_at, place
        meeting.minutes_planned = plan.minutes
        meeting.version += 1
        for item in queries.list_items(act.session, meeting):
            take_topic_off(act, meeting, item)
            if item.state is ItemState.OPEN:
                place_topic(act, meeting, item)
    return meeting


@journaled(Action.MEETING_CANCELLED)
def cancel_meeting(act: Act, meeting: Meeting, *, because: str) -> Meeting:
    """Give a meeting up before it begins, and say why; its agenda stays to be read."""
    hold_meeting(act, meeting, *BEFORE, gives_up=True)
    words = one_line(act, because, 200)
    if not words:
        raise Refused(Refusal.BECAUSE_MISSING)
    for item in queries.list_items(act.session, meeting):
        take_topic_off(act, meeting, item)
    meeting.stage, meeting.cancelled_because = Stage.CANCELLED, words
    meeting.version += 1
    return meeting


@unjournaled("each meeting that is given up writes its own entry")
def give_up_meetings(act: Act, council: Council) -> None:
    """Give up the meetings that stood on days after the end of a council, for the same reason."""
    for one in queries.list_meetings(act.session, [council.id]):
        over = council.ended_on is not None and council.ended_on <= queries.day_of(one)
        if over and one.stage in BEFORE:
            cancel_meeting(act, one, because=council.ended_because)

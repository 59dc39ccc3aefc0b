"""Two years of one council's meetings: called, held, voted, written, adopted, told; one to come."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from participation.councils.models import Council
from participation.councils.queries import CollegeSheet, Holder
from participation.councils.rules.kinds import CollegeKind, Office, SeatKind
from participation.followups.operations import FollowUpSheet, change_follow_up
from participation.followups.queries import get_follow_up
from participation.followups.rules import ParticipationLevel, State
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.keys import random_key
from participation.foundation.localized import Localized
from participation.foundation.scope import within
from participation.meetings import operations, queries
from participation.meetings.labels.drafting import draft
from participation.meetings.models import Decision, Meeting, Minutes
from participation.meetings.operations import ItemSheet, MeetingPlan, VoteSheet
from participation.meetings.operations.publishing import SentTo
from participation.meetings.rules.kinds import Method, Motion, Outcome, Quality
from participation.meetings.rules.quorum import Votes
from participation.meetings.rules.scores import Question
from participation.meetings.rules.writing import Section
from participation.seed.form import texts
from participation.surveys.queries.campaigns import survey_origin
from participation.surveys.queries.yearly import last_surveys

Told = Mapping[str, Any]
HOUR = dt.time(14, 0)
PLACE = "Salle commune"
CALLED_BEFORE = 18
"""Days before a meeting at which the demonstration calls it."""
ANSWERED_AFTER = dt.timedelta(days=25)
FACES = ((5, 4, 5), (4, 4, 4), (5, 5, 3), (3, 4, 4), (5, 2, 5), (4, 3, 5))
TUESDAY = 1


def meet(act: Act, council: Council, today: dt.date) -> None:
    """Hold the meetings of two years, and call the next one."""
    told = texts("meetings")
    days = [tuesday(today - dt.timedelta(days=one["days_ago"])) for one in told["meetings"]]
    for day, one in zip(days, told["meetings"], strict=True):
        _answer(act, _hold(act, council, day, one), one, today)
    _call_next(act, council, today, told["next"])


def meet_briefly(
    act: Act,
    council: Council,
    days_ago: Sequence[int],
    today: dt.date,
    *,
    examined: int | None = None,
) -> None:
    """Hold meetings of one point each; that of `examined` days ago examines the survey (R32)."""
    told = texts("meetings")
    for turn, ago in enumerate(days_ago):
        point = told["examined"] if ago == examined else told["brief"][turn % len(told["brief"])]
        day = tuesday(today - dt.timedelta(days=ago))
        _hold(act, council, day, {"items": [point], "away": 0, "stand_ins": 0})


def tuesday(day: dt.date) -> dt.date:
    """Give the Tuesday of a day, or the one before."""
    return day - dt.timedelta(days=(day.weekday() - TUESDAY) % 7)


def _at(act: Act, day: dt.date, hour: int = 9) -> Act:
    moment = dt.datetime.combine(day, dt.time(hour), PARIS).astimezone(dt.UTC)
    return Act(act.session, act.actor, min(moment, act.now))


def _plan(act: Act, council: Council, day: dt.date, items: Sequence[Told]) -> Meeting:
    """Plan a meeting and write its agenda a month before."""
    before = _at(act, day - dt.timedelta(days=30))
    starts_at = dt.datetime.combine(day, HOUR, PARIS).astimezone(dt.UTC)
    meeting = operations.plan_meeting(before, council, MeetingPlan(starts_at, PLACE))
    for one in items:
        sheet = ItemSheet(
            title=Localized(one["title"]),
            words=Localized(one.get("words", {})),
            asked_by=one["asked_by"],
            minutes=one.get("minutes", 20),
            level=ParticipationLevel(one["level"]),
            origin=_survey_of(before, council, day) if "survey" in one else "",
        )
        operations.add_item(before, meeting, sheet)
        act.session.flush()
    return meeting


def _survey_of(act: Act, council: Council, day: dt.date) -> str:
    """Name the survey of the service that carries the council which was over on a day."""
    return survey_origin(last_surveys(act.session, day)[council.carrier_id].survey_id)


def _call(act: Act, meeting: Meeting, day: dt.date) -> None:
    early = _at(act, day)
    operations.call_meeting(early, meeting, link=lambda _tag: "https://example.org/")
    act.session.flush()


def _call_next(act: Act, council: Council, today: dt.date, told: Told) -> None:
    """Call the meeting to come; yesterday, so that it is in time."""
    day = today + dt.timedelta(days=told["days_ahead"])
    meeting = _plan(act, council, day, told["items"])
    _call(act, meeting, today - dt.timedelta(days=1))


def _hold(act: Act, council: Council, day: dt.date, told: Told) -> Meeting:
    """Hold one meeting, write its minutes, sign and publish them."""
    meeting = _plan(act, council, day, told["items"])
    _call(act, meeting, day - dt.timedelta(days=CALLED_BEFORE))
    now = _at(act, day, HOUR.hour)
    _let_in(now, meeting, told)
    operations.open_meeting(now, meeting)
    for earlier in queries.previous_minutes(act.session, meeting):
        operations.adopt_minutes(now, earlier, meeting)
        _send(act, earlier, day)
    easy = [_speak(now, meeting, place, told) for place in range(len(_told_of(told)))]
    operations.close_meeting(now, meeting)
    act.session.flush()
    _write(act, meeting, day, easy)
    there = queries.list_presences(act.session, meeting)
    for heard, clear, useful in FACES[: len(there)]:
        faces = {Question.HEARD: heard, Question.CLEAR: clear, Question.USEFUL: useful}
        operations.assess(_at(act, day + dt.timedelta(days=1)), meeting, random_key(), faces)
    return meeting


def _told_of(told: Told) -> list[Told]:
    """Give what was said of each point: a question that came back first."""
    return [*([told["second"]] if "second" in told else []), *told["items"]]


def _let_in(act: Act, meeting: Meeting, told: Told) -> None:
    """Let everybody in but a few of the residents, whose substitutes take their places."""
    sheet, day = queries.see_meeting(act.session, meeting), queries.day_of(meeting)
    for college in sheet.council.colleges:
        away = told["away"] if college.college.kind is CollegeKind.RESIDENTS else 0
        chairs = sheet.council.holder_of(Office.CHAIR)
        chair = chairs.holder.term.id if chairs else None
        seats = [seat for seat in college.members if seat.holder and _is_here(seat.holder, day)]
        gone = [s for s in seats if s.holder and s.holder.term.id != chair][:away]
        for seat in seats:
            if seat not in gone and seat.holder:
                operations.note_member(act, meeting, seat.holder.term.id)
                act.session.flush()
        stand_ins = [seat.holder for seat in college.substitutes if seat.holder]
        for holder, seat in zip(stand_ins[: told["stand_ins"]], gone, strict=False):
            operations.note_substitute(act, meeting, holder.term.id, seat.seat.id)
            act.session.flush()
    operations.note_guest(act, meeting, "La direction", Quality.ADVISORY)
    _name_writer(act, meeting, sheet.council.colleges)


def _is_here(holder: Holder, day: dt.date) -> bool:
    """Say whether somebody who sits still lives or works there."""
    return holder.present_until is None or holder.present_until > day


def _name_writer(act: Act, meeting: Meeting, colleges: Sequence[CollegeSheet]) -> None:
    """Let a resident who does not chair write the minutes."""
    act.session.flush()
    terms = {
        seat.holder.term.id
        for one in colleges
        if one.college.kind is CollegeKind.RESIDENTS
        for seat in one.of(SeatKind.MEMBER)
        if seat.holder
    }
    here = [one for one in queries.list_presences(act.session, meeting) if one.term_id in terms]
    operations.name_secretary(act, here[-1])


def _speak(act: Act, meeting: Meeting, place: int, told: Told) -> str:
    """Speak of a point, vote when there is something to vote, and give its easy words."""
    item, said = queries.list_items(act.session, meeting)[place], _told_of(told)[place]
    motion = said.get("motion") or _asked_before(act, item.carried_from_id)
    if motion and "votes" in said:
        sheet = VoteSheet(motion, Motion.PROPOSAL, Votes(*said["votes"]), Method.HANDS)
        operations.decide(act, item, sheet)
    operations.conclude_item(act, item, said["said"])
    act.session.flush()
    return str(said["easy"])


def _asked_before(act: Act, item_id: int | None) -> str:
    """Give what was asked at the first reading of a question."""
    if item_id is None:
        return ""
    item = queries.get_item(act.session, item_id)
    earlier = queries.get_meeting(act.session, item.meeting_id)
    votes = queries.list_decisions(act.session, earlier)
    return next((one.words for one in votes if one.item_id == item.id), "")


def _write(act: Act, meeting: Meeting, day: dt.date, easy: Sequence[str]) -> None:
    """Write, sign and publish the minutes within the week."""
    later = _at(act, day + dt.timedelta(days=6))
    sheet = queries.see_meeting(act.session, meeting)
    there, *points, following = draft(sheet, None)
    spoken = [Section(one.title, one.words, words) for one, words in zip(points, easy, strict=True)]
    minutes = operations.draft_minutes(later, meeting, [there, *spoken, following])
    chair = sheet.council.holder_of(Office.CHAIR)
    name = chair.holder.name if chair else ""
    act.session.flush()
    operations.sign_minutes(later, minutes, name=name, on=day + dt.timedelta(days=6), agrees=True)
    operations.publish_minutes(
        later, minutes, [Section(one.title, one.easy) for one in spoken], was_read=True
    )


def _send(act: Act, minutes: Minutes, day: dt.date) -> None:
    sent = day + dt.timedelta(days=3)
    for to in SentTo:
        operations.send_minutes(_at(act, sent), minutes, to=to, on=sent)


def _answer(act: Act, meeting: Meeting, told: Told, today: dt.date) -> None:
    """Write what became of each demand: done, or under way until the spring."""
    answers = {one.get("motion", ""): one for one in _told_of(told)}
    for decision in queries.list_decisions(act.session, meeting):
        said = answers.get(decision.words) or answers.get("")
        if decision.outcome is Outcome.ADOPTED and said and "decided" in said:
            _tell(act, meeting, decision, said, today)


def _tell(act: Act, meeting: Meeting, decision: Decision, said: Told, today: dt.date) -> None:
    """Answer within the month, then say when it is done."""
    assert decision.follow_up_id is not None  # noqa: S101 - what is adopted asks for an answer
    carrier = queries.council_of(act.session, meeting).carrier_id
    met_on = queries.day_of(meeting)
    done = met_on + dt.timedelta(days=said.get("done_after", 0))
    is_done = "done_after" in said and done <= today
    with within(act.session, {carrier}):
        row = get_follow_up(act.session, decision.follow_up_id)
        sheet = FollowUpSheet(
            said=row.said,
            decided=Localized(said["decided"]),
            owner=row.owner,
            state=State.IN_PROGRESS,
            due_on=done if is_done else today + dt.timedelta(days=120),
            pictogram=said["pictogram"],
            is_public=True,
            level=row.level,
            asked_on=row.asked_on,
            answer_due_on=row.answer_due_on,
        )
        change_follow_up(_at(act, met_on + ANSWERED_AFTER), row, sheet)
        if is_done:
            over = replace(sheet, state=State.DONE, done_on=done)
            change_follow_up(_at(act, max(done, met_on + ANSWERED_AFTER)), row, over)
        act.session.flush()

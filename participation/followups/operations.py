"""Writing down what was decided, and what became of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from participation.accounts.models import User
from participation.accounts.queries import contact_of
from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.followups import queries, rules
from participation.followups.models import FollowUp
from participation.followups.rules import Climb, ParticipationLevel, State
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.localized import Localized
from participation.notifications.operations import queue
from participation.notifications.rules import Kind


@dataclass(frozen=True, slots=True)
class FollowUpSheet:
    """What is written of a follow-up."""

    said: Localized
    decided: Localized
    owner: str
    state: State
    due_on: dt.date | None = None
    done_on: dt.date | None = None
    because: Localized = field(default_factory=Localized)
    pictogram: str = ""
    is_public: bool = False
    level: ParticipationLevel = ParticipationLevel.CONSULT
    asked_on: dt.date | None = None
    answer_due_on: dt.date | None = None
    about: str = ""
    criterion: str = ""


def _check(act: Act, sheet: FollowUpSheet) -> None:
    reason = rules.why_not(
        sheet.state,
        decided=sheet.decided.text("fr"),
        because=sheet.because.text("fr"),
        due_on=sheet.due_on,
        done_on=sheet.done_on,
        today=act.now.astimezone(PARIS).date(),
        asked_on=sheet.asked_on,
        answer_due_on=sheet.answer_due_on,
    )
    if reason:
        raise Refused(reason)


@journaled(Action.FOLLOW_UP_OPENED)
def open_follow_up(act: Act, sheet: FollowUpSheet, *, service_id: int, origin: str) -> FollowUp:
    """Write down what was asked, and the answer if there is one already.

    Refuses an answer without words, a promise without a date, a “no” without a reason.
    `origin` says where it comes from: `opinion:`, `proposal:`, `topic:`, `survey:`, `talk:` and
    the key of that thing. `sheet.answer_due_on`: see `rules.answer_due`.
    """
    _check(act, sheet)
    follow_up = FollowUp(service_id=service_id, origin=origin)
    _write(act, follow_up, sheet)
    act.session.add(follow_up)
    return follow_up


@journaled(Action.FOLLOW_UP_CHANGED)
def change_follow_up(act: Act, follow_up: FollowUp, sheet: FollowUpSheet) -> FollowUp:
    """Say what became of it; the same refusals as at its opening."""
    _check(act, sheet)
    _write(act, follow_up, sheet)
    return follow_up


def _write(act: Act, follow_up: FollowUp, sheet: FollowUpSheet) -> None:
    for name in FollowUpSheet.__slots__:
        setattr(follow_up, name, getattr(sheet, name))
    today = act.now.astimezone(PARIS).date()
    if sheet.state is State.DONE and sheet.done_on is None:
        follow_up.done_on = today
    if sheet.state is State.OPEN:
        follow_up.answered_on = None
    elif follow_up.answered_on is None:
        follow_up.answered_on = today
    if rules.climb_of(follow_up.last_day, today) is Climb.NONE:
        follow_up.climb = Climb.NONE


@unjournaled("each message writes its own entry")
def climb_late(act: Act, address: Callable[[int], str]) -> int:
    """Tell the service's manager of what is late, and the director after some days more.

    One message a person, a day and a height, whatever the number of late answers; it holds a link
    and no word of them. `address` gives the page of the association. Gives the number of answers
    that climbed; a second call the same day climbs nothing.
    """
    today, risen = act.now.astimezone(PARIS).date(), 0
    told: dict[tuple[int, Climb], User] = {}
    for one in queries.list_waiting(act.session):
        height = rules.climb_of(one.last_day, today)
        steps = rules.steps_up(one.climb, height)
        one.climb, risen = (height, risen + 1) if steps else (one.climb, risen)
        for step in steps:
            for person in queries.list_told(act.session, one.service_id, step, today):
                told[person.id, step] = person
    for (user_id, step), person in told.items():
        to = contact_of(person, prefer_email=True)
        if to is not None:
            dedupe = f"follow-up-late:{today}:{step}:{user_id}"
            link = address(act.organisation_id)
            queue(act, address=to, kind=Kind.FOLLOW_UP_LATE, dedupe=dedupe, link=link)
    return risen

"""Writing down what was decided, and what became of it."""

import datetime as dt
from dataclasses import dataclass, field

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.followups import rules
from participation.followups.models import FollowUp
from participation.followups.rules import State
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.localized import Localized


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


def _check(act: Act, sheet: FollowUpSheet) -> None:
    reason = rules.why_not(
        sheet.state,
        because=sheet.because.text("fr"),
        due_on=sheet.due_on,
        done_on=sheet.done_on,
        today=act.now.astimezone(PARIS).date(),
    )
    if reason:
        raise Refused(reason)


@journaled(Action.FOLLOW_UP_OPENED)
def open_follow_up(act: Act, sheet: FollowUpSheet, *, service_id: int, origin: str) -> FollowUp:
    """Write down what was decided; refuse a promise without a date or a “no” without a reason."""
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
    if sheet.state is State.DONE and sheet.done_on is None:
        follow_up.done_on = act.now.astimezone(PARIS).date()

"""Writing down a dated fact of a service, correcting it, taking it back."""

import datetime as dt
from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.compliance.models import Milestone
from participation.compliance.rules import HEARD, MilestoneKind, why_not
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.surveys.rules.duties import Subject


@dataclass(frozen=True, slots=True)
class MilestoneSheet:
    """What is written of a fact; days that its kind does not have are left out."""

    kind: MilestoneKind
    on: dt.date
    heard_on: dt.date | None = None
    told_on: dt.date | None = None
    subjects: frozenset[Subject] = frozenset()


@journaled(Action.MILESTONE_RECORDED)
def record_milestone(act: Act, sheet: MilestoneSheet, *, service_id: int) -> Milestone:
    """Write down a fact; refuse days that have not come or are in the wrong order."""
    _check(act, sheet)
    milestone = Milestone(service_id=service_id)
    _write(milestone, sheet)
    act.session.add(milestone)
    return milestone


@journaled(Action.MILESTONE_CHANGED)
def change_milestone(act: Act, milestone: Milestone, sheet: MilestoneSheet) -> Milestone:
    """Correct the days of a fact; the same refusals as when it was written."""
    _check(act, sheet)
    _write(milestone, sheet)
    return milestone


@journaled(Action.MILESTONE_REMOVED)
def remove_milestone(act: Act, milestone: Milestone) -> Milestone:
    """Take back a fact that was written by mistake."""
    act.session.delete(milestone)
    return milestone


def _check(act: Act, sheet: MilestoneSheet) -> None:
    reason = why_not(
        sheet.kind,
        on=sheet.on,
        heard_on=sheet.heard_on,
        told_on=sheet.told_on,
        subjects=sheet.subjects,
        today=act.now.astimezone(PARIS).date(),
    )
    if reason:
        raise Refused(reason)


def _write(milestone: Milestone, sheet: MilestoneSheet) -> None:
    milestone.kind, milestone.happened_on = sheet.kind, sheet.on
    milestone.heard_on = sheet.heard_on if sheet.kind in HEARD else None
    milestone.told_on = sheet.told_on if sheet.kind is MilestoneKind.EVALUATION else None
    kept = sheet.subjects if sheet.kind is MilestoneKind.ALTERNATIVE_SURVEY else frozenset()
    milestone.subjects = ",".join(each.value for each in Subject if each in kept)

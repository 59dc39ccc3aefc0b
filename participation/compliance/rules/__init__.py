"""Dated facts of a service's life that no other room knows, and why one cannot be written."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum


class MilestoneKind(StrEnum):
    """What happened; never to whom, nor what was said."""

    PROJECT_CHANGED = "project-changed"
    REGULATION_CHANGED = "regulation-changed"
    EVALUATION = "evaluation"
    SERIOUS_EVENT = "serious-event"
    COMPLAINT = "complaint"
    RESULTS_POSTED = "results-posted"
    RESULTS_EXAMINED = "results-examined"
    ALTERNATIVE_SURVEY = "alternative-survey"


HEARD = frozenset(
    {
        MilestoneKind.PROJECT_CHANGED,
        MilestoneKind.REGULATION_CHANGED,
        MilestoneKind.EVALUATION,
        MilestoneKind.SERIOUS_EVENT,
        MilestoneKind.COMPLAINT,
    }
)
"""Facts with a second day: the council was consulted, heard or told, or somebody pointed on."""
ANNOUNCED = frozenset(
    {
        MilestoneKind.PROJECT_CHANGED,
        MilestoneKind.REGULATION_CHANGED,
        MilestoneKind.EVALUATION,
    }
)
"""Facts that may be written before their day: they are planned."""


class Refusal(StrEnum):
    """Why a dated fact cannot be written so."""

    NOT_YET = "milestone-not-yet"
    HEARD_NOT_YET = "heard-not-yet"
    TOLD_NOT_YET = "told-not-yet"
    TOLD_BEFORE = "told-before"
    HEARD_BEFORE = "heard-before"
    NO_SUBJECT = "no-subject"


AFTERWARDS = frozenset({MilestoneKind.SERIOUS_EVENT, MilestoneKind.COMPLAINT})
"""Facts whose second day cannot come before the first."""


def why_not(
    kind: MilestoneKind,
    *,
    on: dt.date,
    heard_on: dt.date | None,
    told_on: dt.date | None,
    subjects: Collection[str],
    today: dt.date,
) -> Refusal | None:
    """Refuse days that have not come, and days in the wrong order."""
    if on > today and kind not in ANNOUNCED:
        return Refusal.NOT_YET
    if heard_on is not None and heard_on > today:
        return Refusal.HEARD_NOT_YET
    if heard_on is not None and heard_on < on and kind in AFTERWARDS:
        return Refusal.HEARD_BEFORE
    if told_on is not None and told_on > today:
        return Refusal.TOLD_NOT_YET
    if told_on is not None and told_on < on:
        return Refusal.TOLD_BEFORE
    if kind is MilestoneKind.ALTERNATIVE_SURVEY and not subjects:
        return Refusal.NO_SUBJECT
    return None

"""Levels of participation, states of a promise, and what residents must be told."""

import datetime as dt
from enum import StrEnum


class ParticipationLevel(StrEnum):
    """How far people take part (information → co-construction); shown as a badge everywhere."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    CO_BUILD = "co-build"


class State(StrEnum):
    """What became of it, in the words shown to residents."""

    PROMISED = "promised"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    IMPOSSIBLE = "impossible"


class Refusal(StrEnum):
    """Why a follow-up cannot be written so."""

    IMPOSSIBLE_WITHOUT_REASON = "impossible-without-reason"
    PROMISE_WITHOUT_DATE = "promise-without-date"
    DONE_IN_THE_FUTURE = "done-in-the-future"


def why_not(
    state: State,
    *,
    because: str,
    due_on: dt.date | None,
    done_on: dt.date | None,
    today: dt.date,
) -> Refusal | None:
    """Refuse what would leave residents without an answer: no reason, no date, a false “done”."""
    if state is State.IMPOSSIBLE and not because.strip():
        return Refusal.IMPOSSIBLE_WITHOUT_REASON
    if state in {State.PROMISED, State.IN_PROGRESS} and due_on is None:
        return Refusal.PROMISE_WITHOUT_DATE
    if state is State.DONE and done_on is not None and done_on > today:
        return Refusal.DONE_IN_THE_FUTURE
    return None


def is_late(state: State, due_on: dt.date | None, today: dt.date) -> bool:
    """Say whether a promise has passed its date without being kept or given up."""
    open_ = state in {State.PROMISED, State.IN_PROGRESS}
    return open_ and due_on is not None and due_on < today

"""Levels of participation, states of an answer, what residents are owed, and when it climbs."""

import datetime as dt
from enum import StrEnum


class ParticipationLevel(StrEnum):
    """How far people take part (information → co-construction); shown as a badge everywhere."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    CO_BUILD = "co-build"


class State(StrEnum):
    """What became of it, in the words shown to residents; open until somebody answers."""

    OPEN = "open"
    PROMISED = "promised"
    IN_PROGRESS = "in-progress"
    TRIED_OUT = "tried-out"
    DONE = "done"
    IMPOSSIBLE = "impossible"


class Kind(StrEnum):
    """What it came from: the word before the colon of its `origin` tells."""

    OPINION = "opinion"
    PROPOSAL = "proposal"
    WEAKNESS = "weakness"
    VOICE = "voice"
    TALK = "talk"


class Climb(StrEnum):
    """How far up a late answer has been said: to nobody, the service's manager, the director."""

    NONE = "none"
    MANAGER = "manager"
    DIRECTOR = "director"


class Refusal(StrEnum):
    """Why a follow-up cannot be written so."""

    IMPOSSIBLE_WITHOUT_REASON = "impossible-without-reason"
    PROMISE_WITHOUT_DATE = "promise-without-date"
    TRY_WITHOUT_END = "try-without-end"
    DONE_IN_THE_FUTURE = "done-in-the-future"
    NOTHING_DECIDED = "nothing-decided"
    DUE_BEFORE_ASKED = "due-before-asked"
    PROMISED_BEFORE_ASKED = "promised-before-asked"


FIELD_OF = {
    Refusal.NOTHING_DECIDED: "decided",
    Refusal.DUE_BEFORE_ASKED: "answer_due_on",
    Refusal.IMPOSSIBLE_WITHOUT_REASON: "because",
    Refusal.PROMISE_WITHOUT_DATE: "due_on",
    Refusal.TRY_WITHOUT_END: "due_on",
    Refusal.DONE_IN_THE_FUTURE: "done_on",
    Refusal.PROMISED_BEFORE_ASKED: "due_on",
}
"""Beside which field of the sheet each refusal stands."""
UNDER_WAY = frozenset({State.PROMISED, State.IN_PROGRESS, State.TRIED_OUT})
"""Answers that have a day: a promise kept by then, a try that is judged then."""
WAITING = UNDER_WAY | {State.OPEN}
"""States in which residents still wait for something."""
CLIMB_AFTER = 15
"""Days that the service's manager has before the director is told as well."""
KINDS = {
    "opinion": Kind.OPINION,
    "meeting": Kind.OPINION,
    "proposal": Kind.PROPOSAL,
    "topic": Kind.VOICE,
    "survey": Kind.WEAKNESS,
    "campaign": Kind.WEAKNESS,
}
ORDER = (Climb.NONE, Climb.MANAGER, Climb.DIRECTOR)


def kind_of(origin: str) -> Kind:
    """Say what an origin such as `opinion:KEY` names; anything else was said in passing.

    >>> kind_of("survey:06k5"), kind_of("talk:")
    (<Kind.WEAKNESS: 'weakness'>, <Kind.TALK: 'talk'>)
    """
    return KINDS.get(origin.partition(":")[0], Kind.TALK)


def why_not(
    state: State,
    *,
    decided: str = "",
    because: str,
    due_on: dt.date | None,
    done_on: dt.date | None,
    today: dt.date,
    asked_on: dt.date | None = None,
    answer_due_on: dt.date | None = None,
) -> Refusal | None:
    """Refuse what would leave residents without an answer: words, reason, date, a true “done”."""
    if state is not State.OPEN and not decided.strip():
        return Refusal.NOTHING_DECIDED
    if state is State.IMPOSSIBLE and not because.strip():
        return Refusal.IMPOSSIBLE_WITHOUT_REASON
    if state in {State.PROMISED, State.IN_PROGRESS} and due_on is None:
        return Refusal.PROMISE_WITHOUT_DATE
    if state is State.TRIED_OUT and due_on is None:
        return Refusal.TRY_WITHOUT_END
    if state is State.DONE and done_on is not None and done_on > today:
        return Refusal.DONE_IN_THE_FUTURE
    if asked_on and answer_due_on and answer_due_on < asked_on:
        return Refusal.DUE_BEFORE_ASKED
    if asked_on and due_on and due_on < asked_on and state in UNDER_WAY:
        return Refusal.PROMISED_BEFORE_ASKED
    return None


def answer_due(asked_on: dt.date, days: int | None) -> dt.date | None:
    """Give the last day to answer what was asked on a day; None where no delay is set.

    The number comes from the dated law of councils or from their rules of procedure: the caller
    stands above both (CASF D311-29 itself gives none). A caller who knows the day of the next
    session may write that day instead.
    """
    return None if days is None else asked_on + dt.timedelta(days=days)


def deadline(
    state: State, due_on: dt.date | None, answer_due_on: dt.date | None = None
) -> dt.date | None:
    """Give the day that residents wait for: that of the answer, then that of the promise."""
    if state is State.OPEN:
        return answer_due_on
    return due_on if state in WAITING else None


def is_late(
    state: State, due_on: dt.date | None, today: dt.date, answer_due_on: dt.date | None = None
) -> bool:
    """Say whether an answer or a promise has passed its day without being kept or given up."""
    last = deadline(state, due_on, answer_due_on)
    return last is not None and last < today


def climb_of(last: dt.date | None, today: dt.date) -> Climb:
    """Say who must know on a day that what was due by `last` is late; due today is not late."""
    days = 0 if last is None else (today - last).days
    if days <= 0:
        return Climb.NONE
    return Climb.DIRECTOR if days > CLIMB_AFTER else Climb.MANAGER


def steps_up(before: Climb, height: Climb) -> tuple[Climb, ...]:
    """Give the heights still to be told, lowest first: the director never before the manager."""
    return ORDER[ORDER.index(before) + 1 : ORDER.index(height) + 1]

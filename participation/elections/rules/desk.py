"""What is to be done now in an election, from where it stands."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from participation.councils.rules.calendar import Step, Warned, examine
from participation.organisations.rules.law import Law

from .secrecy import LEAST_SEALED
from .stages import BY_ELECTED, ElectionKind, Settlement, Stage, Way

OF_THE_VOTE = frozenset({Step.VOTE_CLOSES, Step.CHALLENGE_ENDS})
"""Whose days the elected still have an order for: nothing was called, nobody waited to stand."""


class Task(StrEnum):
    """One thing to do before the vote opens."""

    OPEN_CALL = "open-call"
    BUILD_ROLL = "build-roll"
    POST_ROLL = "post-roll"
    DECIDE_OBJECTIONS = "decide-objections"
    FIND_CANDIDATES = "find-candidates"
    EXAMINE_CANDIDACIES = "examine-candidacies"
    SETTLE_SHORTAGE = "settle-shortage"
    MERGE_OR_PAPER = "merge-or-paper"
    SETTLE_LIST = "settle-list"
    POST_CANDIDATES = "post-candidates"
    HOLD_VOTE = "hold-vote"


@dataclass(frozen=True, slots=True)
class ContestFacts:
    """Where one contest stands; `voters` are on the roll, `wanted` counts seats of both kinds."""

    key: int
    settlement: Settlement
    way: Way
    voters: int
    objections: int
    received: int
    accepted: int
    wanted: int


@dataclass(frozen=True, slots=True)
class ToDo:
    """A task, of one contest or of the whole election, and the day by which it is to be done."""

    task: Task
    by: dt.date
    contest: int | None = None
    count: int = 0

    def is_late(self, today: dt.date) -> bool:
        """Say whether its day has passed."""
        return self.by < today


def alarms_of(
    kind: ElectionKind, dates: Mapping[Step, dt.date], law: Law, *, today: dt.date
) -> tuple[Warned, ...]:
    """Say what is wrong with the days of an election; of the elected, with those of the vote."""
    found = examine(dates, law, today=today)
    if kind not in BY_ELECTED:
        return found
    return tuple(one for one in found if one.step in OF_THE_VOTE)


def to_do(
    stage: Stage,
    dates: Mapping[Step, dt.date],
    contests: tuple[ContestFacts, ...],
    today: dt.date,
) -> tuple[ToDo, ...]:
    """Give what is to be done until the vote opens, the most urgent first."""
    if stage is Stage.PREPARATION:
        return (ToDo(Task.OPEN_CALL, dates[Step.CALL]),)
    if stage is Stage.CALL:
        found = [each for one in contests for each in _of_call(one, dates, today)]
        if today > dates[Step.CANDIDACIES_END] and _is_settled(contests):
            found.append(ToDo(Task.SETTLE_LIST, dates[Step.LIST_POSTED]))
        return tuple(sorted(found, key=lambda each: each.by))
    if stage is Stage.LIST:
        return tuple(_of_list(dates, contests))
    return ()


def _of_call(of: ContestFacts, dates: Mapping[Step, dt.date], today: dt.date) -> Iterator[ToDo]:
    if of.settlement is Settlement.MERGED:
        return
    if not of.voters:
        yield ToDo(Task.BUILD_ROLL, dates[Step.ROLL_POSTED], of.key)
    elif today <= dates[Step.ROLL_POSTED]:
        yield ToDo(Task.POST_ROLL, dates[Step.ROLL_POSTED], of.key, of.voters)
    if of.objections:
        yield ToDo(Task.DECIDE_OBJECTIONS, dates[Step.OBJECTIONS_END], of.key, of.objections)
    if of.settlement is not Settlement.VOTE:
        return
    if of.voters and of.way is Way.SEALED and of.voters < LEAST_SEALED:
        yield ToDo(Task.MERGE_OR_PAPER, dates[Step.LIST_POSTED], of.key, of.voters)
    if of.received:
        yield ToDo(Task.EXAMINE_CANDIDACIES, dates[Step.LIST_POSTED], of.key, of.received)
    missing = max(0, of.wanted - of.accepted - of.received)
    if missing and today <= dates[Step.CANDIDACIES_END]:
        yield ToDo(Task.FIND_CANDIDATES, dates[Step.CANDIDACIES_END], of.key, missing)
    elif missing:
        yield ToDo(Task.SETTLE_SHORTAGE, dates[Step.LIST_POSTED], of.key, missing)


def _is_settled(contests: tuple[ContestFacts, ...]) -> bool:
    """Say whether nothing but lots for the order is missing before the list can hang."""
    return all(
        not of.objections
        and not of.received
        and (of.settlement is not Settlement.VOTE or (of.accepted and of.voters))
        for of in contests
    )


def _of_list(dates: Mapping[Step, dt.date], contests: tuple[ContestFacts, ...]) -> Iterator[ToDo]:
    if any(of.settlement is Settlement.VOTE for of in contests):
        yield ToDo(Task.POST_CANDIDATES, dates[Step.LIST_POSTED])
        yield ToDo(Task.HOLD_VOTE, dates[Step.VOTE_OPENS])

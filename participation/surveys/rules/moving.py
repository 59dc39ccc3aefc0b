"""Moving a question or a group by one place, into groups and out of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .items import Item, Items, with_items
from .questions import Group, Questionnaire


class Mark(StrEnum):
    """What a step through a questionnaire meets: a group's beginning or end, or one question."""

    ONE = "one"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Step:
    """One step through the items in order; `item` of a closing step is the group that ends."""

    mark: Mark
    item: Item


def move(questionnaire: Questionnaire, name: str, *, down: bool) -> Questionnaire:
    """Move a question or a group by one place; nothing changes at either end.

    A question goes into the group that it meets and out of the one that it stands in, so that
    every place can be reached; a group passes over what it meets, and a repetition is passed over.
    KeyError when nothing has the name.
    """
    steps = list(_steps(questionnaire.items))
    if not down:
        steps = _turned(steps)
    start = next((n for n, step in enumerate(steps) if step.item.name == name), None)
    if start is None:
        raise KeyError(name)
    end = _end_of(steps, start)
    if end < len(steps):
        jump = end + 1
        met = steps[end]
        whole = steps[start].mark is Mark.OPEN or (isinstance(met.item, Group) and met.item.repeats)
        if met.mark is Mark.OPEN and whole:
            jump = _end_of(steps, end)
        steps[start:jump] = steps[end:jump] + steps[start:end]
    if not down:
        steps = _turned(steps)
    return with_items(questionnaire, _built(steps))


def _steps(items: Items) -> Iterator[Step]:
    for item in items:
        if isinstance(item, Group):
            yield Step(Mark.OPEN, item)
            yield from _steps(item.items)
            yield Step(Mark.CLOSE, item)
        else:
            yield Step(Mark.ONE, item)


def _turned(steps: Sequence[Step]) -> list[Step]:
    """Give the steps from the last to the first: what goes up there goes down here."""
    other = {Mark.OPEN: Mark.CLOSE, Mark.CLOSE: Mark.OPEN, Mark.ONE: Mark.ONE}
    return [Step(other[step.mark], step.item) for step in reversed(steps)]


def _end_of(steps: Sequence[Step], start: int) -> int:
    """Give the place after a question, or after the end of the group that begins here."""
    depth = 0
    for place in range(start, len(steps)):
        depth += {Mark.OPEN: 1, Mark.CLOSE: -1, Mark.ONE: 0}[steps[place].mark]
        if depth == 0:
            return place + 1
    return len(steps)


def _built(steps: Sequence[Step]) -> Items:
    nest: list[list[Item]] = [[]]
    for step in steps:
        if step.mark is Mark.OPEN:
            nest.append([])
        elif isinstance(step.item, Group):
            inner = tuple(nest.pop())
            nest[-1].append(replace(step.item, items=inner))
        else:
            nest[-1].append(step.item)
    return tuple(nest[0])

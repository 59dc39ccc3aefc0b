"""What the darkness of a sheet's boxes says: empty, ticked, or a doubt that a person settles."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .flow import Answer
from .questions import DONT_KNOW, WONT_SAY

FRAMED = 0.45
"""Least part of its printed frame by which a box is found again."""
EMPTY, TICKED = 0.003, 0.05
"""Parts of the inside that are ink: below the first nothing, from the second a mark."""
TOUCHED = 0.012
"""Least part of the middle of a box that a mark covers: less is the tail of something else."""
HEAVY, FILLED = 0.55, 0.68
"""From the second on a box is blackened; between the two nobody can tell."""
FAINT = 0.001
"""Part of the inside that is greyer than paper, though too pale for ink."""
STRAY = 0.02
"""Part of one side whose surroundings are ink: something crosses the frame there."""
BESIDE = 0.08
"""The same above a box with nothing in it: the foot of a printed letter comes that near."""
SPECK = 0.8
"""Square millimetres of ink under which nothing is written in a place to write in."""

LONG, INKED = 2.5, 4.0
"""Millimetres of one stroke and square millimetres of all from which something is drawn beside
boxes: an arrow, a word, a circle around a face."""


@dataclass(frozen=True, slots=True)
class Stray:
    """What was drawn on the strip of a question, beside its boxes and what was printed there."""

    longest: float = 0.0
    ink: float = 0.0

    def counts(self) -> bool:
        """Say whether somebody drew or wrote it: dust and grains are short and little."""
        return self.longest >= LONG or self.ink >= INKED


@dataclass(frozen=True, slots=True)
class Darkness:
    """What is seen of one box: parts between 0 and 1."""

    frame: float
    inside: float
    core: float
    faint: float
    sides: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Just outside, above, on the right, below, on the left."""


class Mark(StrEnum):
    """What one box says."""

    EMPTY = "empty"
    TICKED = "ticked"
    FILLED = "filled"
    UNSURE = "unsure"


class Doubt(StrEnum):
    """Why a person looks at a question herself."""

    UNFOUND = "unfound"
    FAINT = "faint"
    STRAY = "stray"
    BLACKENED = "blackened"
    SEVERAL = "several"
    WRITTEN = "written"
    DRAWN = "drawn"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Read:
    """What a question says: its answer, None for a blank; or why nobody but a person can tell."""

    answer: Answer = None
    doubt: Doubt | None = None


def judge(seen: Darkness) -> Mark | Doubt:
    """Say what one box says, or why that is not sure: a mark is believed only when it is plain."""
    if seen.frame < FRAMED:
        return Doubt.UNFOUND
    crossed = sum(side > STRAY for side in seen.sides)
    if seen.inside >= FILLED:
        return Mark.FILLED
    if seen.inside >= HEAVY:
        return Doubt.BLACKENED
    if seen.inside >= TICKED:
        return Mark.TICKED if crossed < 2 and seen.core >= TOUCHED else Doubt.STRAY  # noqa: PLR2004
    if seen.inside >= EMPTY or seen.faint >= FAINT:
        return Doubt.STRAY if crossed else Doubt.FAINT
    above, *others = seen.sides
    return Doubt.STRAY if above > BESIDE or max(others) > STRAY else Mark.EMPTY


def fills_are_ticks(marks: Iterable[Mark | Doubt]) -> bool:
    """Say whether this person answers by blackening boxes.

    Who ticks some boxes and blackens others corrects herself with the black ones, or not: a
    person looks. Who only blackens means them.
    """
    return Mark.TICKED not in set(marks)


def read_question(
    marks: Mapping[int, Mark | Doubt],
    *,
    several: bool,
    by_filling: bool,
    is_written: bool = False,
    is_drawn_on: bool = False,
) -> Read:
    """Give the answer that the boxes of a question make, by value; any doubt leaves it to a person.

    What is written or drawn beside boxes is read by a person. Where several ticks are welcome,
    one that says “I do not know” beside others says less than they do.
    """
    if is_written:
        return Read(doubt=Doubt.WRITTEN)
    for mark in marks.values():
        if isinstance(mark, Doubt):
            return Read(doubt=mark)
    if is_drawn_on:
        return Read(doubt=Doubt.DRAWN)
    ticked = [value for value, mark in marks.items() if mark is not Mark.EMPTY]
    if not by_filling and Mark.FILLED in marks.values():
        return Read(doubt=Doubt.BLACKENED)
    if not ticked:
        return Read()
    if not several:
        return Read(ticked[0]) if len(ticked) == 1 else Read(doubt=Doubt.SEVERAL)
    chosen = tuple(sorted(value for value in ticked if value not in {DONT_KNOW, WONT_SAY}))
    if not chosen and len(ticked) > 1:
        return Read(doubt=Doubt.SEVERAL)
    return Read(chosen or ticked[0])


def read_sheet(
    boxes: Mapping[tuple[int, int], Darkness],
    written: Mapping[int, float],
    strays: Mapping[int, Stray],
    *,
    several: Collection[int],
) -> dict[int, Read]:
    """Give what each question of a whole sheet says, by number; `several` welcome several ticks.

    `boxes` by question and value, `written` the ink where something can be written, `strays` what
    is drawn elsewhere.
    """
    marks: dict[int, dict[int, Mark | Doubt]] = {number: {} for number in (*written, *strays)}
    for (number, value), seen in boxes.items():
        marks.setdefault(number, {})[value] = judge(seen)
    by_filling = fills_are_ticks(mark for each in marks.values() for mark in each.values())
    return {
        number: read_question(
            each,
            several=number in several,
            by_filling=by_filling,
            is_written=written.get(number, 0) >= SPECK,
            is_drawn_on=strays.get(number, Stray()).counts(),
        )
        for number, each in marks.items()
    }

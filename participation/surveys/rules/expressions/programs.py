"""A pattern as a small program run over all its states at once: linear time, whatever the text."""

# Written here because `re` backtracks: `(a+)+b` against thirty letters would take minutes
# (Thompson 1968, CACM 11:6). The browser runs the same steps: frontend/survey/pattern.js.

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Ranges = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """One character, in the ranges or (negated) out of them."""

    ranges: Ranges
    negated: bool = False

    def admits(self, letter: str) -> bool:
        """Say whether the character belongs."""
        return any(low <= letter <= high for low, high in self.ranges) is not self.negated


@dataclass(slots=True)
class Step:
    """What to read (letters, or an edge of the text, or nothing) and where to go then."""

    letters: Letters | None = None
    edge: str = ""
    following: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Program:
    """Steps, of which the first is the end; `start` is the place of the one to begin with."""

    steps: Sequence[Step]
    start: int

    def matches(self, text: str, spend: Callable[[int], None] = lambda _: None) -> bool:
        """Say whether the whole text fits (ODK: exact and complete).

        `spend` is told how many states each letter leaves, and may stop the whole.
        """
        states = self._closure([self.start], text, 0)
        for position, letter in enumerate(text, 1):
            spend(len(states))
            ahead = [
                self.steps[state].following[0]
                for state in states
                if (letters := self.steps[state].letters) and letters.admits(letter)
            ]
            states = self._closure(ahead, text, position)
        return 0 in states

    def _closure(self, waiting: list[int], text: str, position: int) -> set[int]:
        reached: set[int] = set()
        while waiting:
            state = waiting.pop()
            if state in reached:
                continue
            reached.add(state)
            step = self.steps[state]
            if step.letters is None and _edge_holds(step.edge, text, position):
                waiting.extend(step.following)
        return reached


def _edge_holds(edge: str, text: str, position: int) -> bool:
    return not edge or (edge == "^" and position == 0) or (edge == "$" and position == len(text))

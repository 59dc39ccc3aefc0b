"""A roster without a solver: the hardest slots first, then swaps that free a place."""

from collections.abc import Callable, Sequence

from .board import Board
from .fitting import Pairs
from .loads import Loads

LOADED = 4_000
"""Points that a helper whose quota is used up is dearer than one who has nothing yet."""
ROUNDS = 4


class Greedy:
    """A roster that grows by the cheapest helper who may still take a place."""

    def __init__(self, board: Board, pairs: Pairs) -> None:
        self.board, self.pairs = board, pairs
        self.loads = Loads(board)
        self.quotas = [max(1, board.quota(each)) for each in range(len(board.helpers))]
        self.by_slot: list[list[int]] = [[] for _ in board.slots]
        self.by_helper: list[list[int]] = [[] for _ in board.helpers]
        for slot, helper in pairs:
            self.by_slot[slot].append(helper)
            self.by_helper[helper].append(slot)
        slots = board.slots
        self.order = sorted(
            range(len(slots)),
            key=lambda each: (
                len(self.by_slot[each]) - slots[each].least,
                -slots[each].priority,
                each,
            ),
        )

    def start(self, chosen: Sequence[tuple[int, int]]) -> None:
        """Begin from pairs (slot, helper) that are known to go together."""
        for slot, helper in chosen:
            self.loads.add(slot, helper)

    def chosen(self) -> list[tuple[int, int]]:
        """Give the pairs (slot, helper), in order."""
        return sorted(
            (slot, helper) for slot, there in enumerate(self.loads.places) for helper in there
        )

    def fill(self) -> bool:
        """Fill every place that somebody may take as things are; say whether one was."""
        return sum(self.fill_slot(slot) for slot in self.order) > 0

    def fill_slot(self, slot: int) -> bool:
        """Fill one slot as far as can be: to its least, to a whole team, or not at all."""
        return bool(self._grow(slot))

    def _grow(self, slot: int) -> list[int]:
        """Add who is wanted and free; give them, or nobody when the team would not be whole."""
        wanted, there = self.board.slots[slot], self.loads.places[slot]
        goal = max(wanted.least, wanted.team if there or wanted.least else 0)
        added: list[int] = []
        while goal and len(there) < wanted.most and (len(there) < goal or not self._is_led(slot)):
            leaders = self.board.slots[slot].leads - self._leaders(slot)
            best = self._best(slot, leading=leaders > 0)
            if best is None and leaders < goal - len(there):
                best = self._best(slot, leading=False)
            if best is None:
                break
            self.loads.add(slot, best)
            added.append(best)
        if self._is_whole(slot):
            return added
        for helper in added:
            self.loads.remove(slot, helper)
        return []

    def _best(self, slot: int, *, leading: bool) -> int | None:
        loads, helpers = self.loads, self.board.helpers
        ranked = sorted(
            (self.price(slot, helper), helper)
            for helper in self.by_slot[slot]
            if (not leading or helpers[helper].leads) and helper not in loads.places[slot]
        )
        return next((helper for _, helper in ranked if loads.free(slot, helper)), None)

    def price(self, slot: int, helper: int) -> int:
        """Give what a pair costs as things are: its own cost, and how loaded the helper is."""
        load = LOADED * self.loads.minutes[helper] // self.quotas[helper]
        return self.pairs[slot, helper] + load

    def _leaders(self, slot: int) -> int:
        return sum(self.board.helpers[each].leads for each in self.loads.places[slot])

    def _is_led(self, slot: int) -> bool:
        wanted = self.board.slots[slot].leads
        return not wanted or self._leaders(slot) >= wanted

    def _is_whole(self, slot: int) -> bool:
        there = len(self.loads.places[slot])
        return not there or (there >= self.board.slots[slot].team and self._is_led(slot))

    def swap(self, late: Callable[[], bool]) -> None:
        """Free helpers for empty places by giving one of their slots to somebody else."""
        for _ in range(ROUNDS):
            moved = False
            for slot in self.order:
                if late():
                    return
                if len(self.loads.places[slot]) < self.board.slots[slot].least:
                    moved = self._make_room(slot) or moved
            if not moved and not self.fill():
                return

    def _make_room(self, slot: int) -> bool:
        """Try each helper of the slot, and each of her slots that another could take."""
        for helper in self.by_slot[slot]:
            if helper in self.loads.places[slot]:
                continue
            for other in list(self.loads.held[helper]):
                if (helper, other) not in self.board.fixed and self._hand_on(slot, helper, other):
                    return True
        return False

    def _hand_on(self, slot: int, helper: int, other: int) -> bool:
        """Give `other` to somebody else and `slot` to the helper, or leave all as it was."""
        loads, added = self.loads, list[int]()
        loads.remove(other, helper)
        if loads.free(slot, helper):
            loads.add(slot, helper)
            added = [helper, *([] if self._is_whole(slot) else self._grow(slot))]
            if self._is_whole(slot) and self._inherit(other, helper):
                return True
        for each in added:
            loads.remove(slot, each)
        loads.add(other, helper)
        return False

    def _inherit(self, slot: int, leaving: int) -> bool:
        """Put somebody else in the place of who leaves; say whether there was somebody."""
        for _, heir in sorted((self.price(slot, each), each) for each in self.by_slot[slot]):
            if heir != leaving and self.loads.free(slot, heir):
                self.loads.add(slot, heir)
                if self._is_whole(slot):
                    return True
                self.loads.remove(slot, heir)
        return False

    def trim(self) -> None:
        """Let go who is more than a slot needs."""
        for slot, wanted in enumerate(self.board.slots):
            there = self.loads.places[slot]
            for helper in sorted(there, key=lambda each: -self.pairs[slot, each]):
                if len(there) > wanted.least and (helper, slot) not in self.board.fixed:
                    self.loads.remove(slot, helper)
                    if not there or not self._is_whole(slot):
                        self.loads.add(slot, helper)

    def unfinished(self) -> tuple[int, ...]:
        """Give the slots whose promised helpers have no whole team, or nobody to lead it."""
        return tuple(slot for slot in range(len(self.board.slots)) if not self._is_whole(slot))

    def cheapen(self, late: Callable[[], bool]) -> None:
        """Hand slots on to helpers for whom they cost less."""
        for slot, helper in self.chosen():
            if late():
                return
            if (helper, slot) in self.board.fixed:
                continue
            self.loads.remove(slot, helper)
            now = self.price(slot, helper)
            cheaper = sorted(
                (self.price(slot, each), each)
                for each in self.by_slot[slot]
                if each != helper and self.price(slot, each) < now
            )
            for _, heir in cheaper:
                if self.loads.free(slot, heir):
                    self.loads.add(slot, heir)
                    if self._is_whole(slot):
                        break
                    self.loads.remove(slot, heir)
            else:
                self.loads.add(slot, helper)

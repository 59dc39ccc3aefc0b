"""The rest of each week: stretches of time of which one stays free (Code du travail L3132-2)."""

from collections.abc import Collection, Iterator

from .board import Board

INSIDE = 24 * 60
"""So much of the rest lies in its week; the eleven hours may come before it or after it."""
Cut = frozenset[int]
"""The slots that cut a stretch."""


def stretches(board: Board, rest: int, week: int, slots: Collection[int]) -> Iterator[Cut]:
    """Give, for each stretch that may be the rest of a week, the slots that cut it.

    Any free stretch can be moved to an earlier time until it begins where a slot ends, or as early
    as it may: no other beginning has to be looked at.
    """
    times, inside = board.times, min(rest, INSIDE)
    monday, next_monday = board.week_ends(week)
    earliest, latest = monday - (rest - inside), next_monday - inside
    near = [each for each in slots if times[each].ends > earliest]
    for begins in sorted({earliest, *(times[each].ends for each in near)}):
        if begins <= latest:
            ends = begins + rest
            yield frozenset(
                each for each in near if times[each].starts < ends and times[each].ends > begins
            )


def is_rested(board: Board, rest: int, week: int, held: Collection[int]) -> bool:
    """Say whether somebody who holds these slots has the rest of a week."""
    return any(not cut for cut in stretches(board, rest, week, held))


def least_cuts(board: Board, rest: int, week: int, slots: Collection[int]) -> list[Cut]:
    """Give the stretches of which one must stay free; none when one is free whatever she holds."""
    found: list[Cut] = []
    for cut in sorted(
        set(stretches(board, rest, week, slots)), key=lambda each: (len(each), *each)
    ):
        if not cut:
            return []
        if not any(smaller <= cut for smaller in found):
            found.append(cut)
    return found

"""The order of names on ballots, and who of several volunteers sits: lots that are drawn again."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from participation.councils.rules.ties import LARGEST_NUMBER, NUMBERS, draw_lots


def are_numbers(numbers: Sequence[int]) -> bool:
    """Say whether lots can be drawn from these numbers: three, from 0 to 999,999."""
    return len(numbers) == NUMBERS and all(0 <= each <= LARGEST_NUMBER for each in numbers)


def fingerprint_of(names: Iterable[str]) -> str:
    """Give the SHA-256 of names, one a line, sorted: what was on the table when lots were drawn."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def draw_order(names: Mapping[str, str], *, lot: str, numbers: Sequence[int]) -> tuple[str, ...]:
    """Give keys in the order in which they are drawn; `names` maps each key to its name.

    The construction is that of `draw_lots`, bound to the names by their fingerprint: neither a
    name more nor a name less gives the same order. One name alone is first without lots. Raises
    ValueError for numbers out of range.
    """
    if not are_numbers(numbers):
        message = f"lots are drawn from {NUMBERS} numbers between 0 and {LARGEST_NUMBER}"
        raise ValueError(message)
    if len(names) <= 1:
        return tuple(names)
    return draw_lots(
        names.keys(), tie=lot, numbers=numbers, final_hash=fingerprint_of(names.values())
    ).order

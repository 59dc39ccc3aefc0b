"""Deeds that arrive together are written together: one transaction, one flush to the disk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from participation.foundation.act import Refused

What = TypeVar("What")


@dataclass(eq=False, slots=True)
class Deed(Generic[What]):
    """One deed, why a rule refused it, and what broke while it was written."""

    what: What
    is_over: bool = False
    refusal: Refused | None = None
    broken: Exception | None = None


Take = Callable[[], Sequence[Deed[What]]]
Write = Callable[[Take[What]], None]
"""Writes the deeds that it takes once it may begin, and returns when they are on the disk."""


class Together(Generic[What]):
    """Deeds of the threads of this process; the first one that gets its turn writes all that wait.

    Each deed is answered when it is on the disk, and only then. A batch that breaks is written
    again one by one: a deed can break nobody's but its own.
    """

    def __init__(self) -> None:
        self._turn, self._gate = Lock(), Lock()
        self._waiting: list[Deed[What]] = []

    def do(self, what: What, write: Write[What]) -> None:
        """Do a deed with those that wait. Raises what refused it or broke it."""
        deed = Deed(what)
        with self._gate:
            self._waiting.append(deed)
        with self._turn:
            if not deed.is_over:
                self._write(deed, write)
        if deed.broken is not None:
            raise deed.broken
        if deed.refusal is not None:
            raise deed.refusal

    def _write(self, own: Deed[What], write: Write[What]) -> None:
        taken: list[Deed[What]] = []

        def take() -> Sequence[Deed[What]]:
            with self._gate:
                taken.extend(self._waiting)
                self._waiting.clear()
            return taken

        try:
            write(take)
        except Exception as error:  # noqa: BLE001 - told to each whose deed it was
            own.broken = error if len(taken) <= 1 else None
            if len(taken) > 1:
                self._one_by_one(taken, write)
            else:
                self._forget(own)
        for deed in (own, *taken):
            deed.is_over = True

    def _one_by_one(self, deeds: Sequence[Deed[What]], write: Write[What]) -> None:
        for deed in deeds:
            deed.refusal = None
            try:
                write(lambda alone=deed: [alone])  # type: ignore[misc]
            except Exception as error:  # noqa: BLE001 - told to whom it was
                deed.broken = error

    def _forget(self, deed: Deed[What]) -> None:
        """Take a deed back that broke before it was taken."""
        with self._gate:
            if deed in self._waiting:
                self._waiting.remove(deed)

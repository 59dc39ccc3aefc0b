"""What higher rooms give up when a council ends: they are told, and do it themselves."""

from collections.abc import Callable, Sequence

from participation.councils.models import Council
from participation.foundation.act import Act

Ending = Callable[[Act, Council], None]
"""Gives up what stands on days after the end of a council, such as its meetings to come."""
_endings: list[Ending] = []


def learn_ending(deed: Ending) -> None:
    """Learn what a higher room does when a council ends."""
    if deed not in _endings:
        _endings.append(deed)


def list_endings() -> Sequence[Ending]:
    """Give what is given up elsewhere when a council ends."""
    return tuple(_endings)

"""Where the sessions of councils come from: the room of meetings tells it to this one."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping

from sqlalchemy.orm import Session

from participation.councils.rules.life import CouncilLife

Source = Callable[[Session, Collection[int], dt.date], Mapping[int, CouncilLife]]
"""Of councils, by key, what is known of their sessions on a day: what came later is left out."""

_sources: list[Source] = []


def learn_meetings(source: Source) -> None:
    """Let a room say what it knows of sessions; without any, their rules judge nothing."""
    if source not in _sources:
        _sources.append(source)


def forget_meetings(source: Source) -> None:
    """Take a source back, as tests do."""
    _sources.remove(source)


def lives_of(
    session: Session, council_ids: Collection[int], day: dt.date
) -> Mapping[int, CouncilLife] | None:
    """Give the life of each council; None while no room has said anything of sessions."""
    if not _sources:
        return None
    found: dict[int, CouncilLife] = {}
    for source in _sources:
        found.update(source(session, council_ids, day))
    return {key: found.get(key, CouncilLife()) for key in council_ids}

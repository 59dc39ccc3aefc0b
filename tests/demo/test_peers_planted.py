"""Peer help of the demonstration: what issue 5 asks it to hold, and the same at each planting."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from participation.accounts.models import User
from participation.foundation import clock
from participation.foundation.database import Base, connect
from participation.foundation.keys import to_text
from participation.organisations.models import Service
from participation.organisations.queries import list_organisations
from participation.peers import models
from participation.peers.models import Peer, Roster, Series, Slot, SpareRoom
from participation.peers.queries.board import see_board
from participation.peers.rules.kinds import RosterState, SlotState, Status
from tests.builders import Town, acting, looking_in

pytestmark = pytest.mark.sqlite

SECRET = {"id", "organisation_id", "code_digest", "contact", "digest"}
"""Drawn by chance, or the key of a row: nothing that anybody reads."""
PLANTED = "e9676623a1306acbee562672697f8e76007e607cc1fd5cd0bc0f9ecc7cc0c9e7"
"""Digest of all that was planted of peer help, secrets left out. Whoever changes the
demonstration on purpose writes the new one here; whoever did not has found chance in it."""


@pytest.fixture
def session(demo: str) -> Iterator[Session]:
    engine: Engine = connect(demo)
    with acting(engine) as act:
        key = list_organisations(act.session)[0].id
    with looking_in(engine, Town(key, "rive", 0, 0)) as session:
        yield session
    engine.dispose()


def names(session: Session) -> dict[int, str]:
    """Give each key of a row that others point to a name that does not depend on chance."""
    found = {one.id: one.slug for one in session.scalars(select(Service))}
    people: tuple[Any, ...] = (User, Peer, SpareRoom)
    for kind in people:
        found |= {one.id: f"{kind.__name__} {one.name}" for one in session.scalars(select(kind))}
    times: tuple[Any, ...] = (Series, Slot, Roster)
    for kind in times:
        for one in session.scalars(select(kind).order_by(kind.id)):
            place = found.get(getattr(one, "service_id", 0), "")
            since = getattr(one, "since", None) or one.starts
            found[one.id] = f"{kind.__name__} {place} {since}"
    return found


def planted(session: Session) -> list[str]:
    """Give every row of peer help as a line, in order, whatever its key."""
    known = names(session)
    texts = {to_text(key): name for key, name in known.items()}
    lines = []
    for name in models.__all__:
        kind: type[Base] = getattr(models, name)
        for row in session.scalars(select(kind)):
            facts = {each: getattr(row, each) for each in kind.__mapper__.columns.keys()}  # noqa: SIM118
            said = {each: known.get(of, of) if isinstance(of, int) and not isinstance(of, bool)
                    else of for each, of in facts.items() if each not in SECRET}  # fmt: skip
            if isinstance(row, Roster):  # how long it took belongs to the machine
                said["proposal"] = {**row.proposal, "seconds": 0}
            line = f"{name} {json.dumps(said, default=str, sort_keys=True)}"
            for text, readable in texts.items() if isinstance(row, Roster) else ():
                line = line.replace(text, readable)
            lines.append(line)
    return sorted(lines)


def test_the_demonstration_holds_what_it_shows(session: Session) -> None:
    peers = session.scalars(select(Peer)).all()
    assert len(peers) == 24
    assert {one.status for one in peers} == set(Status)
    board = see_board(session, clock.now())
    assert board.waiting == 5
    assert len(board.overloaded) == 1
    assert [one.step for one in board.expiring].count(0) == 1
    assert board.gaps
    assert board.handovers
    assert board.paused
    assert board.today
    days = {one.starts.date() for one in session.scalars(select(Slot))}
    assert (max(days) - min(days)).days >= 28, "a running month"
    states = session.scalars(select(Slot.state)).all()
    assert states.count(SlotState.HELD) > 40
    assert states.count(SlotState.PLANNED) > 20
    rosters = set(session.scalars(select(Roster.state)))
    assert rosters == {RosterState.PUBLISHED, RosterState.PROPOSED}


def test_the_demonstration_is_the_same_at_each_planting(session: Session) -> None:
    lines = planted(session)
    assert len(lines) > 500
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == PLANTED

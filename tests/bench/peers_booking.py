"""Fifty who want the same twenty times: tries a second, and no time given twice."""

import datetime as dt
import random
import statistics
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import DBAPIError

from participation.foundation import clock
from participation.foundation.act import Act, Refused
from participation.foundation.database import connect, get_row
from participation.foundation.security import keep_secret
from participation.peers.models import Peer, Reservation, Slot
from participation.peers.operations.meeting import Guest, book_meeting, refuse_lost
from tests.bench import databases
from tests.builders import Town, acting_in, looking_in, make_town
from tests.peers.meeting import BASE, Portrait, at, make_helper

THREADS, TRIES, HELPERS, SLOTS, ROUNDS = 50, 40, 5, 20, 20
GOAL = 1000
"""Tries a second."""
NOW = dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)
HOURS = ("09:00", "14:00")
SEED = 7


@dataclass(slots=True)
class Round:
    """What became of the tries of one round, and how long each lasted (seconds)."""

    said: Counter[str] = field(default_factory=Counter)
    lasted: list[float] = field(default_factory=list)
    wall: float = 0.0


def offers() -> list[dt.datetime]:
    """Give four beginnings on two days: the charter allows three meetings a day."""
    return [at(f"{day} {hour}") for day in ("03-18", "03-19") for hour in HOURS]


def attempt(engine: Engine, town: Town, peer_id: int, starts: dt.datetime) -> str:
    """Try to take a time as the page does: it looks, reading; then the program's own deed writes.

    What the page writes beside (the count of tries, the key of its form) is left out, and what it
    shows to who lost.
    """
    guest = Guest(None, "fr")
    try:
        with looking_in(engine, town, town.here) as session:
            refuse_lost(Act(session, "test", clock.now()), peer_id, starts, guest)
        with acting_in(engine, town, town.here) as act:
            peer = get_row(act.session, Peer, peer_id)
            book_meeting(act, peer, starts, guest, service_id=town.here, helping=BASE)
    except Refused:
        return "lost"
    except DBAPIError as error:
        return f"error {type(error.orig).__name__}"
    return "booked"


def one_round(engine: Engine, town: Town, wanted: list[tuple[int, dt.datetime]]) -> Round:
    """Let fifty threads try forty times each on the same twenty times."""
    found, gate = Round(), threading.Barrier(THREADS + 1)
    mutex = threading.Lock()

    def want(number: int) -> None:
        chance = random.Random(SEED + number)
        mine = [chance.choice(wanted) for _each in range(TRIES)]
        gate.wait()
        for peer_id, starts in mine:
            begun = time.perf_counter()
            said = attempt(engine, town, peer_id, starts)
            spent = time.perf_counter() - begun
            with mutex:
                found.said[said] += 1
                found.lasted.append(spent)

    threads = [threading.Thread(target=want, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    gate.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    found.wall = time.perf_counter() - begun
    return found


def doubles(engine: Engine, town: Town) -> int:
    """Count pairs of reservations of one subject that share a moment, by code of its own."""
    with acting_in(engine, town) as act:
        rows = act.session.execute(
            select(Reservation.subject_id, Reservation.starts, Reservation.ends).order_by(
                Reservation.subject_id, Reservation.starts
            )
        ).all()
    return sum(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(rows))


def passable(folder: str) -> Path:
    """Let PostgreSQL, which runs as another user, pass through a folder."""
    path = Path(folder)
    path.chmod(0o755)
    return path


def clear(act: Act) -> None:
    """Free every time for the next round."""
    for kind in (Reservation, Slot):
        act.session.execute(delete(kind), execution_options={"synchronize_session": False})


def measure(kind: str, rounds: int = ROUNDS) -> bool:
    """Print what one database does; say whether nothing was given twice and nobody saw a lock."""
    said, lasted, walls, twice = Counter[str](), [], [], 0
    with (
        tempfile.TemporaryDirectory() as folder,
        databases.empty(kind, passable(folder)) as store,
        clock.frozen(NOW),
    ):
        keep_secret("a secret for measures")
        engine = connect(store.url)
        town = make_town(engine)
        with acting_in(engine, town) as act:
            portraits = [Portrait(f"Pair {number}") for number in range(HELPERS)]
            peers = [make_helper(act, one, town.here).id for one in portraits]
        wanted = [(peer, starts) for peer in peers for starts in offers()]
        for _each in range(rounds):
            found = one_round(engine, town, wanted)
            said += found.said
            lasted += found.lasted
            walls.append(found.wall)
            twice += doubles(engine, town)
            with acting_in(engine, town) as act:
                clear(act)
        engine.dispose()
    tries = THREADS * TRIES * rounds
    errors = {name: count for name, count in said.items() if name.startswith("error")}
    rate, p95 = tries / sum(walls), statistics.quantiles(lasted, n=20)[-1] * 1000
    print(
        f"booking, {kind}: {tries} tries of {THREADS} threads on {SLOTS} times, {rounds} rounds: "
        f"{said['booked']} booked, {twice} twice, {sum(errors.values())} errors {errors or ''}, "
        f"{rate:.0f} tries/s (goal {GOAL}), p95 {p95:.0f} ms"
    )
    return not twice and not errors and said["booked"] == SLOTS * rounds


def main(rounds: int = ROUNDS) -> bool:
    """Measure both databases, side by side."""
    held = [measure(kind, rounds) for kind in databases.KINDS]
    return all(held)


if __name__ == "__main__":
    main()

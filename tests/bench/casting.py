"""Whole votes over HTTP under measure: a sealed ballot sent, verified, on the disk, answered."""

import datetime as dt
import itertools
import re
import socket
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.pool import Pool
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

from participation.elections.queries import sealed as found
from participation.foundation import clock
from participation.foundation.database import connect
from participation.foundation.keys import to_text
from participation.seed.devices.booths import seal
from tests.bench.databases import Store
from tests.bench.server import SECRET, Server, serving
from tests.builders import looking_in
from tests.elections import calling, sealing

CLIENTS = 8
WARM = 24
OPENED = dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)
TOKEN = re.compile(rb'<[^>]*csrf[^>]*(?:value|content)="([^"]+)"')
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
COOKIE = re.compile(rb"set-cookie: *([^;\r]+)", re.IGNORECASE)
END = b"\r\n\r\n"
READ = 65_536


@dataclass(frozen=True, slots=True)
class Voting:
    """Votes a second, how long voters wait, and processor time a vote of all who have a part."""

    per_second: float
    cpu_ms: float
    """Of the server."""
    database_ms: float
    """Of a database that runs by itself; SQLite is a part of the server."""
    booths_ms: float
    """Of the booths themselves, which share this machine with the server."""
    whole_ms: float
    p50_ms: float
    p95_ms: float


class Booth:
    """One device that casts ballots, on a connection that it keeps; it costs next to nothing."""

    def __init__(self, address: str, path: str) -> None:
        parts = urlsplit(address)
        self.place = parts.hostname or "", parts.port or 0
        self.line: socket.socket | None = None
        head, page = self._ask(f"GET /rive/sign-in/forgotten HTTP/1.1\r\nHost: {parts.netloc}")
        token, cookie = TOKEN.search(page), COOKIE.search(head)
        if token is None or cookie is None:
            message = f"no token at the door: {head!r}"
            raise RuntimeError(message)
        self.head = (
            f"POST {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
            f"X-CSRFToken: {token[1].decode()}\r\nCookie: {cookie[1].decode()}"
        )

    def cast(self, raw: bytes) -> float:
        """Cast a ballot; give the seconds until its tracker is there."""
        began = time.perf_counter()
        head, said = self._ask(f"{self.head}\r\nContent-Length: {len(raw)}", raw)
        if b" 200 " not in head[:16] or b'"tracker"' not in said:
            message = f"{head!r}: {said!r}"
            raise RuntimeError(message)
        return time.perf_counter() - began

    def close(self) -> None:
        """Hang up."""
        if self.line is not None:
            self.line.close()
        self.line = None

    def _ask(self, head: str, body: bytes = b"") -> tuple[bytes, bytes]:
        """Ask; again, as browsers do, when the server has just closed a silent connection.

        The same ballot again gives the same answer.
        """
        for last in (False, True):
            try:
                return self._exchange(head.encode() + END + body)
            except ConnectionError:
                self.close()
                if last:
                    raise
        raise AssertionError

    def _exchange(self, request: bytes) -> tuple[bytes, bytes]:
        self.line = self.line or socket.create_connection(self.place, timeout=60)
        self.line.sendall(request)
        head, split, body = self._read().partition(END)
        while not split:
            head, split, body = (head + self._read()).partition(END)
        length = LENGTH.search(head)
        while length is not None and len(body) < int(length[1]):
            body += self._read()
        return head, body

    def _read(self) -> bytes:
        came = self.line.recv(READ) if self.line else b""
        if not came:
            raise ConnectionResetError
        return came


@contextmanager
def _people(answers: int) -> Iterator[None]:
    """Let so many residents stand, in the election of the tests."""
    names = tuple(f"Personne {number}" for number in range(1, answers + 1))
    others = calling.RESIDENTS if answers < len(calling.RESIDENTS) else ()
    with (
        mock.patch.object(calling, "RESIDENTS", names + others),
        mock.patch.object(sealing, "STANDING", names),
        mock.patch.object(sealing, "SECRET", SECRET),
    ):
        yield


def _seal_one(work: tuple[str, str, tuple[int, ...]]) -> bytes:
    election, code, choice = work
    return seal(found.read_sealing(election), code, [choice])


def measure(store: Store, folder: Path, pool: Pool, answers: int, votes: int) -> Voting:
    """Open an election of so many candidates, and let eight booths cast so many votes."""
    engine = connect(store.url)
    with _people(answers), clock.frozen(OPENED):
        made = sealing.opened(engine, cards=votes + WARM)
        with looking_in(engine, made.town) as session:
            election = found.get_sealed(session, made.contest_id).election or ""
        choices = itertools.cycle(sealing.choice(*few) for few in ((1,), (1, 2), (2, 3, 4)))
        works = [(election, code, next(choices)) for code in made.codes]
    ballots = pool.map(_seal_one, works, chunksize=25)
    with serving(store.url, folder) as server:
        path = f"/rive/tilleul/vote/{to_text(made.contest_id)}/ballots"
        booths = [Booth(server.url, path) for _ in range(CLIENTS)]
        _cast(booths, ballots[:WARM])
        before = _spent(server, store)
        waits = _cast(booths, ballots[WARM:])
        after = _spent(server, store)
        for booth in booths:
            booth.close()
    engine.dispose()
    cuts = statistics.quantiles(waits, n=20)
    passed, *costs = ((new - old) / votes for new, old in zip(after, before, strict=True))
    server_ms, database_ms, booths_ms = (cost * 1000 for cost in costs)
    return Voting(
        per_second=1 / passed,
        cpu_ms=server_ms,
        database_ms=database_ms,
        booths_ms=booths_ms,
        whole_ms=server_ms + database_ms + booths_ms,
        p50_ms=cuts[9] * 1000,
        p95_ms=cuts[18] * 1000,
    )


def _spent(server: Server, store: Store) -> tuple[float, ...]:
    """Read the clocks: seconds, and those of the processors for server, database and booths."""
    return time.perf_counter(), server.cpu_seconds(), store.cpu_seconds(), time.process_time()


def _cast(booths: Sequence[Booth], ballots: Sequence[bytes]) -> list[float]:
    """Let the booths cast ballots, each as fast as it is answered."""
    waiting, gate = iter(ballots), threading.Lock()

    def work(booth: Booth) -> list[float]:
        waits: list[float] = []
        while True:
            with gate:
                raw = next(waiting, None)
            if raw is None:
                return waits
            waits.append(booth.cast(raw))

    with ThreadPoolExecutor(len(booths)) as pool:
        return [wait for waits in pool.map(work, booths) for wait in waits]

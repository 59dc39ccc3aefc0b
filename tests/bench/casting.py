"""Whole votes over HTTP under measure: a sealed ballot sent, verified, on the disk, answered."""

import datetime as dt
import http.client
import itertools
import re
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

from participation.belenios.sealing import seal
from participation.elections.queries import sealed as found
from participation.foundation import clock
from participation.foundation.database import connect
from participation.foundation.keys import to_text
from tests.bench.databases import Store
from tests.bench.server import SECRET, serving
from tests.builders import looking_in
from tests.elections import calling, sealing

CLIENTS = 8
WARM = 24
OPENED = dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)
TOKEN = re.compile(r'(?:value|content)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Voting:
    """Votes a second, the server's processor time for each, and how long voters wait."""

    per_second: float
    cpu_ms: float
    p50_ms: float
    p95_ms: float


class Booth:
    """One device that casts ballots, on a connection that it keeps."""

    def __init__(self, address: str, path: str) -> None:
        parts = urlsplit(address)
        self.path = path
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        status, page, cookie = self._ask("GET", "/rive/sign-in/forgotten", None, {})
        field = re.search(r"<[^>]*csrf[^>]*>", page)
        token = TOKEN.search(field[0]) if field else None
        if status != http.client.OK or token is None:
            message = f"no token at the door: {status}"
            raise RuntimeError(message)
        self.headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": token[1],
            "Cookie": cookie.partition(";")[0],
        }

    def cast(self, raw: bytes) -> float:
        """Cast a ballot; give the seconds until its tracker is there."""
        began = time.perf_counter()
        status, said, _cookie = self._ask("POST", self.path, raw, self.headers)
        if status != http.client.OK or "tracker" not in said:
            message = f"{status}: {said}"
            raise RuntimeError(message)
        return time.perf_counter() - began

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, str, str]:
        """Ask; again, as browsers do, when the server has just closed a silent connection.

        The same ballot again gives the same answer.
        """
        for last in (False, True):
            try:
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                page = answer.read().decode("utf-8", "replace")
                return answer.status, page, answer.headers.get("Set-Cookie") or ""
            except ConnectionError:
                self.connection.close()
                if last:
                    raise
        raise AssertionError


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
        cpu, began = server.cpu_seconds(), time.perf_counter()
        waits = _cast(booths, ballots[WARM:])
        seconds, cpu = time.perf_counter() - began, server.cpu_seconds() - cpu
        for booth in booths:
            booth.connection.close()
    engine.dispose()
    cuts = statistics.quantiles(waits, n=20)
    each = 1000 / len(waits)
    return Voting(len(waits) / seconds, cpu * each, cuts[9] * 1000, cuts[18] * 1000)


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

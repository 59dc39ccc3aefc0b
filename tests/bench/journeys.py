"""Journeys of respondents at once: how many a second, how long each waits, what each costs."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from participation.foundation.keys import to_text
from tests.bench.places import Place
from tests.bench.respondent import Respondent
from tests.bench.server import Server

CONCURRENCY = 8


@dataclass(frozen=True, slots=True)
class Journeys:
    """What journeys cost: CPU in milliseconds of the server, waits in milliseconds a request."""

    journeys: int
    requests: int
    per_second: float
    cpu_ms: float
    p50_ms: float
    p95_ms: float


def run(server: Server, place: Place, count: int, *, by_group: bool) -> Journeys:
    """Let eight respondents at once answer twelve questions, again and again, after a warm-up."""
    start = f"/{place.slug}/s0/surveys/{to_text(place.survey_id)}"
    _crowd(server, start, CONCURRENCY * 2, by_group=by_group)
    cpu, began = server.cpu_seconds(), time.perf_counter()
    waits = _crowd(server, start, count, by_group=by_group)
    seconds, cpu = time.perf_counter() - began, server.cpu_seconds() - cpu
    cuts = statistics.quantiles(waits, n=20)
    return Journeys(
        journeys=count,
        requests=round(len(waits) / count),
        per_second=count / seconds,
        cpu_ms=cpu / count * 1000,
        p50_ms=statistics.median(waits) * 1000,
        p95_ms=cuts[18] * 1000,
    )


def _crowd(server: Server, start: str, count: int, *, by_group: bool) -> list[float]:
    def live(numbers: range) -> list[float]:
        person = Respondent(server.url)
        for number in numbers:
            person.answer(start, by_group=by_group, seed=number)
        return person.waits

    shares = [range(first, count, CONCURRENCY) for first in range(CONCURRENCY)]
    with ThreadPoolExecutor(CONCURRENCY) as crowd:
        return [wait for waits in crowd.map(live, shares) for wait in waits]

"""Journeys of respondents at once: how many a second, how long each waits, what each costs."""

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields

from participation.foundation.keys import to_text
from tests.bench import fill
from tests.bench.databases import Store
from tests.bench.places import Place
from tests.bench.respondent import Respondent
from tests.bench.server import Server

CONCURRENCY = 8


@dataclass(frozen=True, slots=True)
class Journeys:
    """What journeys cost: CPU in milliseconds of the server, waits in milliseconds a step.

    A step is a request with the redirects that it led to. `client_ms` is what the respondents
    themselves cost this machine, beside the server; `database_ms` what PostgreSQL's processes did.
    """

    requests: float
    per_second: float
    cpu_ms: float
    client_ms: float
    database_ms: float
    p50_ms: float
    p95_ms: float


def run(server: Server, store: Store, place: Place, count: int, *, by_group: bool) -> Journeys:
    """Let eight respondents at once answer twelve questions, again and again, after a warm-up.

    Raises UnequalCountError when one of their answers is not in the database afterwards.
    """
    start = f"/{place.slug}/s0/surveys/{to_text(place.survey_id)}"
    _crowd(server, start, CONCURRENCY * 2, by_group=by_group)
    kept = store.count("response", [place.survey_id])
    cpu, database = server.cpu_seconds(), store.cpu_seconds()
    client, began = time.process_time(), time.perf_counter()
    people = _crowd(server, start, count, by_group=by_group)
    seconds, client = time.perf_counter() - began, time.process_time() - client
    cpu, database = server.cpu_seconds() - cpu, store.cpu_seconds() - database
    fill.check(store, [place], kept + count)
    waits = [wait for person in people for wait in person.waits]
    return Journeys(
        requests=sum(person.requests for person in people) / count,
        per_second=count / seconds,
        cpu_ms=cpu / count * 1000,
        client_ms=client / count * 1000,
        database_ms=database / count * 1000,
        p50_ms=statistics.median(waits) * 1000,
        p95_ms=statistics.quantiles(waits, n=20)[18] * 1000,
    )


def median_of(rounds: Sequence[Journeys]) -> Journeys:
    """Give the median of each figure over some rounds."""
    names = (each.name for each in fields(Journeys))
    return Journeys(**{x: statistics.median(getattr(one, x) for one in rounds) for x in names})


def _crowd(server: Server, start: str, count: int, *, by_group: bool) -> list[Respondent]:
    def live(numbers: range) -> Respondent:
        person = Respondent(server.url)
        for number in numbers:
            person.answer(start, by_group=by_group, seed=number)
        return person

    shares = [range(first, count, CONCURRENCY) for first in range(CONCURRENCY)]
    with ThreadPoolExecutor(CONCURRENCY) as crowd:
        return list(crowd.map(live, shares))

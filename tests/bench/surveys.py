"""Measures surveys: journeys, weights, counts, results, files, posters; on both databases."""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Engine

from participation.foundation.database import connect
from participation.seed.form import LANGUAGES
from participation.surveys.queries import counts
from participation.surveys.rules.questions import QuestionKind
from tests.bench import databases, figures, journeys, weight
from tests.bench.databases import Store
from tests.bench.figures import LAYOUTS, PAGES, Figures
from tests.bench.fill import ANSWERS, check, fill
from tests.bench.places import (
    Place,
    acting_in,
    close,
    count_poured,
    make_place,
    sign_in,
    twelve_questions,
)
from tests.bench.reading import Reader
from tests.bench.server import Server, serving

SIZES = {
    "journeys": (200, 40, "journeys of each kind and round"),
    "rounds": (3, 1, "rounds of journeys, whose median counts"),
    "responses": (100_000, 5_000, "responses of the large association"),
    "answers": (5_000_000, 200_000, "answers in the whole database"),
    "associations": (75, 3, "the many associations"),
    "services": (40, 4, "services of each association"),
}
"""Usual size, quick size, words; 75 associations of 40 services are a federation."""
TIMES = 9
MEGABYTE = 1024 * 1024
BEGUN = time.monotonic()


def say(sentence: str) -> None:
    """Tell what happens and how busy the machine is, beside the figures."""
    spent, load = time.monotonic() - BEGUN, os.getloadavg()[0]
    print(f"[{spent:6.1f} s, load {load:.1f}] {sentence}", file=sys.stderr, flush=True)


class Bench:
    """The measures of one database, which grows from the first measure to the last."""

    def __init__(self, store: Store, folder: Path, options: argparse.Namespace) -> None:
        self.store, self.folder, self.options = store, folder, options
        self.engine: Engine = connect(store.url)
        self.warm = make_place(self.engine, "answering", 1)
        self.found: Figures = {"peak_mb": 0}

    def run(self) -> Figures:
        """Measure everything; results are read when all answers are in."""
        self.answering()
        many, large = self._fill_many(), self._fill_large()
        self.counting(large)
        self.closing(large)
        self.reading(large, many)
        self.engine.dispose()
        return self.found

    def answering(self) -> None:
        """Measure those who answer, and what their first pages weigh."""
        flat = make_place(self.engine, "flat", 1, grouped=False)
        places = {"whole": flat, "group": self.warm, "single": self.warm}
        rounds: dict[str, list[journeys.Journeys]] = {name: [] for name in LAYOUTS}
        with serving(self.store.url, self.folder) as server:
            for number in range(self.options.rounds):
                for name, place in places.items():
                    say(f"{self.options.journeys} journeys ({LAYOUTS[name]}), round {number + 1}.")
                    rounds[name].append(self._walk(server, place, by_group=name != "single"))
            for name, each in rounds.items():
                median = asdict(journeys.median_of(each))
                self.found |= {f"{name}_{key}": value for key, value in median.items()}
            self._weigh(server, self.warm)
            self._note_peak(server)
        close(self.engine, self.warm)

    def _walk(self, server: Server, place: Place, *, by_group: bool) -> journeys.Journeys:
        return journeys.run(server, self.store, place, self.options.journeys, by_group=by_group)

    def _weigh(self, server: Server, place: Place) -> None:
        chromium = weight.find_chromium()
        if not chromium:
            say("No Chromium here: pages are not weighed.")
            return
        for language in ("fr", "ar"):
            say(f"Weighing the first pages ({language}).")
            found = zip(PAGES, weight.weigh(server, place, chromium, language), strict=True)
            for page, weighed in found:
                for name, value in asdict(weighed).items():
                    self.found[f"{page}_{language}_{name}"] = value

    def _fill_large(self) -> Place:
        count = self.options.responses
        say(f"Putting {count} responses into one association.")
        place = make_place(self.engine, "large", self.options.services)
        fill(self.store, place, count)
        check(self.store, [place], count)
        self.store.settle()
        began = time.perf_counter()
        count_poured(self.engine, place)
        self.found["recount_seconds"] = time.perf_counter() - began
        return place

    def _fill_many(self) -> list[Place]:
        """Fill the many associations with what the large one leaves of all answers, and close."""
        others = max(0, self.options.answers - self.options.responses * ANSWERS)
        share = max(1, others // (ANSWERS * self.options.associations))
        say(f"Putting {others} answers into {self.options.associations} associations.")
        places = []
        for number in range(self.options.associations):
            places.append(make_place(self.engine, f"many{number}", self.options.services))
            fill(self.store, places[-1], share, seed=number)
        check(self.store, places, share * len(places))
        self.store.settle()
        for place in places:
            count_poured(self.engine, place)
            close(self.engine, place)
        return places

    def counting(self, place: Place) -> None:
        """Set side by side what a page would scan and what it reads, then open the live page."""
        say("Scanning beside reading what is kept.")
        keys = [survey for _service, survey in place.surveys]
        with acting_in(self.engine, place) as act:
            session = act.session
            self._time("ways_scanned_ms", lambda: counts.scan_ways(session, keys))
            self._time("ways_kept_ms", lambda: counts.read_ways(session, keys))
        with serving(self.store.url, self.folder) as server:
            reader = self._enter(server, place)
            self._read("live", reader, reader.desk)
            self._note_peak(server)

    def closing(self, place: Place) -> None:
        """Close the large wave and print its first posters, as its manager does."""
        with serving(self.store.url, self.folder) as server:
            reader = Reader(server)
            reader.enter(self.warm, sign_in(self.engine, self.warm))
            reader.print_posters(self.warm.survey_id, ["fr"])
            reader.enter(place, sign_in(self.engine, place))
            say("Closing the wave and printing its posters.")
            self.found["close_seconds"] = reader.close_wave()
            printed = reader.print_posters(place.survey_id, LANGUAGES)
            self.found["posters_seconds"] = self.found["close_seconds"] + printed
            self._note_peak(server)
        self.store.settle()

    def reading(self, large: Place, many: list[Place]) -> None:
        """Read results in processes that have never read them, and take a file away."""
        keys = [survey for _service, survey in large.surveys]
        several = [q.number for q in twelve_questions().questions() if q.kind is QuestionKind.MANY]
        with acting_in(self.engine, large) as act:
            session = act.session

            def scan() -> None:
                counts.scan_values(session, keys, spoken_for=())
                counts.scan_choosers(session, keys, several, spoken_for=())

            self._time("answers_scanned_ms", scan, times=3)
            self._time("answers_kept_ms", lambda: counts.read_counts(session, keys))
        with serving(self.store.url, self.folder) as server:
            self._read("large", self._enter(server, large))
        with serving(self.store.url, self.folder) as server:
            reader = self._enter(server, many[len(many) // 2])
            self._read("many", reader)
            reader.enter(large, sign_in(self.engine, large))
            self._export(reader)
            self._note_peak(server)

    def _export(self, reader: Reader) -> None:
        say("Exporting the responses.")
        export = reader.export()
        if export.lines != self.options.responses:
            sys.exit(f"{export.lines} lines exported of {self.options.responses} responses")
        self.found["export_seconds"] = export.seconds
        self.found["export_first_byte_s"] = export.first_byte
        self.found["export_growth_mb"] = export.growth_mb
        self.found["export_peak_mb"] = export.peak_mb

    def _enter(self, server: Server, place: Place) -> Reader:
        """Sign in, after a page of elsewhere that warms the server's process."""
        reader = Reader(server)
        reader.enter(self.warm, sign_in(self.engine, self.warm))
        reader.read_page()
        reader.enter(place, sign_in(self.engine, place))
        return reader

    def _read(self, name: str, reader: Reader, path: str = "") -> None:
        say(f"Reading a page again and again ({name}).")
        first, *others = [reader.read_page(path) for _ in range(1 + TIMES)]
        self.found[f"{name}_first_ms"] = first * 1000
        self.found[f"{name}_page_ms"] = statistics.median(others) * 1000

    def _time(self, name: str, deed: Callable[[], object], times: int = TIMES) -> None:
        """Take the median of a deed, done once before."""
        deed()
        found = []
        for _ in range(times):
            began = time.perf_counter()
            deed()
            found.append(time.perf_counter() - began)
        self.found[name] = statistics.median(found) * 1000

    def _note_peak(self, server: Server) -> None:
        peak = max(server.peak_bytes().values()) / MEGABYTE
        self.found["peak_mb"] = max(self.found["peak_mb"], peak)


def read_options(words: list[str] | None = None) -> argparse.Namespace:
    """Read what follows `run.py bench surveys`."""
    parser = argparse.ArgumentParser(prog="run.py bench surveys", description=__doc__)
    parser.add_argument("--database", choices=[*databases.KINDS, "both"], default="both")
    parser.add_argument("--quick", action="store_true", help="smaller sizes, rougher figures")
    parser.add_argument("--json", type=Path, help="write the JSON there instead of printing it")
    for name, (usual, quick, words_of) in SIZES.items():
        told = f"{words_of} (usually {usual:,}, quick {quick:,})"
        parser.add_argument(f"--{name}", type=int, help=told)
    options = parser.parse_args(words)
    for name, (usual, quick, _words) in SIZES.items():
        if getattr(options, name) is None:
            setattr(options, name, quick if options.quick else usual)
    return options


def main(words: list[str]) -> int:
    """Measure, print the table and the JSON."""
    options = read_options(words)
    kinds = databases.KINDS if options.database == "both" else (options.database,)
    found = {}
    for kind in kinds:
        say(f"On {kind}.")
        with tempfile.TemporaryDirectory(prefix="bench-") as made:
            folder = Path(made)
            folder.chmod(0o755)  # PostgreSQL runs as another person than root
            with databases.empty(kind, folder) as store:
                found[kind] = Bench(store, folder, options).run()
    say("Done.")
    text = figures.as_json(found, {name: getattr(options, name) for name in SIZES})
    print(figures.table(found))
    if options.json:
        figures.keep(text, options.json)
    else:
        print(text)
    return 0

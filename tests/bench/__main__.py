"""Measures journeys, pages, results, exports; `elections` votes, `peers` helpers: run.py bench."""

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Engine

from participation.foundation.database import connect
from tests.bench import databases, elections, figures, journeys, peers, weight
from tests.bench.databases import Store
from tests.bench.figures import Figures
from tests.bench.fill import ANSWERS, check, fill
from tests.bench.places import Place, close, make_place, sign_in
from tests.bench.reading import Reader
from tests.bench.server import Server, serving

SIZES = {
    "journeys": (400, 40, "journeys of each kind"),
    "responses": (100_000, 5_000, "responses of the large association"),
    "answers": (5_000_000, 200_000, "answers of the many associations together"),
    "associations": (75, 3, "the many associations"),
    "services": (40, 4, "services of each association"),
}
"""Usual size, quick size, words; 75 associations of 40 services are a federation."""
PAGES = 9
MEGABYTE = 1024 * 1024
BEGUN = time.monotonic()


def say(sentence: str) -> None:
    """Tell what happens, beside the figures."""
    print(f"[{time.monotonic() - BEGUN:6.1f} s] {sentence}", file=sys.stderr, flush=True)


class Bench:
    """The measures of one database; each begins with a server that has just been started."""

    def __init__(self, store: Store, folder: Path, options: argparse.Namespace) -> None:
        self.store, self.folder, self.options = store, folder, options
        self.engine: Engine = connect(store.url)
        self.warm = make_place(self.engine, "answering", 1)
        self.found: Figures = {"peak_mb": 0}

    def run(self) -> Figures:
        """Measure everything; one database grows from the first measure to the last."""
        self.answering()
        self.large()
        self.many()
        self.engine.dispose()
        return self.found

    def answering(self) -> None:
        """Measure those who answer, and what their page weighs."""
        place = self.warm
        with serving(self.store.url, self.folder) as server:
            for name, by_group in (("group", True), ("single", False)):
                say(f"{self.options.journeys} journeys ({name}).")
                count = self.options.journeys
                cost = journeys.run(server, self.store, place, count, by_group=by_group)
                self.found |= {f"{name}_{key}": value for key, value in asdict(cost).items()}
            self._weigh(server, place)
            self._note_peak(server)
        close(self.engine, place)

    def _weigh(self, server: Server, place: Place) -> None:
        chromium = weight.find_chromium()
        if not chromium:
            say("No Chromium here: pages are not weighed.")
            return
        for language in ("fr", "ar"):
            say(f"Weighing the page of a question ({language}).")
            found = weight.weigh(server, place, chromium, language)
            self.found[f"{language}_kilobytes"] = found.kilobytes
            self.found[f"{language}_requests"] = found.requests

    def large(self) -> None:
        """Measure results and export of one association with very many responses."""
        count = self.options.responses
        say(f"Putting {count} responses into one association.")
        place = make_place(self.engine, "large", self.options.services)
        fill(self.store, place, count)
        self._finish([place], count)
        with serving(self.store.url, self.folder) as server:
            reader = self._read("large", server, place)
            say("Exporting the responses.")
            export = reader.export()
            if export.lines != count:
                sys.exit(f"the export has {export.lines} lines for {count} responses")
            self.found["export_seconds"] = export.seconds
            self.found["export_first_byte_s"] = export.first_byte
            self.found["export_growth_mb"] = export.growth_mb
            self._note_peak(server)

    def many(self) -> None:
        """Measure the results of one association while many others have answered too."""
        share = self.options.answers // (ANSWERS * self.options.associations)
        say(
            f"Putting {self.options.answers} answers into {self.options.associations} associations."
        )
        places = []
        for number in range(self.options.associations):
            places.append(make_place(self.engine, f"many{number}", self.options.services))
            fill(self.store, places[-1], share, seed=number)
        self._finish(places, share * len(places))
        with serving(self.store.url, self.folder) as server:
            self._read("many", server, places[len(places) // 2])
            self._note_peak(server)

    def _finish(self, places: list[Place], responses: int) -> None:
        check(self.store, places, responses)
        for place in places:
            close(self.engine, place)
        self.store.settle()

    def _read(self, name: str, server: Server, place: Place) -> Reader:
        """Read a page again and again, after one of elsewhere that warms the server's process."""
        say("Reading the results.")
        reader = Reader(server)
        reader.enter(self.warm, sign_in(self.engine, self.warm))
        reader.read_page()
        reader.enter(place, sign_in(self.engine, place))
        first, *others = [reader.read_page() for _ in range(1 + PAGES)]
        self.found[f"{name}_first_ms"] = first * 1000
        self.found[f"{name}_page_ms"] = statistics.median(others) * 1000
        return reader

    def _note_peak(self, server: Server) -> None:
        peak = max(server.peak_bytes().values()) / MEGABYTE
        self.found["peak_mb"] = max(self.found["peak_mb"], peak)


def read_options(words: list[str] | None = None) -> argparse.Namespace:
    """Read what follows `run.py bench`."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
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


def main(words: list[str] | None = None) -> int:
    """Measure, print the table and the JSON; `elections` or `peers` first measures those."""
    words = sys.argv[1:] if words is None else words
    if words[:1] == ["peers"]:
        return peers.main(words[1:])
    if words[:1] == ["elections"]:
        return elections.main(words[1:])
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
    text = figures.as_json(found, {name: getattr(options, name) for name in SIZES})
    print(figures.table(found))
    if options.json:
        figures.keep(text, options.json)
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measures sealed votes: sealed in a browser, verified beside belenios-tool, cast, tallied."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path

from tests.belenios.ceremony import Made
from tests.bench import ballots as sealed, casting, databases, figures, scalars, sealing
from tests.bench.ballots import CHUNK, Cost, Tool
from tests.bench.figures import Figures, Line
from tests.bench.weight import find_chromium

TEN, FOUR = 10, 4
PROCESSES = 2
SIZES = {
    "ballots": (500, 50, "ballots of 10 candidates that both verify"),
    "votes": (600, 60, "votes cast over HTTP on each database"),
    "tallied": (1_000, 100, "ballots of the tally"),
}
GROWING = (100, 1_000, 10_000)
LINES = (
    Line("ours_cpu_ms", "our verifier, one process: CPU ms a ballot", digits=2),
    Line("ours_per_second", "our verifier, one process: ballots a second", digits=1),
    Line("tool_cpu_ms", "belenios-tool, one process: CPU ms a ballot", digits=2),
    Line("tool_per_second", "belenios-tool, one process: ballots a second", digits=1),
    Line("against_tool", "ours against the tool, CPU: times as fast", 1.1, at_least=True, digits=2),
    Line("doubled_cpu_ms", "ours with a double-scalar function, estimated: CPU ms", digits=2),
    Line("doubled_against_tool", "the same against the tool: times as fast", digits=2),
    Line("ours_two_per_second", "our verifier, two processes: ballots a second", digits=1),
    Line("tool_two_per_second", "belenios-tool, two processes: ballots a second", digits=1),
    Line("two_against_one", "our two processes against one", 1.8, at_least=True, digits=2),
    Line("seal_ms", "one ballot sealed in Chromium, nothing drafted before: ms", 80, digits=1),
    Line("seal_drafted_ms", "the same, drafted while the voter listens: ms", digits=1),
    Line("tally_seconds", "tally and 2 of 3 decryptions beyond verification: s", 1, digits=2),
    *(
        line
        for count in GROWING
        for line in (
            Line(f"of_{count}_ms", f"archive of {count:,}, two processes: ms a ballot", digits=2),
            Line(f"of_{count}_mb", f"archive of {count:,}: peak MB of a process", digits=1),
        )
    ),
)
VOTES = tuple(
    line
    for count, goal in ((TEN, 100), (FOUR, 100))
    for line in (
        Line(
            f"of_{count}_per_second",
            f"{count} candidates: votes a second",
            goal,
            at_least=True,
            digits=1,
        ),
        Line(f"of_{count}_cpu_ms", f"{count} candidates: server CPU, ms a vote", digits=1),
        Line(f"of_{count}_database_ms", f"{count} candidates: database CPU, ms a vote", digits=1),
        Line(f"of_{count}_booths_ms", f"{count} candidates: CPU of booths, ms a vote", digits=1),
        Line(f"of_{count}_whole_ms", f"{count} candidates: CPU of all, ms a vote", 20, digits=1),
        Line(f"of_{count}_p50_ms", f"{count} candidates: median wait, ms"),
        Line(f"of_{count}_p95_ms", f"{count} candidates: 95th percentile of waits, ms"),
    )
)
BEGUN = time.monotonic()


def say(sentence: str) -> None:
    """Tell what happens, and how busy the machine is."""
    spent, load = time.monotonic() - BEGUN, os.getloadavg()[0]
    print(f"[{spent:6.1f} s, load {load:.1f}] {sentence}", file=sys.stderr, flush=True)


def verify_beside(pool: Pool, folder: Path, count: int) -> Figures:
    """Verify the same ballots with ours and with the tool, in turns: both meet the same load."""
    say(f"Sealing {count} ballots of {TEN} candidates.")
    made = sealed.make_vote(count, TEN)
    ballots = list(sealed.seal_all(pool, made))
    tool = find_tool(folder, made)
    say("Verifying them, one process and two.")
    found: dict[str, list[Cost]] = {"ours": [], "ours_two": [], "tool": [], "tool_two": []}
    raw = made.election.raw
    with ProcessPoolExecutor(PROCESSES) as two:
        for start in range(0, count, CHUNK):
            part = ballots[start : start + CHUNK]
            found["ours"].append(sealed.verify_some(raw, part))
            spread = sealed.verify_spread(two, raw, part, PROCESSES)
            found["ours_two"].append(Cost(spread, 0))
            if tool is not None:
                found["tool"].append(tool.verify(part, 1))
                found["tool_two"].append(tool.verify(part, PROCESSES))
    spared = scalars.spared_ms(made.election.questions[0])
    return _compare(found, count, spared)


def find_tool(folder: Path, made: Made) -> Tool | None:
    """Give belenios-tool 3.3 where there is one (BELENIOS_TOOL, or PATH)."""
    program = os.environ.get("BELENIOS_TOOL") or shutil.which("belenios-tool")
    if program is None:
        say("No belenios-tool here (BELENIOS_TOOL): ours is measured alone.")
        return None
    tool = Tool(program, folder, made)
    say(f"belenios-tool {tool.version()}.")
    return tool


def _compare(found: dict[str, list[Cost]], count: int, spared_ms: float) -> Figures:
    wall = {name: sum(each.wall for each in costs) for name, costs in found.items()}
    cpu = {name: sum(each.cpu for each in costs) for name, costs in found.items()}
    told = {
        "ours_cpu_ms": cpu["ours"] / count * 1000,
        "ours_per_second": count / wall["ours"],
        "doubled_cpu_ms": cpu["ours"] / count * 1000 - spared_ms,
        "ours_two_per_second": count / wall["ours_two"],
        "two_against_one": wall["ours"] / wall["ours_two"],
    }
    if found["tool"]:
        told |= {
            "tool_cpu_ms": cpu["tool"] / count * 1000,
            "tool_per_second": count / wall["tool"],
            "tool_two_per_second": count / wall["tool_two"],
            "against_tool": cpu["tool"] / cpu["ours"],
            "doubled_against_tool": cpu["tool"] / count * 1000 / told["doubled_cpu_ms"],
        }
    return told


def seal_in_browser() -> Figures:
    """Seal ballots one after the other in Chromium, where there is one."""
    chromium = find_chromium()
    if not chromium:
        say("No Chromium here (CHROMIUM): sealing in the browser is not measured.")
        return {}
    say(f"Sealing ballots of {TEN} candidates in Chromium.")
    return sealing.measure(chromium, TEN)


def tally(pool: Pool, count: int) -> Figures:
    """Add up ballots that were verified, decrypt by the server and two of three, and count."""
    say(f"Tallying {count} ballots.")
    made = sealed.make_vote(count, TEN)
    ballots = list(sealed.seal_all(pool, made))
    began = time.perf_counter()
    sums = sealed.add_up(made.election, ballots)
    sealed.open_tally(made, sums, count)
    return {"tally_seconds": time.perf_counter() - began}


def grow(pool: Pool, folder: Path, sizes: tuple[int, ...]) -> Figures:
    """Verify archives of more and more ballots: the time of each ballot, the peak of memory."""
    told: Figures = {}
    for count in sizes:
        say(f"Making and verifying an archive of {count} ballots.")
        path = folder / f"of{count}.bel"
        sealed.write_whole(pool, sealed.make_vote(count, TEN), path)
        found = sealed.weigh(path, PROCESSES)
        told[f"of_{count}_ms"] = found["seconds"] / count * 1000
        told[f"of_{count}_mb"] = found["megabytes"]
    return told


def cast(pool: Pool, kind: str, votes: int) -> Figures:
    """Cast votes over HTTP on a database, among ten candidates and among four."""
    told: Figures = {}
    for answers in (TEN, FOUR):
        say(f"Casting {votes} votes on {kind}, {answers} candidates.")
        with tempfile.TemporaryDirectory(prefix="bench-") as made:
            folder = Path(made)
            folder.chmod(0o755)  # PostgreSQL runs as another person than root
            with databases.empty(kind, folder) as store:
                voting = casting.measure(store, folder, pool, answers, votes)
        told |= {f"of_{answers}_{name}": value for name, value in asdict(voting).items()}
    return told


def read_options(words: list[str]) -> argparse.Namespace:
    """Read what follows `run.py bench elections`."""
    parser = argparse.ArgumentParser(prog="run.py bench elections", description=__doc__)
    parser.add_argument("--database", choices=[*databases.KINDS, "both"], default="both")
    parser.add_argument("--quick", action="store_true", help="smaller sizes, rougher figures")
    parser.add_argument("--many", action="store_true", help=f"an archive of {GROWING[-1]:,}, too")
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
    """Measure, print both tables and the JSON."""
    options = read_options(words)
    kinds = databases.KINDS if options.database == "both" else (options.database,)
    sizes = GROWING if options.many else GROWING[: 1 if options.quick else 2]
    with get_context("fork").Pool(PROCESSES) as pool, tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        here = verify_beside(pool, folder, options.ballots)
        here |= seal_in_browser()
        here |= tally(pool, options.tallied)
        here |= grow(pool, folder, sizes)
        voted = {kind: cast(pool, kind, options.votes) for kind in kinds}
    say("Done.")
    measured = {name: getattr(options, name) for name in SIZES}
    text = figures.as_json({"here": here, **voted}, measured, (*LINES, *VOTES))
    print(figures.table({"here": here}, LINES), figures.table(voted, VOTES), sep="\n\n")
    if options.json:
        figures.keep(text, options.json)
    else:
        print(text)
    return 0

"""Sealed ballots under measure: made, verified by us and by belenios-tool, tallied, weighed."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.pool import Pool
from pathlib import Path

from participation.belenios.archive import Writer, setup_objects
from participation.belenios.ballots import reopen, verify_ballot
from participation.belenios.election import Election, Question, read_election
from participation.belenios.group import Point
from participation.belenios.tally import (
    Grid,
    Sums,
    count_votes,
    decrypt,
    nothing,
    put,
    verify_partial,
    write_owner,
    write_result,
    write_tally,
)
from participation.belenios.trustees import read_trustees
from participation.belenios.verify import verify_archive
from participation.seed.devices.booths import seal
from tests.belenios.ceremony import TIMESTAMP, Made, make

MOST = 3
MEGABYTE = 1024
"""In kilobytes, as getrusage(2) counts on Linux."""
CHUNK = 25


@dataclass(frozen=True, slots=True)
class Cost:
    """What some work took: seconds that passed, seconds of processors."""

    wall: float
    cpu: float


def make_vote(count: int, answers: int) -> Made:
    """Make the keys and codes of an election of so many candidates and a blank vote, 2 of 3."""
    names = [f"Personne {number}" for number in range(1, answers + 1)]
    question = Question(
        names, blank=True, min=1, max=min(MOST, answers), question="Choisissez de 1 à 3 personnes"
    )
    return make(f"bench {count} {answers}", voters=count, questions=(question,))


def seal_all(pool: Pool, made: Made) -> Iterator[bytes]:
    """Seal one ballot with each code, in their order; blank, or one to three names."""
    slots = len(made.election.questions[0].answers) + 1
    works = (
        (made.election.raw, code, _choice(number, slots)) for number, code in enumerate(made.codes)
    )
    return pool.imap(_seal_one, works, chunksize=CHUNK)


def _choice(number: int, slots: int) -> tuple[int, ...]:
    if number % 13 == 0:
        return (1, *(0,) * (slots - 1))
    chosen = {1 + (number * step) % (slots - 1) for step in range(1, 1 + number % MOST + 1)}
    return (0, *(int(slot in chosen) for slot in range(1, slots)))


def _seal_one(work: tuple[bytes, str, tuple[int, ...]]) -> bytes:
    raw, code, choice = work
    return seal(read_election(raw), code, [choice])


def verify_some(raw: bytes, ballots: Sequence[bytes]) -> Cost:
    """Verify ballots one after the other in this process."""
    election, wall, cpu = read_election(raw), time.perf_counter(), time.process_time()
    for each in ballots:
        verify_ballot(election, each)
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def verify_spread(pool: Executor, raw: bytes, ballots: Sequence[bytes], processes: int) -> float:
    """Verify ballots in so many processes at once; give the seconds that passed."""
    parts = [ballots[start::processes] for start in range(processes)]
    began = time.perf_counter()
    for done in [pool.submit(verify_some, raw, part) for part in parts]:
        done.result()
    return time.perf_counter() - began


class Tool:
    """belenios-tool with the setup of an election; one process for each ballot, as it is made."""

    def __init__(self, program: str, folder: Path, made: Made) -> None:
        self.program, self.folder = program, folder
        with (folder / f"{made.election.uuid}.bel").open("wb") as stream:
            objects = setup_objects(made.election.raw, made.trustees, made.credentials)
            Writer(stream, TIMESTAMP).add("Setup", *objects)
        (folder / "nothing.json").write_text("{}")

    def version(self) -> str:
        """Give the version that it says it is."""
        words = [self.program, "--version"]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()

    def verify(self, ballots: Sequence[bytes], processes: int) -> Cost:
        """Verify ballots, its start subtracted: what it takes to refuse `{}` for the same setup."""
        names = []
        for number, raw in enumerate(ballots):
            names.append(f"ballot{number}.json")
            (self.folder / names[-1]).write_bytes(raw)
        started = self._run(["nothing.json"] * len(ballots), processes, accepted=False)
        whole = self._run(names, processes, accepted=True)
        return Cost(whole.wall - started.wall, whole.cpu - started.cpu)

    def _run(self, names: Sequence[str], processes: int, *, accepted: bool) -> Cost:
        wall, cpu = time.perf_counter(), _children()
        with ThreadPoolExecutor(processes) as pool:
            for name, code in zip(names, pool.map(self._one, names), strict=True):
                if (code == 0) is not accepted:
                    sys.exit(f"belenios-tool says {code} of {name}")
        return Cost(time.perf_counter() - wall, _children() - cpu)

    def _one(self, name: str) -> int:
        words = [self.program, "election", "verify-ballot", "--ballot", name]
        return subprocess.run(words, cwd=self.folder, capture_output=True, check=False).returncode


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def add_up(election: Election, ballots: Sequence[bytes]) -> Sums:
    """Add up ballots that were verified."""
    sums = nothing(election)
    for raw in ballots:
        sums = put(sums, reopen(raw))
    return sums


def open_tally(made: Made, sums: Sums, count: int) -> tuple[list[tuple[int, bytes]], bytes]:
    """Decrypt a tally by the server and two of three, and give the result."""
    known, factors = read_trustees(made.trustees), dict[int, Grid[Point]]()
    partials = []
    for owner in (1, 2, 4):
        partial = decrypt(made.election, sums, made.secrets[owner])
        factors[owner] = verify_partial(made.election, known.keys[owner], sums, partial)
        partials.append((owner, partial))
    return partials, write_result(count_votes(known, sums, factors, count))


def write_whole(pool: Pool, made: Made, path: Path) -> None:
    """Write the archive of a whole vote, a ballot in memory at a time."""
    sums, count = nothing(made.election), 0
    with path.open("wb") as stream:
        writer = Writer(stream, TIMESTAMP)
        writer.add("Setup", *setup_objects(made.election.raw, made.trustees, made.credentials))
        for raw in seal_all(pool, made):
            writer.add("Ballot", raw)
            sums, count = put(sums, reopen(raw)), count + 1
        writer.add("EndBallots")
        writer.add("EncryptedTally", *write_tally(sums, count))
        partials, result = open_tally(made, sums, count)
        for owner, partial in partials:
            writer.add("PartialDecryption", partial, write_owner(owner, partial))
        writer.add("Result", result)


def weigh(path: Path, processes: int) -> dict[str, float]:
    """Verify and tally an archive in processes of its own; give seconds and peak megabytes."""
    words = [sys.executable, "-m", "tests.bench.ballots", str(path), str(processes)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def main() -> None:
    """Verify the archive that is named, in so many processes; print what it took."""
    path, processes = Path(sys.argv[1]), int(sys.argv[2])
    with Pool(processes) as pool, path.open("rb") as stream:
        began = time.perf_counter()
        report = verify_archive(stream, pool.map)
        seconds = time.perf_counter() - began
        if not report.ok:
            sys.exit(str(report.failures[:1]))
        pool.close()
        pool.join()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    most = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(json.dumps({"seconds": seconds, "megabytes": most / MEGABYTE}))


if __name__ == "__main__":
    main()

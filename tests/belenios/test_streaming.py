"""An archive of many ballots is read with memory that does not grow with them."""

import io
import time
import tracemalloc
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from participation.belenios.archive import Writer, setup_objects
from participation.belenios.ballots import Ballot, reopen
from participation.belenios.election import Question
from participation.belenios.encoding import fingerprint
from participation.belenios.tally import nothing, put, write_tally
from participation.belenios.verify import Verified, check_ballot, verify_archive
from participation.seed.devices.booths import seal
from tests.belenios.ceremony import TIMESTAMP, archive, make, make_voted

ONE = Question(["A"], None, 0, 1, "?")
NAMES = [f"Candidat {at}" for at in range(10)]
TEN = Question(NAMES, blank=True, min=1, max=3, question="Qui ?")


def processes() -> ProcessPoolExecutor:
    """Start two processes that share nothing with this one."""
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


def trusting(_check: Callable[[bytes], Verified], raws: list[bytes]) -> Iterable[Verified]:
    """Take ballots for good, so that reading alone is measured."""
    for raw in raws:
        start = raw.index(b'"credential":"') + len(b'"credential":"')
        yield Ballot(raw[start : start + 64].decode(), fingerprint(raw), reopen(raw))


def write_many(path: Path, voters: int, question: Question) -> None:
    """Write an election in which each voter sealed one ballot, not decrypted."""
    made = make(f"many {voters}", voters=voters, questions=(question,))
    sums, slots = nothing(made.election), range(question.slots)
    choices = [[[int(at == voter % question.slots) for at in slots]] for voter in range(voters)]
    with path.open("wb") as stream, processes() as pool:
        writer = Writer(stream, TIMESTAMP)
        writer.add("Setup", *setup_objects(made.election.raw, made.trustees, made.credentials))
        for raw in pool.map(partial(seal, made.election), made.codes, choices, chunksize=50):
            sums = put(sums, reopen(raw))
            writer.add("Ballot", raw)
        writer.add("EndBallots")
        writer.add("EncryptedTally", *write_tally(sums, voters))


def peak(path: Path, *, trusted: bool) -> int:
    """Verify an archive; give the most bytes that Python held."""
    tracemalloc.start()
    try:
        with path.open("rb") as stream:
            report = verify_archive(stream, *([trusting] if trusted else []))
        assert report.ok, report.failures
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_ballots(tmp_path: Path) -> None:
    sizes, peaks = (100, 1000), []
    for size in sizes:
        write_many(tmp_path / f"{size}.bel", size, ONE)
        peaks.append(peak(tmp_path / f"{size}.bel", trusted=True))
    grown = (peaks[1] - peaks[0]) / (sizes[1] - sizes[0])
    assert grown < 600, f"{grown:.0f} bytes a ballot: more than a credential and a place"


@pytest.mark.long
@pytest.mark.parametrize("most", [10_000])
def test_ten_thousand_ballots_are_verified_in_flat_memory(tmp_path: Path, most: int) -> None:
    times, weights, peaks = [], [], []
    for size in (100, most):
        path = tmp_path / f"{size}.bel"
        write_many(path, size, TEN)
        with path.open("rb") as stream, processes() as pool:
            assert verify_archive(io.BytesIO(archive(make_voted().events())), pool.map).ok
            begun = time.perf_counter()
            report = verify_archive(stream, partial(pool.map, chunksize=16))
            times.append(time.perf_counter() - begun)
        assert (report.ok, report.ballots) == (True, size)
        weights.append(path.stat().st_size)
        peaks.append(peak(path, trusted=True))
    print(f"seconds {times}, bytes {weights}, most bytes held {peaks}")
    assert times[1] < times[0] * most / 100 * 1.5
    assert peaks[1] - peaks[0] < weights[1] / 10


def test_a_checked_ballot_is_what_the_trusting_reader_takes() -> None:
    made = make(questions=(ONE,), trustees=1, threshold=1)
    raw = made.vote(0, (1,))
    assert [*trusting(lambda _raw: check_ballot(made.election, raw), [raw])] == [
        check_ballot(made.election, raw)
    ]

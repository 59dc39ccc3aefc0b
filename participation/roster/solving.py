"""Runs the solver in a child process with limits, follows its progress, stops it when asked."""

import json
import math
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec

from .model import Model
from .problem import End, Measure

GRACE = 5.0
"""Seconds beyond the limit after which a solver that does not end is ended."""
BEAT = 0.2
MEMORY_MB = 1_000
COVER_SHARE = 0.75
"""Part of the time that the first objective may take."""
BLOCK = 2**16
OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, 1, 127)
"""How the child ends when it is refused memory: in C++, in a thread, in Python, in the loader."""
ENDS = {**dict.fromkeys(OUT_OF_MEMORY, End.MEMORY), -signal.SIGXCPU: End.TIME}
MARGIN = 1e-6
"""What a bound in floating point may lie above a whole number and mean it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known so far of one phase: the best value, and what it can be at least."""

    phase: int
    value: int | None
    bound: int | None
    seconds: float


Listener = Callable[[Progress], None]
Stop = Callable[[], bool]


@dataclass(slots=True)
class Found:
    """What a solver found: the columns that are 1, each phase's value and bound, why it ended."""

    chosen: list[int] | None = None
    measures: list[Measure | None] = field(default_factory=list)
    end: End = End.KILLED
    peak_mb: float = 0.0
    impossible: bool = False
    bounds: list[int | None] = field(default_factory=list)
    """Each phase's bound, also of one in which nothing was found."""


def can_solve() -> bool:
    """Say whether OR-Tools is installed (extra `roster`)."""
    return find_spec("ortools") is not None


def _never() -> bool:
    return False


def _ignore(_progress: Progress) -> None:
    return


def run(
    model: Model,
    start: Sequence[int],
    *,
    seconds: float,
    memory_mb: float = MEMORY_MB,
    shown: int | None = None,
    progress: Listener = _ignore,
    stop: Stop = _never,
    shares: Sequence[float] = (COVER_SHARE, 1.0),
) -> Found:
    """Solve the model from a start (chosen columns); give the best found, however it ended.

    `shown` is the number of first columns that make the result. The child is ended when `stop`
    says so, when it is late, or by the system when it takes more memory than it may.
    """
    task = {
        "uppers": model.uppers,
        "rows": model.rows,
        "cliques": model.cliques,
        "objectives": [list(each.items()) for each in model.objectives],
        "places": model.places,
        "parts": [asdict(each) for each in model.parts],
        "start": model.complete(start),
        "shown": len(model.uppers) if shown is None else shown,
        "seconds": seconds,
        "shares": list(shares),
        "memory_mb": memory_mb,
    }
    followed = _Followed(len(model.objectives), progress)
    with start_child() as child:
        try:
            followed.end = _follow(child, json.dumps(task).encode(), seconds, followed, stop)
        finally:
            child.kill()
    return followed.found()


def start_child() -> subprocess.Popen[bytes]:
    """Start the child with this process's paths, few arenas of memory and no threads of NumPy."""
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
    }
    words = [sys.executable, "-m", "participation.roster.child"]
    pipe, none = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=none, env=env)  # noqa: S603


class _Followed:
    """What the lines of a child have told."""

    def __init__(self, phases: int, progress: Listener) -> None:
        self.values: list[int | None] = [None] * phases
        self.bounds: list[int | None] = [None] * phases
        self.ended: list[str | None] = [None] * phases
        self.chosen: list[int] | None = None
        self.peak_mb, self.progress, self.end = 0.0, progress, End.KILLED

    def take(self, line: bytes) -> None:
        """Read one line: a bound only ever rises, a value of one phase only ever falls."""
        told = json.loads(line)
        phase = told["phase"]
        self.peak_mb = max(self.peak_mb, told["peak_mb"])
        known, said = self.values[phase], told.get("bound", math.inf)
        if "chosen" in told and (known is None or told["value"] <= known):
            self.values[phase], self.chosen = told["value"], told["chosen"]
        if math.isfinite(said):
            bound, before = math.ceil(said - MARGIN), self.bounds[phase]
            self.bounds[phase] = bound if before is None else max(bound, before)
        self.ended[phase] = told.get("ended", self.ended[phase])
        self.progress(Progress(phase, self.values[phase], self.bounds[phase], told["seconds"]))

    def found(self) -> Found:
        """Give all that was told, with the end that follows from it."""
        measures = [
            None if value is None else Measure(value, None if bound is None else min(bound, value))
            for value, bound in zip(self.values, self.bounds, strict=True)
        ]
        impossible = self.ended[0] == "INFEASIBLE"
        return Found(self.chosen, measures, self.end, self.peak_mb, impossible, self.bounds)


def _follow(
    child: subprocess.Popen[bytes], task: bytes, seconds: float, followed: _Followed, stop: Stop
) -> End:
    """Feed the child, read its lines until it ends or must; say why it ended."""
    began = time.monotonic()
    for line in _lines(child, task):
        if line:
            followed.take(line)
        if stop():
            return End.STOPPED
        if time.monotonic() - began > seconds + GRACE:
            return End.TIME
    if child.wait():
        return ENDS.get(child.returncode, End.KILLED)
    if all(each == "OPTIMAL" for each in followed.ended):
        return End.PROVED
    return End.TIME if time.monotonic() - began > seconds * COVER_SHARE else End.MEMORY


def _lines(child: subprocess.Popen[bytes], task: bytes) -> Iterator[bytes]:
    """Give each line of the child, and an empty one at each beat, so that the caller may stop."""
    assert child.stdin is not None  # noqa: S101 - both are pipes
    assert child.stdout is not None  # noqa: S101
    left, rest = memoryview(task), b""
    with selectors.DefaultSelector() as ready:
        os.set_blocking(child.stdin.fileno(), False)
        ready.register(child.stdin, selectors.EVENT_WRITE)
        ready.register(child.stdout, selectors.EVENT_READ)
        while True:
            for key, _ in ready.select(BEAT):
                if key.fileobj is child.stdin:
                    left = _feed(child, left)
                    if not left:
                        ready.unregister(child.stdin)
                    continue
                block = os.read(child.stdout.fileno(), BLOCK)
                if not block:
                    return
                *lines, rest = (rest + block).split(b"\n")
                yield from lines
            yield b""


def _feed(child: subprocess.Popen[bytes], left: memoryview) -> memoryview:
    """Write what the child takes of its task; close when it has all, or wants no more."""
    assert child.stdin is not None  # noqa: S101
    try:
        left = left[os.write(child.stdin.fileno(), left[:BLOCK]) :]
    except BrokenPipeError:
        left = left[:0]
    if not left:
        child.stdin.close()
    return left

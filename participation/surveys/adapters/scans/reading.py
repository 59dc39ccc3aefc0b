"""Asks another process to read a pile of scans; what it could not read has its reason."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec

from participation.surveys.rules.marks import Darkness, Stray
from participation.surveys.rules.piles import PageCode, Pile, Trouble, Turned

from .layout import Layout

LIBRARIES = ("numpy", "pypdfium2", "zxingcpp")
MOST_PAGES = 240
"""Pages of one sending: sixty sheets of four pages."""
PATIENCE = 150.0
"""Seconds until a child is given up; each of its pages has its own time."""
_CHILD = (sys.executable, "-P", "-S", "-m", "participation.surveys.adapters.scans.child")


@dataclass(frozen=True, slots=True)
class Scanned:
    """One page of the files: whether it was read, how dark its boxes are, what it looks like."""

    file: int
    turned: Turned
    boxes: Mapping[tuple[int, int], Darkness] = field(default_factory=dict)
    """By question and value."""
    written: Mapping[int, float] = field(default_factory=dict)
    """Square millimetres of ink where something can be written, by question."""
    strays: Mapping[int, Stray] = field(default_factory=dict)
    """What was drawn beside boxes, by question."""
    picture: bytes = b""
    """The page made flat (JPEG), for a person's eyes."""


def can_read() -> bool:
    """Say whether this server has what reads scans (extra `scans`)."""
    return all(find_spec(name) is not None for name in LIBRARIES)


def read_pile(
    files: Sequence[bytes], pile: Pile, layouts: Mapping[str, Layout]
) -> Sequence[Scanned]:
    """Give each page of some files in their order; a bad one costs nothing to the others.

    The child that opens what strangers made has little memory, little time for a page and no
    secret of ours. When a page ends it, those before stay read.
    """
    question = {
        "pile": asdict(pile),
        "maps": {tag: [asdict(page) for page in each.pages] for tag, each in layouts.items()},
        "blanks": [(tag, len(each.blank)) for tag, each in layouts.items()],
        "sizes": [len(content) for content in files],
        "most": MOST_PAGES,
    }
    blanks = [each.blank for each in layouts.values()]
    lines = _ask(b"".join([json.dumps(question).encode(), b"\n", *blanks, *files]))
    return list(_pages(lines))


def _ask(question: bytes) -> list[bytes]:
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        _CHILD,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    with child:
        try:
            said, _nothing = child.communicate(question, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            said, _nothing = child.communicate()
    return said.splitlines(keepends=True)


def _environment() -> dict[str, str]:
    """Give all that the child is given; one thread, for each would take its share of memory."""
    return {
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def _pages(lines: Sequence[bytes]) -> Iterator[Scanned]:
    file = 0
    for place, line in enumerate(lines, 1):
        try:
            found = json.loads(line)
        except ValueError:  # cut in the middle of a word
            break
        if "end" in found:
            return
        file = found["file"]
        code = PageCode(**found["code"]) if "code" in found else None
        trouble = Trouble(found["trouble"]) if "trouble" in found else None
        yield Scanned(
            file=file,
            turned=Turned(place, code, trouble),
            boxes={(each[0], each[1]): _darkness(each[2]) for each in found.get("boxes", ())},
            written=dict(found.get("written", ())),
            strays={each[0]: Stray(*each[1:]) for each in found.get("strays", ())},
            picture=base64.b64decode(found.get("picture", "")),
        )
    yield Scanned(file, Turned(len(lines) + 1, trouble=Trouble.TOO_HEAVY))


def _darkness(seen: Sequence[float]) -> Darkness:
    frame, inside, core, faint, *sides = seen
    above, right, below, left = sides
    return Darkness(frame, inside, core, faint, (above, right, below, left))

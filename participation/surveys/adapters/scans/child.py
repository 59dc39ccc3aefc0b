"""The process that reads a pile: little memory, little time for each page, then it is gone."""

import base64
import contextlib
import io
import json
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from PIL import Image

from participation.surveys.rules.piles import Pile, Trouble, read_code, why_not

from .comparing import printed_on
from .finding import CODE, PER_MM, Code, Flat, find_codes, flat_pages, settled
from .measuring import FAR_REACH, REACH, Measured, Places, Sheet, is_blank
from .opening import Page, drawn_flat, pages_of

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space, the interpreter and its libraries included."""
SECONDS_A_PAGE = 5.0
"""Of a processor: thirty times what an honest page takes."""
FILES = 64
ENOUGH = 0.95
"""Part of the frames whose place must be right for a page to be the one that was printed."""
LEAST_BOXES = 6
"""Boxes by which a page is laid flat again."""
SHOWN_PER_MM, QUALITY = 5, 55

_LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_NOFILE, FILES),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)


def _confine() -> None:
    for limit, value in _LIMITS:
        with contextlib.suppress(OSError, ValueError):  # a system without it still has a clock
            resource.setrlimit(limit, (value, value))


def _answer(
    question: dict[str, Any], blanks: dict[str, bytes], files: list[bytes]
) -> Iterator[dict[str, Any]]:
    pile, prints = Pile(**question["pile"]), _Prints(blanks)
    maps = {
        (language, number): Places(**places)
        for language, pages in question["maps"].items()
        for number, places in enumerate(pages, 1)
    }
    left = question["most"]
    for number, content in enumerate(files):
        for page in _paced(pages_of(content, left)):
            left -= 1
            yield {"file": number, **_read(page, pile, maps, prints)}


def _paced(pages: Iterator[Page]) -> Iterator[Page]:
    """Give each page its own time; the signal ends the process, and what was said stays said."""
    while True:
        signal.setitimer(signal.ITIMER_PROF, SECONDS_A_PAGE)
        try:
            page = next(pages, None)
        except MemoryError:
            page = Trouble.TOO_LARGE
            yield page
            return
        if page is None:
            return
        yield page


class _Prints:
    """Where the blank pages of our sheets are printed; each is drawn when it is first met."""

    def __init__(self, blanks: dict[str, bytes]) -> None:
        self._blanks = blanks
        self._drawn: dict[tuple[str, int], Image.Image] = {}

    def of(self, language: str, page: int) -> Image.Image:
        """Give where a page is printed."""
        key = language, page
        if key not in self._drawn:
            self._drawn[key] = printed_on(drawn_flat(self._blanks[language], page, PER_MM))
        return self._drawn[key]


def _read(
    page: Page, pile: Pile, maps: dict[tuple[str, int], Places], prints: _Prints
) -> dict[str, Any]:
    """Read one page: what its code says, how dark its boxes are, the page itself for a person."""
    if isinstance(page, Trouble):
        return {"trouble": page}
    for code in find_codes(page):
        said = read_code(code.text)
        if said is None:
            continue
        if trouble := why_not(said, pile):
            return {"code": asdict(said), "trouble": trouble}
        trouble = Trouble.NO_MARKS
        printed = prints.of(said.language, said.page)
        for flat in flat_pages(page, code):
            found = _settled(page, code, flat, maps[said.language, said.page], printed)
            if found.measured.framed >= ENOUGH:
                return {"code": asdict(said), **_told(found)}
            trouble = Trouble.OTHER_LAYOUT
        return {"code": asdict(said), "trouble": trouble}
    return {"trouble": Trouble.BLANK if is_blank(page) else Trouble.NO_CODE}


@dataclass(frozen=True, slots=True)
class _Found:
    page: Image.Image
    measured: Measured


def _settled(
    page: Image.Image, code: Code, flat: Flat, places: Places, printed: Image.Image
) -> _Found:
    """Measure a flat page; one whose marks were not all seen is first laid on its boxes."""
    if not flat.is_sure:
        for reach in (FAR_REACH, REACH):
            there, seen = Sheet(flat.page, places, reach).moves()
            if len(there) >= LEAST_BOXES:
                there, seen = np.vstack([there, CODE]), np.vstack([seen, flat.seen(code)])
                flat = settled(page, flat, there, seen)
    return _Found(flat.page, Sheet(flat.page, places).measure(printed))


def _told(found: _Found) -> dict[str, Any]:
    wide, high = (side * SHOWN_PER_MM // PER_MM for side in found.page.size)
    target = io.BytesIO()
    found.page.resize((wide, high), Image.Resampling.BOX).save(target, "JPEG", quality=QUALITY)
    return {
        "boxes": found.measured.boxes,
        "written": list(found.measured.written.items()),
        "strays": found.measured.strays,
        "picture": base64.b64encode(target.getvalue()).decode(),
    }


def main() -> None:
    """Read a question and its files, write one line a page, then a last one."""
    _confine()
    question = json.loads(sys.stdin.buffer.readline())
    blanks = {tag: sys.stdin.buffer.read(size) for tag, size in question["blanks"]}
    files = [sys.stdin.buffer.read(size) for size in question["sizes"]]
    for line in _answer(question, blanks, files):
        print(json.dumps(line), flush=True)  # noqa: T201 - its only way to speak
    print(json.dumps({"end": True}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()

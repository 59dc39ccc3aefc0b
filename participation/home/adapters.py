"""The files of guides: their sentences, their pictures, and the paper made of both."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from participation.foundation.languages import SOURCE
from participation.foundation.papers import facts_of, print_paper
from participation.settings import PACKAGE

from .rules import Guide, Picture, Section, Step, read_guide, runs_of

FOLDER = PACKAGE / "guides"
ORDER = (
    "facilitator",
    "representative",
    "quality-manager",
    "bureau",
    "coordinator",
    "administrator",
)
SHARPNESS = 2
"""Points of a picture for one of the page: sharp on a phone and on paper."""
WIDEST_MM, TALLEST_MM, MM_OF_POINT = 100.0, 84.0, 0.17


@dataclass(frozen=True, slots=True)
class Shot:
    """The file of a picture, its size on a page, and a mark that changes with what it shows."""

    path: Path
    width: int
    height: int
    mark: str


@cache
def list_guides() -> tuple[Guide, ...]:
    """Read every guide, in the order in which they are offered."""
    return tuple(read_guide(name, (FOLDER / f"{name}.toml").read_text("utf-8")) for name in ORDER)


@cache
def list_shots() -> Mapping[str, Shot]:
    """Measure the pictures that guides name; FileNotFoundError when one was not taken."""
    return {each.name: _shot(each) for guide in list_guides() for each in guide.pictures}


def _shot(picture: Picture) -> Shot:
    path = FOLDER / "pictures" / f"{picture.name}.webp"
    with Image.open(path) as drawn:
        width, height = (round(side / SHARPNESS) for side in drawn.size)
    return Shot(path, width, height, hashlib.sha256(path.read_bytes()).hexdigest()[:12])


def print_guide(guide: Guide, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give a guide as a tagged PDF (PDF/UA-1), A4."""
    facts = {
        "title": guide.title,
        "whom": guide.whom,
        "sections": [_printed(section) for section in guide.sections],
    }
    return print_paper(
        FOLDER / "guide.typ", facts_of(SOURCE, facts), cache=cache, printed_at=printed_at
    )


def _printed(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "intro": [asdict(run) for run in runs_of(section.intro)],
        "note": [asdict(run) for run in runs_of(section.note)],
        "steps": [_printed_step(step) for step in section.steps],
    }


def _printed_step(step: Step) -> dict[str, Any]:
    return {
        "want": step.want,
        "runs": [asdict(run) for run in step.runs],
        "picture": _printed_picture(step.picture) if step.picture else None,
    }


def _printed_picture(picture: Picture) -> dict[str, Any]:
    """Fit a picture on paper: its letters stay readable, and three steps stand on a page."""
    shot = list_shots()[picture.name]
    width = min(WIDEST_MM, shot.width * MM_OF_POINT, TALLEST_MM * shot.width / shot.height)
    return {"file": f"pictures/{shot.path.name}", "alt": picture.alt, "width": round(width, 1)}

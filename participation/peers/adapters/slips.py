"""The slip of somebody's time on paper: a day, an hour, a drawing, six digits, a way to cancel."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from participation.accounts.adapters.qr import qr_picture
from participation.foundation.papers import facts_of, print_paper

TEMPLATE = Path(__file__).parent / "slip.typ"


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says; whoever finds it learns neither who, nor where, nor what about."""

    title: str
    day: str
    hour: str
    drawing: str
    drawing_word: str
    code_word: str
    code: str
    cancel: str
    picture: str
    link: str


def print_slip(slip: Slip, locale: str, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the PDF of a slip (A6), in the language of its reader."""
    square = qr_picture(slip.link)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {square.size} {square.size}">'
        f'<path d="{square.path}"/></svg>'
    )
    facts = facts_of(locale, {**asdict(slip), "svg": svg})
    return print_paper(TEMPLATE, facts, cache=cache, printed_at=printed_at)

"""Residents' cards on paper: ten a sheet, a QR code and the name used, nothing that tells more."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from participation.foundation.languages import find
from participation.foundation.papers import fonts_for, print_paper

from .qr import QrPicture

TEMPLATE = Path(__file__).parent / "cards.typ"


@dataclass(frozen=True, slots=True)
class CardFace:
    """What one card shows; `code` is the same as the QR code, by groups of letters."""

    name: str
    locale: str
    words: str
    """What to do with the card, in the person's language."""
    alternative: str
    """What the drawing is, for who does not see it."""
    code: str
    picture: QrPicture


def print_cards(
    faces: Sequence[CardFace], *, title: str, cache: Path, printed_at: dt.datetime
) -> bytes:
    """Give the PDF of some cards (85.6 × 54 mm, ISO/IEC 7810 ID-1), to be cut out."""
    cards = [
        {
            "name": face.name,
            "lang": find(face.locale).html.partition("-")[0],
            "dir": find(face.locale).direction,
            "fonts": fonts_for(face.locale),
            "words": face.words,
            "alternative": face.alternative,
            "code": face.code,
            "svg": _svg(face.picture),
        }
        for face in faces
    ]
    facts = {"title": title, "cards": cards}
    return print_paper(TEMPLATE, facts, cache=cache, printed_at=printed_at)


def _svg(picture: QrPicture) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.size} {picture.size}">'
        f'<path d="{picture.path}"/></svg>'
    )

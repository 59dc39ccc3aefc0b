"""What is drawn beside boxes is seen, whatever was scanned how; a clean sheet has nothing."""

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageDraw

from participation.surveys.adapters.scans.reading import Scanned
from participation.surveys.rules.marks import Doubt, read_sheet
from tests.surveys import asking
from tests.surveys.scanning import (
    INKS,
    MM,
    PENCIL,
    Hand,
    Printed,
    Scanner,
    as_picture,
    filled,
    scan,
)
from tests.surveys.test_scan_reading import Deck, deck_of
from tests.surveys.test_sheet_papers import asked

Stroke = Sequence[tuple[float, float]]
Drawing = Callable[[Printed, int], Iterator[Stroke]]
ROUGH = (
    Scanner(dpi=100, degrees=1.7, noise=6, blur=0.6),
    Scanner(dpi=150, degrees=-2.3, turn=180, noise=12, is_grey=False),
    Scanner(dpi=200, noise=6, is_one_bit=True),
    Scanner(dpi=300, degrees=0.6, noise=3),
    Scanner(dpi=200, tilt=(8, 5, -6, 9, -4, -8, 9, -3), table=60, noise=4, is_grey=False),
)


@pytest.fixture(scope="module")
def deck(run_folder: Path) -> Deck:
    return deck_of(asked(asking.questionnaire()), run_folder)


def box(sheet: Printed, value: int) -> tuple[float, float]:
    """Give where a box of the first question stands."""
    (found,) = [(x, y) for q, v, x, y in sheet.layout.pages[0].boxes if (q, v) == (1, value)]
    return found


def ring(x: float, y: float, wide: float, high: float) -> Stroke:
    turns = [2 * math.pi * n / 40 for n in range(43)]
    return [(x + wide * math.cos(turn), y + high * math.sin(turn)) for turn in turns]


def around_a_box(sheet: Printed, value: int) -> Iterator[Stroke]:
    x, y = box(sheet, value)
    yield ring(x + 3.5, y + 3.5, 7.5, 6.0)


def around_a_face(sheet: Printed, value: int) -> Iterator[Stroke]:
    x, y = box(sheet, value)
    yield ring(x + 4, y - 14, 10, 9)


def around_a_word(sheet: Printed, value: int) -> Iterator[Stroke]:
    x, y = box(sheet, value)
    yield ring(x + 5, y - 3.5, 15, 3.4)


def over_a_face(sheet: Printed, value: int) -> Iterator[Stroke]:
    x, y = box(sheet, value)
    yield [(x - 0.5, y - 14), (x + 2.5, y - 9), (x + 10.5, y - 19)]


def arrow(sheet: Printed, value: int) -> Iterator[Stroke]:
    x, y = box(sheet, value)
    yield [(x + 10, y + 3), (x + 20, y + 4)]
    yield [(x + 18, y + 2.6), (x + 20, y + 4), (x + 18, y + 5.4)]


def in_the_margin(sheet: Printed, _value: int) -> Iterator[Stroke]:
    _x, y = box(sheet, 1)
    for n in range(4):
        yield ring(197 + 2.4 * n, y - 6, 1.0, 1.4)
        yield [(198 + 2.4 * n, y - 7.5), (198 + 2.4 * n, y - 4)]


def crossed_out(sheet: Printed, _value: int) -> Iterator[Stroke]:
    _x, y = box(sheet, 1)
    yield [(25, y - 2.8), (185, y - 3.4)]


DRAWINGS = (
    around_a_box, around_a_face, around_a_word, over_a_face, arrow, in_the_margin, crossed_out,
)  # fmt: skip


def drawn(sheet: Printed, strokes: Iterator[Stroke], hand: Hand) -> Image.Image:
    """Give the first page, ticked plainly, with something drawn."""
    page = filled(sheet, hand, {(1, 3): "tick"})[0]
    for stroke in strokes:
        points = [(x * MM, y * MM) for x, y in stroke]
        ImageDraw.Draw(page).line(points, fill=hand.ink, width=round(hand.thick * MM))
    return page


def doubt(found: Scanned, question: int) -> Doubt | None:
    read = read_sheet(found.boxes, found.written, found.strays, several=())
    return read[question].doubt


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_what_is_drawn_beside_boxes_is_left_to_a_person(deck: Deck, drawing: Drawing) -> None:
    random = Random(5)
    pages = []
    for at, how in enumerate(ROUGH):
        sheet = deck.sheets["ar" if at % 2 else "fr"]
        ink = PENCIL if at == 1 else random.choice(INKS)
        hand = Hand(random, ink=ink, thick=random.uniform(0.35, 0.7))
        pages.append(scan(drawn(sheet, drawing(sheet, random.randint(1, 5)), hand), how, at))
    found = deck.read(*(as_picture(page, quality=60) for page in pages))
    doubts = [doubt(one, 1) for one in found]
    assert None not in doubts, doubts


def spoilt(page: Image.Image) -> Image.Image:
    """Punch a page, staple it, dust it, and leave the shadow of a lid at its side."""
    draw = ImageDraw.Draw(page)
    random = Random(9)
    for y in (108.5, 188.5):
        draw.ellipse([9 * MM, (y - 3) * MM, 15 * MM, (y + 3) * MM], fill=(40, 40, 40))
    draw.line([(20 * MM, 12 * MM), (30 * MM, 15 * MM)], fill=(90, 90, 90), width=4)
    draw.rectangle([207 * MM, 0, 210 * MM, 297 * MM], fill=(70, 70, 70))
    draw.line([(206 * MM, 0), (206 * MM, 297 * MM)], fill=(70, 70, 70), width=5)
    for _grain in range(60):
        x, y = random.uniform(5, 205) * MM, random.uniform(5, 290) * MM
        draw.ellipse([x, y, x + 3, y + 4], fill=(60, 60, 60))
    return page


def test_holes_staples_and_dust_are_nobodys_hand(deck: Deck) -> None:
    pages = []
    for at, how in enumerate(ROUGH[:-1]):
        sheet = deck.sheets["fr" if at % 2 else "ar"]
        hand = Hand(Random(at), thick=0.6)
        manners = {(question, values[1]): "tick" for question, values in sheet.boxes().items()}
        pages += [scan(spoilt(page), how, at) for page in filled(sheet, hand, manners)]
    found = deck.read(*(as_picture(page, quality=60) for page in pages))
    assert not [one.turned.trouble for one in found if one.turned.trouble]
    seen = [stray for one in found for stray in one.strays.values() if stray.counts()]
    assert len(seen) <= 1, seen

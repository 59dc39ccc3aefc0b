"""Marks of many hands, on scans of every kind: nearly all are read, and never one wrongly."""

import io
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from PIL import Image

from participation.foundation.keys import to_text
from participation.surveys.adapters.scans import reading
from participation.surveys.adapters.scans.reading import Scanned, read_pile
from participation.surveys.labels import sheets as labels
from participation.surveys.queries.answering import Asked
from participation.surveys.rules.marks import Doubt, Mark, judge
from participation.surveys.rules.piles import Pile, Trouble
from tests.surveys import asking
from tests.surveys.scanning import (
    INKS,
    Hand,
    Manners,
    Printed,
    Scanner,
    as_pdf,
    as_picture,
    filled,
    printed,
    scan,
)
from tests.surveys.test_sheet_papers import asked

PLAIN = ("tick", "cross", "fill", "pencil")
ODD = ("faint", "beside", "across", "around", "dot")
TICKED = {"tick", "cross", "fill", "pencil", "faint", "beside", "around"}


@dataclass(frozen=True, slots=True)
class Deck:
    """A questionnaire printed in French and in Arabic, and the pile that is waited for."""

    pile: Pile
    sheets: Mapping[str, Printed]

    def read(self, *files: bytes) -> Sequence[Scanned]:
        """Read files as a pile of these sheets."""
        return read_pile(files, self.pile, {tag: one.layout for tag, one in self.sheets.items()})


def deck_of(survey: Asked, folder: Path) -> Deck:
    sheets = {
        tag: printed(labels.write_sheet(tag, survey, "Tilleul"), folder) for tag in ("fr", "ar")
    }
    counts = {tag: len(one.pages) for tag, one in sheets.items()}
    return Deck(Pile(to_text(survey.survey_id), survey.version, counts), sheets)


@pytest.fixture(scope="module")
def small(run_folder: Path) -> Deck:
    return deck_of(asked(asking.questionnaire()), run_folder)


@pytest.fixture(scope="module")
def large(run_folder: Path) -> Deck:
    return deck_of(asked(), run_folder)


def marked(sheet: Printed, random: Random) -> dict[tuple[int, int], str]:
    """Mark a sheet as somebody does: in her own manner, with a few accidents."""
    manner, manners = random.choice(PLAIN), {}
    for question, values in sheet.boxes().items():
        if random.random() < 0.1:
            continue
        manners[question, random.choice(values)] = manner
        if random.random() < 0.12:
            manners[question, random.choice(values)] = random.choice(ODD)
    return manners


def badly(random: Random) -> Scanner:
    """Give a scanner of the kind that houses have: askew, noisy, blurred, upside down."""
    how = Scanner(
        dpi=random.choice((100, 150, 150, 150, 200)),
        degrees=random.uniform(-3, 3),
        turn=random.choice((0, 0, 90, 180, 270)),
        noise=random.choice((0, 6, 12)),
        blur=random.uniform(0, 0.8),
        is_grey=random.random() < 0.7,
    )
    if random.random() < 0.2:
        return replace(how, is_one_bit=True, dpi=max(150, how.dpi), noise=6)
    if random.random() < 0.2:
        signs = (1, 1, -1, 1, -1, -1, 1, -1)
        tilt = [sign * random.uniform(0, 12) for sign in signs]
        return replace(how, tilt=tilt, dpi=200, table=random.choice((60, 255)), is_grey=False)
    return how


def sample(deck: Deck, random: Random) -> Iterator[tuple[bytes, Manners, bool]]:
    """Give the pages of one sheet, what was marked on each, and whether grey was lost."""
    sheet = deck.sheets[random.choice(("fr", "ar"))]
    hand = Hand(random, ink=random.choice(INKS), thick=random.uniform(0.3, 0.9))
    manners = marked(sheet, random)
    for page, places in zip(filled(sheet, hand, manners), sheet.layout.pages, strict=True):
        how = badly(random)
        here = {(box[0], box[1]): manners.get((box[0], box[1]), "") for box in places.boxes}
        picture = scan(page, how, random.getrandbits(30))
        yield as_picture(picture, quality=random.choice((50, 75, 90))), here, how.is_one_bit


def is_right(said: Mark | Doubt, manner: str, *, grey_lost: bool) -> bool:
    """Say whether what a machine believes is what the hand meant.

    Nobody knows what a dot or a stroke across means: only a doubt is right. What a scanner of
    black and white left out is in no picture.
    """
    if manner == "faint" and grey_lost:
        return True
    if manner in {"across", "dot"}:
        return said is Mark.EMPTY and manner == "dot"
    return (said is not Mark.EMPTY) == (manner in TICKED)


def measure(deck: Deck, sheets: int, seed: int) -> Counter[str]:
    """Read some sheets; count boxes that were decided, rightly, wrongly, and left to a person."""
    random = Random(seed)
    pages = [page for _sheet in range(sheets) for page in sample(deck, random)]
    counts: Counter[str] = Counter(pages=len(pages))
    began = time.perf_counter()
    found = deck.read(*(content for content, _manners, _lost in pages))
    counts["milliseconds"] = round(1000 * (time.perf_counter() - began))
    for one, (_content, manners, lost) in zip(found, pages, strict=True):
        if one.turned.trouble:
            counts["unread"] += 1
            continue
        odd = {key[0] for key, manner in manners.items() if manner in ODD}
        drawn = {number for number, stray in one.strays.items() if stray.counts()}
        for key, seen in one.boxes.items():
            said, manner = judge(seen), manners[key]
            if key[0] in drawn and not isinstance(said, Doubt):
                said = Doubt.DRAWN
                counts["drawn"] += 1
                manner = "beside" if key[0] in odd else manner
            counts["boxes"] += 1
            counts["marks"] += bool(manner)
            if isinstance(said, Doubt):
                counts["doubtful"] += 1
                which = "beside" if said is Doubt.DRAWN else "needless"
                counts[which] += manner in {"", *PLAIN}
            else:
                right = is_right(said, manner, grey_lost=lost)
                counts["right" if right else "wrong"] += 1
    return counts


def test_a_few_sheets_of_many_hands_are_read_without_an_error(small: Deck) -> None:
    counts = measure(small, sheets=6, seed=11)
    assert counts["wrong"] == 0, counts
    assert counts["unread"] <= 1, counts
    assert counts["needless"] + counts["beside"] <= 0.01 * counts["boxes"] + 1, counts


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_thousands_of_boxes_are_read_without_an_error(large: Deck, seed: int) -> None:
    counts = measure(large, sheets=16, seed=seed)
    print(dict(counts))
    assert counts["wrong"] == 0, counts
    assert counts["right"] >= 0.995 * (counts["right"] + counts["wrong"])
    assert counts["needless"] <= 0.025 * counts["boxes"], counts  # thin pencils are shown
    assert counts["beside"] <= 0.065 * counts["boxes"], counts  # all boxes of a question
    assert counts["unread"] <= 0.03 * counts["pages"], counts


def test_marks_that_a_copier_cut_off_are_done_without(small: Deck) -> None:
    sheet = small.sheets["fr"]
    manners = {(1, 3): "tick", (2, 2): "cross", (0, 4): "tick"}
    pages = filled(sheet, Hand(Random(3)), manners)
    for page, corner in zip(pages, ((0, 0), (1500, 2200)), strict=True):
        page.paste((255, 255, 255), (*corner, corner[0] + 180, corner[1] + 177))
    found = small.read(as_pdf([scan(page, Scanner(degrees=1.5)) for page in pages]))
    ticked = {key for one in found for key, seen in one.boxes.items() if judge(seen) == "ticked"}
    assert ticked == set(manners)


def test_a_page_of_another_survey_or_version_is_known(small: Deck) -> None:
    pages = [as_picture(scan(page, Scanner())) for page in small.sheets["ar"].pages]
    for pile, trouble in (
        (replace(small.pile, survey="0" * 13), Trouble.OTHER_SURVEY),
        (replace(small.pile, version="f" * 16), Trouble.OTHER_VERSION),
        (replace(small.pile, pages={"fr": 2}), Trouble.OTHER_LANGUAGE),
    ):
        found = replace(small, pile=pile).read(*pages)
        assert [one.turned.trouble for one in found] == [trouble] * 2


def test_a_sheet_laid_out_otherwise_is_not_guessed(small: Deck, large: Deck) -> None:
    page = as_picture(scan(large.sheets["fr"].pages[0], Scanner()))
    asked_of = replace(small, pile=large.pile)
    counts = {tag: len(one.pages) for tag, one in small.sheets.items()}
    (found,) = replace(asked_of, pile=replace(large.pile, pages=counts)).read(page)
    assert found.turned.trouble is Trouble.OTHER_LAYOUT


def png_bomb(side: int) -> bytes:
    """Give a small file that says it is an enormous picture."""
    target = io.BytesIO()
    Image.new("1", (8, 8)).save(target, "PNG")
    whole = bytearray(target.getvalue())
    whole[16:24] = side.to_bytes(4) * 2
    whole[29:33] = zlib.crc32(bytes(whole[12:29])).to_bytes(4)
    return bytes(whole)


def many_pages(count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _page in range(count):
        document.new_page(100, 100)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>"
    b"endobj\n3 0 obj<</Filter/Standard/V 1/R 2/O(" + b"a" * 32 + b")/U(" + b"b" * 32 + b")/P -4>>"
    b"endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>\n%%EOF"
)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        pytest.param(lambda: png_bomb(20_000), Trouble.TOO_LARGE, id="bomb"),
        pytest.param(lambda: many_pages(300), Trouble.TOO_MANY, id="endless-pdf"),
        pytest.param(lambda: LOCKED, Trouble.LOCKED, id="locked-pdf"),
        pytest.param(lambda: b"%PDF-1.7\nnothing", Trouble.DAMAGED, id="broken-pdf"),
        pytest.param(lambda: b"\xff\xd8\xff" + b"0" * 99, Trouble.DAMAGED, id="broken-picture"),
        pytest.param(lambda: b"", Trouble.NOT_A_SCAN, id="nothing"),
        pytest.param(lambda: b"<svg onload=alert(1)>", Trouble.NOT_A_SCAN, id="drawing"),
        pytest.param(lambda: b"\0\0\0\x18ftypheic" + b"0" * 99, Trouble.TELEPHONE, id="heic"),
    ],
)
def test_a_hostile_file_has_its_sentence_and_the_next_is_read(
    small: Deck, content: object, trouble: Trouble
) -> None:
    made = content() if callable(content) else b""
    honest = as_picture(scan(small.sheets["fr"].pages[0], Scanner()))
    found = small.read(made, honest)
    assert [one.turned.trouble for one in found] == [trouble, None]


def test_a_page_that_takes_too_long_ends_the_reading_and_not_the_server(
    small: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = as_picture(scan(small.sheets["fr"].pages[0], Scanner()))
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    (found,) = small.read(honest)
    assert found.turned.trouble is Trouble.TOO_HEAVY

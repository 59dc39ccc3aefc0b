"""What a pile of scans says: whole sheets, what each question says, why a page is not taken."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from participation.foundation.keys import to_text

from ..adapters.scans.layout import Layout
from ..adapters.scans.reading import Scanned as Page, read_pile
from ..rules.flow import Refusal as Misfit
from ..rules.marks import Doubt, Read, Stray, read_sheet
from ..rules.piles import Pile, Trouble, sort_pages
from ..rules.questions import QuestionKind
from ..rules.scanned import Scanned, doubts_of, typed_of
from .answering import Asked


@dataclass(frozen=True, slots=True)
class Arrived:
    """A whole sheet with its pages (JPEG)."""

    sheet: Scanned
    pages: Sequence[bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A page that is not taken: its file and its place in it, both from 1, and why."""

    file: int
    page: int
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class PileRead:
    """What came of some files."""

    arrived: Sequence[Arrived]
    not_taken: Sequence[NotTaken]


def read_files(
    asked: Asked, files: Sequence[bytes], layouts: Mapping[str, Layout], today: dt.date
) -> PileRead:
    """Read the pages of some files as sheets of a survey; nothing is kept anywhere."""
    counts = {tag: len(layout.pages) for tag, layout in layouts.items()}
    pile = Pile(to_text(asked.survey_id), asked.version, counts)
    pages = {page.turned.place: page for page in read_pile(files, pile, layouts)}
    found = sort_pages((page.turned for page in pages.values()), pile)
    refused = dict(found.refused)
    arrived = []
    for places in found.sheets:
        one = _sheet(asked, [pages[place] for place in places], today)
        if one.sheet.doubts or _says_something(asked, one.sheet, today):
            arrived.append(one)
        else:
            refused |= dict.fromkeys(places, Trouble.EMPTY)
    return PileRead(arrived, _not_taken(pages, refused))


def _sheet(asked: Asked, pages: Sequence[Page], today: dt.date) -> Arrived:
    boxes = {key: seen for page in pages for key, seen in page.boxes.items()}
    written = {key: ink for page in pages for key, ink in page.written.items()}
    strays = _strays(pages)
    several = {
        number for number, question in asked.by_number.items() if question.kind is QuestionKind.MANY
    }
    code = pages[0].turned.code
    assert code is not None  # noqa: S101 - only read pages make a sheet
    read = read_sheet(boxes, written, strays, several=several)
    fitting = _fitting(asked, read, code.language, today)
    sheet = Scanned(
        version=asked.version,
        language=code.language,
        typed=typed_of(fitting),
        doubts=doubts_of(fitting),
        places=[page.turned.place for page in pages],
    )
    return Arrived(sheet, [page.picture for page in pages])


def _strays(pages: Sequence[Page]) -> dict[int, Stray]:
    """Give what is drawn at each question; one that goes on over pages has the worst of them."""
    found: dict[int, Stray] = {}
    for page in pages:
        for number, stray in page.strays.items():
            if not found.get(number, Stray()).counts():
                found[number] = stray
    return found


def _fitting(asked: Asked, read: dict[int, Read], language: str, today: dt.date) -> dict[int, Read]:
    """Leave to a person each answer that the questionnaire does not take."""
    answers = typed_of(read).answers
    course = asked.course(answers, today, language)
    misfits = {
        question.number
        for question in course.asked()
        if question.number in answers
        and course.why_refused(question.name, answers[question.number])
        not in {None, Misfit.REQUIRED}
    }
    return read | {number: Read(doubt=Doubt.UNFIT) for number in misfits}


def _says_something(asked: Asked, sheet: Scanned, today: dt.date) -> bool:
    return bool(asked.course(sheet.typed.answers, today, sheet.language).kept())


def _not_taken(pages: Mapping[int, Page], refused: Mapping[int, Trouble]) -> list[NotTaken]:
    """Give the pages that are not taken by their place in their own file; blank backs are none."""
    firsts: dict[int, int] = {}
    for place, page in pages.items():
        firsts.setdefault(page.file, place)
    return [
        NotTaken(page.file + 1, place - firsts[page.file] + 1, refused[place])
        for place, page in pages.items()
        if place in refused and refused[place] is not Trouble.BLANK
    ]

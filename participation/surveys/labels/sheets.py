"""The questionnaire on paper, in a resident's words: what it is for, each box, where to put it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from participation.foundation.assets import drawing
from participation.foundation.codes import qr_svg
from participation.foundation.i18n import gettext as _, ngettext, show_day, speaking
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.foundation.papers import on_paper
from participation.surveys.adapters.papers.sheets import PaperBox, PaperItem, PaperSheet, Slips
from participation.surveys.labels.answering import (
    AID_PICTOGRAMS,
    AIDS,
    DONT_KNOW_WORDS,
    ICONS,
    OTHER_WORDS,
    OWN_VOICE,
    PROXY_VOICE,
    WHO_CHOOSES,
    WHO_HELPS,
    WONT_SAY_WORDS,
)
from participation.surveys.labels.posters import BLUE, Wall, picture
from participation.surveys.queries.answering import Asked
from participation.surveys.rules import sheets
from participation.surveys.rules.easy import scale_in
from participation.surveys.rules.plan import PIPE
from participation.surveys.rules.questions import (
    DONT_KNOW,
    MOST_FACES,
    OTHER,
    WONT_SAY,
    Group,
    Question,
    QuestionKind,
    Text,
    drawing_of,
    face_of,
)
from participation.surveys.rules.sheets import Box

DIGITS = 3
"""Cells for a number that has no greatest value."""
LEAST_PAGES = 4
APART: Mapping[int, tuple[object, str]] = {
    DONT_KNOW: (DONT_KNOW_WORDS, "question"),
    WONT_SAY: (WONT_SAY_WORDS, "no-comment"),
    OTHER: (OTHER_WORDS, ""),
}


def write_sheet(locale: str, asked: Asked, house: str) -> PaperSheet:
    """Give the questionnaire of a survey in one language, alike on every copy.

    Its pages name the survey, the version of the questions, the page and the language: no number
    tells one sheet from another, and nothing asks who fills it in.
    """
    with speaking(locale):
        items = (*_items(asked, locale), *_who_helped(asked))
        return PaperSheet(
            locale=locale,
            title=asked.title.text(locale),
            subtitle=house,
            purpose_word=_("À quoi ça sert ?"),
            purpose=asked.purpose.text(locale),
            promises=(
                (picture("pencil"), _("Cochez une case par question.")),
                (picture("rights"), _("Vous pouvez laisser une question vide.")),
                (picture("privacy"), _("N’écrivez pas votre nom.")),
            ),
            until=_("Jusqu’au %(day)s", day=show_day(asked.closes_on)),
            items=items,
            ending=_("Pliez la feuille. Mettez-la dans la boîte fermée."),
            where=_("La boîte est ici :"),
            ending_svg=picture("letter"),
            codes=tuple(_codes(asked, locale, items)),
            pile=sheets.pile_code(to_text(asked.survey_id), asked.version, locale),
        )


def write_slips(locale: str, asked: Asked, wall: Wall, count: int, minutes: int) -> Slips:
    """Give slips to draw from a pile: all alike, with the one address of the survey."""
    with speaking(locale):
        return Slips(
            locale=locale,
            title=asked.title.text(locale),
            words=ngettext("%(n)s minute", "%(n)s minutes", minutes),
            until=_("Jusqu’au %(day)s", day=show_day(asked.closes_on)),
            promise=_("Personne ne saura que c’est vous."),
            qr=wall.qr,
            scan=_("Répondez avec votre téléphone"),
            count=count,
        )


def _codes(asked: Asked, locale: str, items: Sequence[PaperItem]) -> Iterator[str]:
    """Draw one code a page, for as many pages as the questions can ever fill."""
    boxes = sum(len(item.boxes) for item in items)
    page = partial(sheets.page_code, to_text(asked.survey_id), asked.version, locale)
    for number in range(1, LEAST_PAGES + len(items) + boxes // 20):
        yield qr_svg(page(number))


def _items(asked: Asked, locale: str) -> Iterator[PaperItem]:
    places = {q.number: place for place, q in sheets.asked_on_paper(asked.questionnaire)}
    yield from _walk(asked.questionnaire.items, places, locale, is_branch=False)


def _walk(
    items: Sequence[Question | Group], places: Mapping[int, int], locale: str, *, is_branch: bool
) -> Iterator[PaperItem]:
    for item in items:
        below = is_branch or bool(item.relevant)
        if isinstance(item, Group):
            if words := _plain(item.label, locale):
                yield PaperItem("title", words)
            yield from _walk(item.items, places, locale, is_branch=below)
        elif item.kind is QuestionKind.NOTE:
            yield PaperItem("note", _plain(item.label, locale))
        elif item.number in places:
            yield _question(item, places[item.number], locale, is_branch=below)


def _question(question: Question, place: int, locale: str, *, is_branch: bool) -> PaperItem:
    notes = []
    if is_branch:
        notes.append(_("Cette question n’est pas pour tout le monde. Vous pouvez la laisser vide."))
    if question.kind is QuestionKind.MANY:
        notes.append(_("Vous pouvez cocher plusieurs cases."))
    boxes = tuple(_box(question, box, locale) for box in sheets.boxes_of(question, locale))
    return PaperItem(
        kind=_manner(question, boxes),
        words=_plain(question.label, locale),
        place=place,
        number=question.number,
        hint=_plain(question.hint, locale),
        note=" ".join(notes),
        svg=picture(question.pictogram) if question.pictogram else "",
        boxes=boxes,
        cells=len(str(question.maximum)) if question.maximum else DIGITS,
    )


def _manner(question: Question, boxes: Sequence[PaperBox]) -> str:
    """Say how a question is answered; faces stand in one row, so there are at most five."""
    written = {QuestionKind.NUMBER: "number", QuestionKind.COMMENT: "words"}
    if question.kind in written:
        return written[question.kind]
    scale = [box for box in boxes if not box.aside]
    row = all(box.face for box in scale) and len(scale) <= MOST_FACES
    return "faces" if row and scale else "boxes"


def _box(question: Question, box: Box, locale: str) -> PaperBox:
    if box.choice is None:
        words, name = APART[box.value]
        svg = picture(name) if name else ""
        return PaperBox(box.key, str(words), 0, svg, box.value != OTHER, box.value)
    name = drawing_of(box.choice)
    icon = ICONS.get(box.choice.name) if question.kind is QuestionKind.YES_NO else None
    svg = _sign(icon) if icon else picture(name) if name else ""
    face = face_of(box.choice, scale_in(question, locale)) or 0
    words = _plain(box.choice.label, locale) or box.choice.name
    return PaperBox(box.key, words, face, svg, aside=False, value=box.value)


def _sign(icon: str) -> str:
    """Give a drawing of the interface for paper: it is all lines, and says so."""
    return on_paper(str(drawing(icon) or "").replace('class="icon"', 'class="line"', 1), BLUE)


def _who_helped(asked: Asked) -> Iterator[PaperItem]:
    """Ask who helped, then whose answers these are: hers, or somebody's in her place."""
    place = 1 + sum(1 for _each in sheets.asked_on_paper(asked.questionnaire))
    aids = [(str(AIDS[aid]), AID_PICTOGRAMS[aid]) for aid in sheets.AIDS]
    yield PaperItem("boxes", str(WHO_HELPS), place, sheets.AIDED, boxes=_listed(aids))
    voices = [(str(OWN_VOICE), "person"), (str(PROXY_VOICE), "people")]
    yield PaperItem("boxes", str(WHO_CHOOSES), place + 1, sheets.VOICED, boxes=_listed(voices))


def _listed(choices: Sequence[tuple[str, str]]) -> tuple[PaperBox, ...]:
    return tuple(
        PaperBox(str(key), words, 0, picture(name), aside=False, value=key)
        for key, (words, name) in enumerate(choices, 1)
    )


def _plain(text: Text, locale: str) -> str:
    """Give a text in a language; what quotes another answer is left to be read on the sheet."""
    words = Localized(text).text(locale) if text else ""
    if PIPE not in words:
        return words
    return sheets.QUOTED.sub("…", words)

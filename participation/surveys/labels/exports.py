"""Files of results in words: headings and cells of responses, tables one under the other."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from participation.foundation.exports import Cell
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.localized import Localized
from participation.surveys.labels.stages import AIDS, CHANNELS
from participation.surveys.labels.tables import WordedTable
from participation.surveys.queries.exports import ResponseLine, Ways
from participation.surveys.rules.easy import EASY, easy_scale, every_choice
from participation.surveys.rules.questions import (
    COUNTED,
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    Question,
    QuestionKind,
    Questionnaire,
)

LANGUAGE = 2
"""Place of the language among the ways of a response."""
Rows = Iterator[Sequence[Cell]]


class ResponseSheet:
    """The sheet of responses in one language; each possible answer is put in words once."""

    def __init__(self, questionnaire: Questionnaire, locale: str) -> None:
        self.questions = [q for q in questionnaire.questions() if q.kind in COUNTED]
        self.locale = locale
        self.left_out = _("Trop peu de réponses : rien n’est donné")
        self._places = {str(q.number): place for place, q in enumerate(self.questions)}
        self._words = {q.number: self._words_of(q) for q in self.questions}
        self._easy = {f"{q.number}:{x.value}" for q in self.questions for x in easy_scale(q)}
        self._channels = {each.value: str(words) for each, words in CHANNELS.items()}
        self._aids = {each.value: str(words) for each, words in AIDS.items()}
        self._heard = {True: _("Écouté"), False: _("Lu")}
        self._answers: dict[bool, dict[str, tuple[int, Cell]]] = {True: {}, False: {}}
        self._ways: dict[Ways | None, list[Cell]] = {None: ["", "", "", ""]}

    @property
    def headings(self) -> list[str]:
        """Give the first line of the sheet."""
        ways = [_("Service"), _("Remarque"), _("Lieu"), _("Aide"), _("Langue"), _("Écouté ou lu")]
        return [*ways, *(self._text(q.label) or q.name for q in self.questions)]

    def row(self, service: str, line: ResponseLine) -> list[Cell]:
        """Give the cells of one response; ways shared by too few are blank.

        So is then an answer on three faces, which would tell the language by itself.
        """
        cells: list[Cell] = [""] * len(self.questions)
        is_easy = line.ways is not None and line.ways[LANGUAGE] == EASY
        known = self._answers[is_easy]
        for answer in sorted(line.given):
            place, words = known.get(answer) or self._answer(answer, is_easy=is_easy)
            if place >= 0:
                cells[place] = f"{cells[place]} | {words}" if cells[place] != "" else words
        ways = self._ways.get(line.ways)
        return [service, "", *(ways if ways is not None else self._way(line.ways)), *cells]

    def empty(self, service: str) -> list[Cell]:
        """Give the line of a service that is left out."""
        return [service, self.left_out]

    def _way(self, ways: Ways | None) -> list[Cell]:
        channel, aid, language, heard = ways or ("", "", "", False)
        name = find(language).autonym
        found: list[Cell] = [self._channels[channel], self._aids[aid], name, self._heard[heard]]
        self._ways[ways] = found
        return found

    def _answer(self, answer: str, *, is_easy: bool) -> tuple[int, Cell]:
        """Give column and words of `question:value`, and remember them; -1 for no column."""
        number, _colon, value = answer.partition(":")
        place = self._places.get(number, -1) if is_easy or answer not in self._easy else -1
        words: Cell = self._words.get(int(number), {}).get(int(value), int(value))
        self._answers[is_easy][answer] = (place, words)
        return place, words

    def _words_of(self, question: Question) -> dict[int, str]:
        apart = {DONT_KNOW: _("Je ne sais pas"), WONT_SAY: _("Je préfère ne pas répondre")}
        if question.kind is QuestionKind.NUMBER:
            return apart
        every = every_choice(question)
        own = {each.value: self._text(each.label) or each.name for each in every}
        other = {OTHER: _("Autre")} if question.or_other else {}
        return apart | other | own

    def _text(self, text: Mapping[str, str]) -> str:
        return Localized(text).text(self.locale)


def response_rows(
    sheet: ResponseSheet,
    services: Sequence[tuple[str, Callable[[], Iterator[ResponseLine]] | None]],
) -> Rows:
    """Give every response service by service; a service without stream is said to be left out."""
    for name, stream in services:
        if stream is None:
            yield sheet.empty(name)
            continue
        for line in stream():
            yield sheet.row(name, line)


def table_rows(tables: Sequence[WordedTable]) -> Rows:
    """Give tables as one list: table, line, column, value; exactly what the page shows."""
    for table in tables:
        heads = [label for label, _kind in table.columns[1:]]
        for name, *cells in table.rows:
            for head, cell in zip(heads, cells, strict=True):
                yield (table.caption, name, head, cell)


def table_headings() -> list[str]:
    """Give the first line of the list of tables."""
    return [_("Tableau"), _("Ligne"), _("Colonne"), _("Valeur")]

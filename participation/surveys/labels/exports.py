"""Files of results in words: headings and cells of responses, tables one under the other."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from participation.foundation.exports import Cell
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.localized import Localized
from participation.surveys.labels.stages import AIDS, CHANNELS
from participation.surveys.labels.tables import WordedTable
from participation.surveys.queries.exports import ResponseLine
from participation.surveys.rules.questions import (
    COUNTED,
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    Question,
    QuestionKind,
    Questionnaire,
)

Rows = Iterator[Sequence[Cell]]


class ResponseSheet:
    """The sheet of responses in one language; words are looked up once, before any row."""

    def __init__(self, questionnaire: Questionnaire, locale: str) -> None:
        self.questions = [q for q in questionnaire.questions() if q.kind in COUNTED]
        self.locale = locale
        self.values = {q.number: self._words(q) for q in self.questions}
        self.channels = {each.value: str(words) for each, words in CHANNELS.items()}
        self.aids = {each.value: str(words) for each, words in AIDS.items()}
        self.heard = {True: _("Écouté"), False: _("Lu")}
        self.left_out = _("Trop peu de réponses : rien n’est donné")

    @property
    def headings(self) -> list[str]:
        """Give the first line of the sheet."""
        ways = [_("Service"), _("Remarque"), _("Lieu"), _("Aide"), _("Langue"), _("Écouté ou lu")]
        return [*ways, *(self._text(q.label) or q.name for q in self.questions)]

    def row(self, service: str, line: ResponseLine) -> list[Cell]:
        """Give the cells of one response; ways shared by too few are blank."""
        ways: list[Cell] = ["", "", "", ""]
        if line.ways is not None:
            channel, aid, language, heard = line.ways
            name = find(language).autonym
            ways = [self.channels[channel], self.aids[aid], name, self.heard[heard]]
        return [service, "", *ways, *(self._cell(q, line.values) for q in self.questions)]

    def empty(self, service: str) -> list[Cell]:
        """Give the line of a service that is left out."""
        return [service, self.left_out]

    def _cell(self, question: Question, values: Mapping[int, Sequence[int]]) -> Cell:
        given = values.get(question.number)
        if not given:
            return ""
        words = self.values[question.number]
        if len(given) == 1 and given[0] not in words:
            return given[0]
        return " | ".join(words.get(value, str(value)) for value in given)

    def _words(self, question: Question) -> dict[int, str]:
        apart = {DONT_KNOW: _("Je ne sais pas"), WONT_SAY: _("Je préfère ne pas répondre")}
        if question.kind is QuestionKind.NUMBER:
            return apart
        own = {each.value: self._text(each.label) or each.name for each in question.choices}
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

"""The dictionary of a file of responses: each column, its question, its codes, what is empty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from participation.foundation.exports import Cell
from participation.foundation.i18n import speaking, staff_gettext as _, staff_lazy
from participation.foundation.languages import find
from participation.foundation.localized import Localized
from participation.surveys.labels.exports import LANGUAGE
from participation.surveys.labels.stages import AIDS, CHANNELS
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.queries.exports import ResponseLine, Ways
from participation.surveys.rules.easy import EASY, easy_scale
from participation.surveys.rules.plan import plan_of
from participation.surveys.rules.questions import (
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    QuestionKind,
    Questionnaire,
)
from participation.surveys.rules.variables import NOT_POSED, WAYS, Variable, variables

Page = tuple[str, Sequence[str], Sequence[Sequence[Cell]]]
"""Name, headings and rows of one sheet."""
KINDS = {
    QuestionKind.FACES: staff_lazy("Échelle de visages"),
    QuestionKind.YES_NO: staff_lazy("Oui ou non"),
    QuestionKind.ONE: staff_lazy("Un choix"),
    QuestionKind.MANY: staff_lazy("Plusieurs choix : 1 choisi, 0 non choisi"),
    QuestionKind.NUMBER: staff_lazy("Nombre"),
}
APART = {
    DONT_KNOW: staff_lazy("Je ne sais pas"),
    WONT_SAY: staff_lazy("Je préfère ne pas répondre"),
    NOT_POSED: staff_lazy("Question pas posée"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A column that says how a response came: its name, its words, the words of its codes."""

    name: str
    words: str
    values: Mapping[int, str]


class Dictionary:
    """The columns of a file of responses in words; nothing in it depends on what was answered."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        languages: Sequence[str],
        services: Sequence[str],
        locale: str,
    ) -> None:
        self.questionnaire, self.locale = questionnaire, locale
        self.languages = tuple(languages)
        self.columns = variables(questionnaire)
        self._easy = {
            f"{question.number}:{face.value}"
            for question in questionnaire.questions()
            for face in easy_scale(question)
        }
        self._codes = [
            {each: place for place, each in enumerate(every, 1)}
            for every in (CHANNELS, AIDS, self.languages)
        ]
        words = (
            (_("Service"), dict(enumerate(services, 1))),
            (_("Lieu"), dict(enumerate(map(str, CHANNELS.values()), 1))),
            (_("Aide"), dict(enumerate(map(str, AIDS.values()), 1))),
            (_("Langue"), {n: find(tag).autonym for n, tag in enumerate(self.languages, 1)}),
            (_("Écouté ou lu"), {0: _("Lu"), 1: _("Écouté")}),
        )
        self.ways = [Way(name, *each) for name, each in zip(WAYS, words, strict=True)]

    def code_way(self, ways: Ways | None) -> list[Cell]:
        """Give the codes of the ways of a response; empty when too few people share them."""
        if ways is None:
            return [""] * (len(WAYS) - 1)
        *words, heard = ways
        codes = zip(self._codes, words, strict=True)
        return [*(known.get(word, "") for known, word in codes), int(heard)]

    def told(self, line: ResponseLine) -> Sequence[str]:
        """Give the answers of a response but those on three faces, unless its language is shown.

        They would tell by themselves that somebody reads easy French, where too few do.
        """
        if line.ways is not None and line.ways[LANGUAGE] == EASY:
            return line.given
        return [one for one in line.given if one not in self._easy]

    def label(self, column: Variable, locale: str = "") -> str:
        """Give the words of a column: its question, then the choice it is about."""
        question = Localized(column.question.label).text(locale or self.locale)
        words = question or column.question.name
        if column.choice is None:
            return words
        return f"{words} : {self._choice(column, locale or self.locale)}"

    def _choice(self, column: Variable, locale: str) -> str:
        found = [one for one in column.question.choices if one.value == column.choice]
        if not found:
            return _("Autre")
        return Localized(found[0].label).text(locale) or found[0].name

    def values(self, column: Variable, locale: str = "") -> dict[int, str]:
        """Give the words of the codes of a column, those that are no answer last."""
        found = {
            one.value: Localized(one.label).text(locale or self.locale) or one.name
            for one in column.values
        }
        if column.choice is not None:
            found = {0: _("Non"), 1: _("Oui")}
        elif column.question.or_other and OTHER not in found:
            found[OTHER] = _("Autre")
        with speaking(locale or self.locale):
            apart = {code: str(words) for code, words in APART.items()}
        return apart | found if set(apart) & set(found) else found | apart

    def pages(self, version: QuestionnaireVersion) -> list[Page]:
        """Give the sheets of the dictionary: columns, codes, how to read."""
        names = [find(tag).autonym for tag in self.languages]
        heads = [
            _("Variable"),
            _("Genre"),
            *names,
            _("Thème"),
            _("Critère HAS"),
            _("Posée si"),
            _("Banque de questions"),
            _("Case vide"),
            _("Ce qui est caché"),
        ]
        rows = [*self._way_rows(), *(self._row(each, version) for each in self.columns)]
        codes = (_("Codes"), [_("Variable"), _("Code"), *names], list(self._code_rows()))
        return [(_("Variables"), heads, rows), codes, (_("Lire"), [_("Lire")], self._reading())]

    def _way_rows(self) -> Iterator[Sequence[Cell]]:
        few = _("Moins de 11 personnes du service sont dans ce cas")
        for way in self.ways:
            kept = way.name != WAYS[0]
            words = [way.words] * len(self.languages)
            hidden = _("Service trop petit : réuni à un autre, ou laissé hors du fichier")
            yield (way.name, _("Un choix"), *words, "", "", "", "", few if kept else "", hidden)

    def _row(self, column: Variable, version: QuestionnaireVersion) -> Sequence[Cell]:
        question = column.question
        conditions = plan_of(self.questionnaire).places[question.name].conditions
        return (
            column.name,
            str(KINDS[question.kind]),
            *(self.label(column, tag) for tag in self.languages),
            question.theme,
            question.criterion,
            " ; ".join(conditions),
            f"{version.name} {version.number} / {question.name}",
            _("La question a été passée"),
            _("Les réponses données à la place d’une personne ne sont pas dans le fichier"),
        )

    def _code_rows(self) -> Iterator[Sequence[Cell]]:
        for way in self.ways:
            for code, words in way.values.items():
                yield (way.name, code, *[words] * len(self.languages))
        for column in self.columns:
            every = [self.values(column, tag) for tag in self.languages]
            for code in every[0]:
                yield (column.name, code, *(words[code] for words in every))

    def _reading(self) -> Sequence[Sequence[Cell]]:
        return [
            (_("Une ligne par réponse, dans le désordre et sans aucun numéro."),),
            (
                _(
                    "-1, -2 et -9 ne sont pas des réponses. Une question est « pas posée » quand "
                    "les réponses d’avant l’ont écartée ; dans le doute, la case reste vide."
                ),
            ),
            (
                _(
                    "Dans un rapport, ne montrez rien pour moins de 5 personnes (11 hors des "
                    "services), ni ce qui permettrait de le calculer : ce fichier ne cache rien de "
                    "plus que les lieux, aides et langues rares."
                ),
            ),
        ]

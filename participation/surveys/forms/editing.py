"""What staff write of a questionnaire in the editor: its title, questions, groups, conditions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    Form as PlainForm,
    HiddenField,
    LineField,
    ListField,
    TextField,
    TickField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.surveys.labels.analysis import THEMES
from participation.surveys.labels.editing import DRAWINGS
from participation.surveys.labels.packs import PACKS
from participation.surveys.labels.publics import PUBLICS
from participation.surveys.operations.editing import Tags
from participation.surveys.rules.draft import LARGEST_NUMBER
from participation.surveys.rules.editing import rechoose, rehint, reword
from participation.surveys.rules.questions import Question, QuestionKind
from participation.surveys.rules.stages import Public

LONGEST_QUESTION = 400
LONGEST_CHOICE = 120
NEW_LINES = 3
ERASE = _("Effacez les mots pour retirer une réponse.")
FIRST_LINES = 4
MOST_LINES = 50
CHOOSING = frozenset({QuestionKind.FACES, QuestionKind.YES_NO, QuestionKind.ONE, QuestionKind.MANY})
OPEN_LISTS = frozenset({QuestionKind.ONE, QuestionKind.MANY})


class SeenForm(PlainForm):
    """A form that says which state of the questionnaire its writer was looking at."""

    seen = HiddenField()

    def look_again(self, digest: str) -> None:
        """Take the present state as seen: what was typed may now be sent again."""
        self.seen.data = digest


class TitleForm(SeenForm):
    """The title of a questionnaire or a group."""

    title = LineField(_("Titre"), limit=120, hint=_("Court : « Votre avis sur la maison »."))


class BeginForm(PlainForm):
    """A questionnaire to begin."""

    title = LineField(_("Titre"), limit=120, hint=_("Court : « Votre avis sur la maison »."))
    languages = ChecklistField(
        _("Langues"),
        required=False,
        hint=_("Le français est toujours là. Vous pourrez ajouter des langues plus tard."),
    )


class LanguagesForm(SeenForm):
    """The title and the languages of a questionnaire; none is taken away."""

    title = LineField(_("Titre"), limit=120)
    languages = ChecklistField(
        _("Ajouter des langues"),
        required=False,
        hint=_("Les questions de la banque viennent avec leurs mots, quand ils existent."),
    )


class QuestionForm(SeenForm):
    """The words and the facts of one question; its choices come with `question_form`."""

    label = TextField(
        _("La question"), limit=LONGEST_QUESTION, hint=_("Une seule idée, 15 mots au plus.")
    )
    hint = LineField(_("Une aide, sous la question"), required=False, limit=LONGEST_QUESTION)

    def words_of(self, question: Question) -> tuple[list[str], list[str]]:
        """Give the words of the choices that are there, then of those that are not."""
        names = [_choice(choice.value) for choice in question.choices]
        lines = {field.name: str(field.data or "") for field in self if _is_line(field.name)}
        kept = [lines.pop(name) for name in names]
        return kept, list(lines.values())

    def complete(self, question: Question, source: str, sent: Collection[str]) -> None:
        """Fill the choices that somebody added while this was being written: none is lost."""
        for choice in question.choices if sent else ():
            if (name := _choice(choice.value)) in self and name not in sent:
                self[name].data = choice.label.get(source, "")

    def write(self, question: Question, source: str) -> Question:
        """Give the question as written, in the source language."""
        given = {name: self[name].data for name in _PLAIN if name in self}
        changed = replace(
            question,
            label=reword(question.label, source, self.label.data or ""),
            hint=rehint(question.hint, source, self.hint.data or ""),
            **{name: _EMPTY[name] if value is None else value for name, value in given.items()},
        )
        if question.kind not in CHOOSING:
            return changed
        kept, added = self.words_of(question)
        return rechoose(changed, source, kept, added)


_KEPT, _NEW = "choice", "added"
_PLAIN = ("required", "or_other", "minimum", "maximum", "pictogram", "theme", "criterion")
_EMPTY: Mapping[str, Any] = {
    "required": False,
    "or_other": False,
    "minimum": None,
    "maximum": None,
    "pictogram": "",
    "theme": "",
    "criterion": "",
}


def question_form(
    question: Question, source: str, sent: Collection[str] = ()
) -> type[QuestionForm]:
    """Give the form of a question of its kind, with one line a choice and a few empty ones.

    `sent` names the lines that came back: those of a choice that is gone are kept as new ones.
    """
    fields: dict[str, Any] = {}
    if question.kind in CHOOSING:
        fields |= _choices_of(question, source, sent)
    if question.kind in OPEN_LISTS:
        fields["or_other"] = TickField(_("Proposer aussi « Autre chose »"))
    if question.kind is QuestionKind.NUMBER:
        fields["minimum"] = WholeNumberField(
            _("Le plus petit nombre"), required=False, maximum=LARGEST_NUMBER
        )
        fields["maximum"] = WholeNumberField(
            _("Le plus grand nombre"), required=False, maximum=LARGEST_NUMBER
        )
    if question.kind is not QuestionKind.NOTE and not question.required_when:
        fields["required"] = TickField(
            _("Il faut répondre"),
            hint=_("« Je ne sais pas » est toujours une réponse."),
        )
    return type("QuestionFormOfThisKind", (QuestionForm,), fields | _sorting(question))


def _choices_of(question: Question, source: str, sent: Collection[str]) -> dict[str, Any]:
    is_open = question.kind in OPEN_LISTS
    fields = {
        _choice(choice.value): LineField(
            _("Réponse %(n)s", n=number),
            required=not is_open and bool(choice.label.get(source)),
            limit=LONGEST_CHOICE,
            hint=ERASE if is_open and number == 1 else "",
            default=choice.label.get(source, ""),
        )
        for number, choice in enumerate(question.choices, 1)
    }
    more = NEW_LINES if question.choices else FIRST_LINES
    names = [f"{_NEW}{number}" for number in range(more)] if is_open else []
    gone = [name for name in sent if name.startswith(_KEPT) and name not in fields]
    for number, name in enumerate([*gone[:MOST_LINES], *names], len(fields) + 1):
        fields[name] = LineField(_("Réponse %(n)s", n=number), required=False, limit=LONGEST_CHOICE)
    return fields


def _sorting(question: Question) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "pictogram": ListField(_("Dessin"), _with_own(DRAWINGS, question.pictogram), required=False)
    }
    if question.kind is not QuestionKind.NOTE:
        fields["theme"] = ListField(
            _("Thème"),
            _with_own(THEMES, question.theme),
            required=False,
            hint=_("Les résultats sont rangés par thème."),
        )
        fields["criterion"] = LineField(
            _("Critère de la HAS"),
            required=False,
            limit=20,
            hint=_("Le numéro que vous avez lu dans le manuel, comme 1.6."),
        )
    return fields


def _with_own(offered: Mapping[str, object], own: str) -> list[Choice]:
    """Offer what is known, and what the question has already though nobody named it."""
    more = {own: own} if own and own not in offered else {}
    return [Choice(value, str(words)) for value, words in {**offered, **more}.items()]


def _choice(value: int) -> str:
    return f"{_KEPT}{value}"


def _is_line(name: str) -> bool:
    return name.startswith((_KEPT, _NEW))


class AnswersForm(SeenForm):
    """The answers on which a condition rests; its fields come with `answers_form`."""


def answers_form(
    senses: Sequence[Choice], answers: Sequence[Choice], *, number: bool
) -> type[AnswersForm]:
    """Give the form of a condition: a sense, then answers to tick or a number to write."""
    fields: dict[str, Any] = {"sense": ChoiceField(_("La réponse"), senses)}
    if number:
        fields["number"] = WholeNumberField(_("Ce nombre"), maximum=LARGEST_NUMBER)
    else:
        fields["values"] = ChecklistField(
            _("Une de ces réponses"), answers, hint=_("Vous pouvez en cocher plusieurs.")
        )
    return type("AnswersFormOfThisQuestion", (AnswersForm,), fields)


class FormulaForm(SeenForm):
    """A condition written by hand."""

    formula = TextField(
        _("Formule"),
        required=False,
        limit=8000,
        hint=_("Pour qui connaît XLSForm. Vide : la question est posée à tout le monde."),
    )


class SearchForm(PlainForm):
    """What is looked for in the bank; sent by GET, for nothing is kept."""

    class Meta:
        csrf = False

    words = LineField(_("Mots cherchés"), required=False, limit=80)
    theme = ListField(
        _("Thème"), [Choice(value, words) for value, words in THEMES.items()], required=False
    )
    criterion = LineField(_("Critère de la HAS"), required=False, limit=20)
    pack = ListField(
        _("Lot de questions"),
        [Choice(value, words) for value, words in PACKS.items()],
        required=False,
    )


class TagsForm(PlainForm):
    """What a question is kept under in the bank."""

    theme = ListField(_("Thème"), required=False)
    criterion = LineField(
        _("Critère de la HAS"),
        required=False,
        limit=20,
        hint=_("Le numéro que vous avez lu dans le manuel, comme 1.6."),
    )
    criterion_label = LineField(_("Titre du critère"), required=False, limit=200)
    public = ListField(
        _("Pour qui"), [Choice(public.value, words) for public, words in PUBLICS.items()]
    )

    def tags(self) -> Tags:
        """Give what was written."""
        return Tags(
            theme=self.theme.data or "",
            criterion=self.criterion.data or "",
            criterion_label=self.criterion_label.data or "",
            public=Public(self.public.data),
        )


def tags_form(question: Question) -> TagsForm:
    """Give the form with the question's own theme offered even when nobody named it."""
    form = TagsForm(theme=question.theme, criterion=question.criterion)
    form.theme.offer(_with_own(THEMES, question.theme))
    return form

"""The form of a page of texts: one box, one mark and what was seen, for each text."""

from collections.abc import Sequence

from wtforms import Field

from participation.foundation.forms import (
    Choice,
    FileField,
    Form,
    HiddenField,
    ListField,
    TextField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.languages import Language

from ..labels.texts import DEEDS
from ..rules import texts as rules
from ..rules.texts import Standing, State

ROWS = 2
LETTERS_A_ROW = 40


def as_sent(text: str) -> str:
    """Give a text as a browser sends it back: one kind of line ends, no blanks around."""
    return rules.with_visible_signs(text.replace("\r\n", "\n").replace("\r", "\n").strip())


class TableForm(Form):
    """A workbook filled in by translators."""

    file = FileField(_("Fichier de traduction"), accepts=".xlsx")


class TranslationField(TextField):
    """A translation as typed: an unseen sign is refused by name, never taken out in silence."""

    clean = staticmethod(as_sent)
    longest = rules.LONGEST


class TextsForm(Form):
    """Texts of one language; its fields come with `texts_form`."""

    def of(self, place: str) -> tuple[str, State | None, str]:
        """Give what was sent of a place: its words, its mark, and what was seen of it."""
        words, mark, seen = self.fields_of(place)
        state = State(mark.data) if mark.data and not mark.errors else None
        return words.data or "", state, seen.data or ""

    def fields_of(self, place: str) -> tuple[Field, Field, Field]:
        """Give the three fields of a place."""
        words, mark, seen = (self[field_of(part, place)] for part in ("words", "mark", "seen"))
        return words, mark, seen

    def see_again(self, standing: Standing) -> None:
        """Say that what stands now was shown: sent once more, it is written over knowingly."""
        self[field_of("seen", standing.place)].data = seen_of(standing)


def field_of(part: str, place: str) -> str:
    """Give the name of a field of a place, whatever signs the place has."""
    return f"{part}-{rules.place_key(place)}"


def seen_of(standing: Standing) -> str:
    """Give the digests of a source and of its translation as a page shows them."""
    return rules.digest(standing.source) + rules.digest(as_sent(standing.words))


def texts_form(standings: Sequence[Standing], language: Language) -> type[TextsForm]:
    """Give the form of these texts in a language, filled with what stands now."""
    fields: dict[str, object] = {}
    deeds = [Choice(state.value, words) for state, words in DEEDS.items()]
    for each in standings:
        rows = max(ROWS, 1 + max(len(each.source), len(each.words)) // LETTERS_A_ROW)
        fields[field_of("words", each.place)] = TranslationField(
            _("Traduction de « %(place)s »", place=each.place),
            required=False,
            default=each.words,
            render_kw={"lang": language.html, "dir": language.direction, "rows": rows},
        )
        fields[field_of("mark", each.place)] = ListField(_("État"), deeds, required=False)
        fields[field_of("seen", each.place)] = HiddenField(default=seen_of(each))
    return type("TextsFormOfThisPage", (TextsForm,), fields)

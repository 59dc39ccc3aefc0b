"""What staff write of a point of the agenda."""

from collections.abc import Sequence

from participation.followups.labels import LEVELS
from participation.followups.rules import ParticipationLevel
from participation.foundation.forms import (
    Choice,
    Form,
    HiddenField,
    LineField,
    ListField,
    LocalizedField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.localized import Localized
from participation.meetings.operations import ItemSheet


class ItemForm(Form):
    """A point; its texts come with `item_form`. `seen` marks what the person started from."""

    title: LocalizedField
    words: LocalizedField
    asked_by = LineField(
        _("Demandé par"),
        required=False,
        limit=80,
        hint=_("Un groupe ou une fonction, jamais le nom d’une personne accompagnée."),
    )
    minutes = WholeNumberField(_("Durée, en minutes"), minimum=0, maximum=600)
    level = ListField(
        _("Ce qu’on attend du conseil"),
        [Choice(each.value, words) for each, words in LEVELS.items()],
    )
    seen = HiddenField()

    def sheet(self, origin: str = "") -> ItemSheet:
        """Give what was written."""
        return ItemSheet(
            title=Localized(self.title.data),
            words=Localized(self.words.data),
            asked_by=self.asked_by.data or "",
            minutes=self.minutes.data or 0,
            level=ParticipationLevel(str(self.level.data)),
            origin=origin,
        )


def item_form(tags: Sequence[str]) -> type[ItemForm]:
    """Give the form with its texts in these languages, French first."""
    texts = {
        "title": LocalizedField(
            _("De quoi parle-t-on ?"), tags, hint=_("Une phrase courte, comme une question.")
        ),
        "words": LocalizedField(
            _("Ce qu’il faut savoir avant"),
            tags,
            hint=_("Quelques phrases simples. Aucun nom de personne accompagnée."),
            required=False,
            long=True,
        ),
    }
    return type("ItemFormInLanguages", (ItemForm,), texts)

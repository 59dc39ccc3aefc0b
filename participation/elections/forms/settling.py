"""What is decided where candidates or voters are too few, and how a college votes."""

from collections.abc import Sequence

from participation.elections.labels.process import WAYS
from participation.elections.rules.stages import Way
from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    Form,
    ListField,
    TextField,
    TickField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _

from .people import PersonForm
from .preparing import NumbersForm


class VolunteerForm(PersonForm):
    """Somebody who agrees to sit without standing."""

    agrees = TickField(_("Cette personne est d’accord pour siéger"))


class DrawForm(NumbersForm):
    """Three numbers and the reason to draw lots."""

    because = TextField(_("Ce qui a été fait pour trouver des candidats"), limit=400)


class EmptyForm(Form):
    """Why a college is left empty, or who is designated."""

    people = ChecklistField(_("Personnes désignées, dans l’ordre"), required=False)
    because = TextField(_("Ce qui a été fait pour trouver des candidats"), limit=400)


class MergeForm(Form):
    """With which college another one votes."""

    into = ListField(_("Voter avec"))
    because = TextField(_("Pourquoi"), limit=400)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Set the other colleges of the same kind."""
        self.into.offer(choices)


class WayForm(Form):
    """How a college votes, and how many names a voter may choose."""

    way = ChoiceField(
        _("Comment on vote"), [Choice(each.value, words) for each, words in WAYS.items()]
    )
    most_choices = WholeNumberField(_("Noms à choisir au plus"), minimum=1, maximum=40)

    def chosen(self) -> Way:
        """Give the way of voting."""
        return Way(str(self.way.data))

    def most(self) -> int | None:
        """Give how many names; None for an office, which one person holds."""
        return self.most_choices.data if "most_choices" in self else None

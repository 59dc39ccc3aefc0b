"""Votes that begin from a council: who stands, when the elected vote, and how."""

from collections.abc import Sequence

from participation.elections.labels.process import WAYS
from participation.elections.rules.secrecy import ways_for
from participation.elections.rules.stages import Way
from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    DateField,
    Form,
    LineField,
)
from participation.foundation.i18n import staff_lazy as _


class ElectedForm(Form):
    """How the elected vote among themselves: asked only where enough of them vote."""

    way = ChoiceField(
        _("Comment on vote"), [Choice(each.value, words) for each, words in WAYS.items()]
    )

    def lines(self) -> list[object]:
        """Give the fields in the order of the page: who, when, and last how."""
        own = [one for one in self if one.name not in ("csrf_token", "way")]
        return [*own, *(one for one in self if one.name == "way")]

    def offer_ways(self, *crowds: int, hint: str) -> None:
        """Ask how to vote where one of the groups that may vote is large enough to be sealed."""
        if all(Way.SEALED not in ways_for(voters) for voters in crowds):
            del self.way
        else:
            self.way.description = hint

    def chosen_way(self) -> Way:
        """Give the way of voting; paper where nothing was asked."""
        return Way(str(self.way.data)) if "way" in self else Way.PAPER


class ChairForm(ElectedForm):
    """Who stands for chair and deputy, and on which day the elected vote."""

    on = DateField(_("Jour du vote"))
    chair = ChecklistField(_("Candidats à la présidence"), required=False)
    vice_chair = ChecklistField(_("Candidats à la vice-présidence"), required=False)
    because = LineField(
        _("Si aucune personne accompagnée ne peut présider : pourquoi"), required=False, limit=200
    )

    def offer(self, choices: Sequence[Choice]) -> None:
        """Set who sits and may stand."""
        self.chair.choices = self.vice_chair.choices = tuple(choices)


class PartialForm(Form):
    """When people vote for the empty seats."""

    on = DateField(_("Premier jour du vote"))
    until = DateField(_("Dernier jour du vote"))


class SecondDegreeForm(ElectedForm):
    """Who stands for seats elsewhere, and when the elected vote."""

    on = DateField(_("Premier jour du vote"))
    until = DateField(_("Dernier jour du vote"))
    standing = ChecklistField(_("Candidats"))

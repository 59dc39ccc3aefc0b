"""The days of an election, its colleges, the numbers of a drawing, a reason to give it up."""

import datetime as dt

from participation.councils.labels.words import STEPS
from participation.councils.rules.calendar import Step
from participation.elections.labels.process import WAYS
from participation.elections.rules.stages import Way
from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    DateField,
    Form,
    TextField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _

LARGEST_NUMBER = 999_999


class ElectionForm(Form):
    """Who votes, when, and how."""

    colleges = ChecklistField(_("Collèges qui votent"))
    opens_on = DateField(
        _("Premier jour du vote"),
        hint=_("Toutes les autres dates sont comptées à partir de ce jour."),
    )
    closes_on = DateField(
        _("Dernier jour du vote"), required=False, hint=_("Laissez vide pour un seul jour.")
    )
    way = ChoiceField(
        _("Comment on vote"), [Choice(each.value, words) for each, words in WAYS.items()]
    )

    def chosen_way(self) -> Way:
        """Give the way of voting."""
        return Way(str(self.way.data))


class DatesForm(Form):
    """Every day of the calendar."""

    call = DateField(STEPS[Step.CALL])
    roll_posted = DateField(STEPS[Step.ROLL_POSTED])
    objections_end = DateField(STEPS[Step.OBJECTIONS_END])
    candidacies_end = DateField(STEPS[Step.CANDIDACIES_END])
    list_posted = DateField(STEPS[Step.LIST_POSTED])
    vote_opens = DateField(STEPS[Step.VOTE_OPENS])
    vote_closes = DateField(STEPS[Step.VOTE_CLOSES])
    challenge_ends = DateField(STEPS[Step.CHALLENGE_ENDS])

    def days(self) -> dict[Step, dt.date]:
        """Give the day of each step that the accepted form asked for."""
        return {step: self[name_of(step)].data for step in Step if name_of(step) in self}


def name_of(step: Step) -> str:
    """Give the name of a step's field."""
    return step.value.replace("-", "_")


class NumbersForm(Form):
    """Three numbers, each chosen by another person and turned over together."""

    first = WholeNumberField(_("Premier nombre"), maximum=LARGEST_NUMBER)
    second = WholeNumberField(_("Deuxième nombre"), maximum=LARGEST_NUMBER)
    third = WholeNumberField(_("Troisième nombre"), maximum=LARGEST_NUMBER)

    def numbers(self) -> tuple[int, int, int]:
        """Give the three numbers."""
        first, second, third = (field.data or 0 for field in (self.first, self.second, self.third))
        return first, second, third


class AnnulForm(Form):
    """Why an election is given up."""

    because = TextField(_("Pourquoi cette élection s’arrête"), limit=400)

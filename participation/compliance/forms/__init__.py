"""What staff write of a dated fact, and beside which field a refusal stands."""

from typing import Any

from participation.compliance.labels.milestones import DAYS, HEARD_DAYS, HINTS, SUBJECTS, TOLD_DAY
from participation.compliance.models import Milestone
from participation.compliance.operations import MilestoneSheet
from participation.compliance.queries import subjects_of
from participation.compliance.rules import MilestoneKind, Refusal
from participation.foundation.forms import ChecklistField, Choice, DateField, Form
from participation.foundation.i18n import staff_lazy as _
from participation.surveys.rules.duties import Subject

FIELD_OF = {
    Refusal.NOT_YET: "happened_on",
    Refusal.HEARD_NOT_YET: "heard_on",
    Refusal.HEARD_BEFORE: "heard_on",
    Refusal.TOLD_NOT_YET: "told_on",
    Refusal.TOLD_BEFORE: "told_on",
    Refusal.NO_SUBJECT: "subjects",
}
"""Beside which field a refusal stands."""


class MilestoneForm(Form):
    """The days of a fact; which fields there are depends on its kind."""

    kind: MilestoneKind

    def sheet(self) -> MilestoneSheet:
        """Give what was written."""
        chosen = self["subjects"].data or () if "subjects" in self else ()
        return MilestoneSheet(
            self.kind,
            self["happened_on"].data,
            self._day("heard_on"),
            self._day("told_on"),
            frozenset(Subject(each) for each in chosen),
        )

    def _day(self, name: str) -> Any:  # noqa: ANN401 - WTForms gives its fields no type
        return self[name].data if name in self else None


def milestone_form(kind: MilestoneKind) -> type[MilestoneForm]:
    """Give the form of a kind of fact."""
    fields: dict[str, object] = {
        "kind": kind,
        "happened_on": DateField(DAYS[kind], hint=HINTS.get(kind, "")),
    }
    if kind in HEARD_DAYS:
        later = _("Laissez vide si ce n’est pas encore fait.")
        fields["heard_on"] = DateField(HEARD_DAYS[kind], required=False, hint=later)
    if kind is MilestoneKind.EVALUATION:
        fields["told_on"] = DateField(TOLD_DAY, required=False)
    if kind is MilestoneKind.ALTERNATIVE_SURVEY:
        choices = [Choice(each.value, words) for each, words in SUBJECTS.items()]
        fields["subjects"] = ChecklistField(_("Sujets de l’enquête"), choices)
    return type("MilestoneFormOfKind", (MilestoneForm,), fields)


def known_of(milestone: Milestone) -> dict[str, object]:
    """Give what is written of a fact, as its form reads it."""
    return {
        "happened_on": milestone.happened_on,
        "heard_on": milestone.heard_on,
        "told_on": milestone.told_on,
        "subjects": [each.value for each in Subject if each in subjects_of(milestone)],
    }

"""What staff write of the colleges of a council and their seats."""

from collections.abc import Sequence
from typing import Any

from participation.councils.labels.words import FILLINGS, ORDERS
from participation.councils.models import College
from participation.councils.operations import CollegeLine
from participation.councils.rules.composition import MOST_SEATS
from participation.councils.rules.kinds import CollegeKind, Filling, SubstituteOrder
from participation.foundation.forms import (
    ChoiceField,
    Form,
    ListField,
    TickField,
    WholeNumberField,
)
from participation.foundation.i18n import LazyText, staff_lazy as _

from .offers import choices_of


def _seats(label: LazyText) -> WholeNumberField:
    return WholeNumberField(label, minimum=0, maximum=MOST_SEATS, required=False)


class CompositionForm(Form):
    """How many seats each college has; the fields of colleges come with `composition_form`."""

    substitute_order = ChoiceField(
        _("Qui remplace un titulaire qui part ?"), choices_of(ORDERS), default="ranked"
    )
    stands_in = TickField(
        _("Les associations d’usagers parlent à la place des personnes"),
        hint=_("Quand les personnes ne peuvent pas siéger : deux sièges au plus."),
    )
    as_found = TickField(
        _("Enregistrer même si ce n’est pas conforme"),
        hint=_("Pour un conseil qui existe déjà ainsi. La page dira ce qui est à corriger."),
    )

    def lines(self, former: Sequence[College]) -> list[CollegeLine]:
        """Give the colleges with a seat; those of one service alone stay as they are."""
        order = SubstituteOrder(str(self.substitute_order.data))
        found = []
        for kind in CollegeKind:
            seats = self[f"{name_of(kind)}_members"].data or 0
            substitutes = self[f"{name_of(kind)}_substitutes"].data or 0
            if seats or substitutes:
                found.append(
                    CollegeLine(
                        kind,
                        seats,
                        substitutes,
                        filling=Filling(str(self[f"{name_of(kind)}_filling"].data)),
                        substitute_order=order,
                        stands_in=kind is CollegeKind.GROUPEMENT and bool(self.stands_in.data),
                    )
                )
        return found + [_kept(one) for one in former if one.service_id is not None]

    def rows(self) -> list[tuple[CollegeKind, Any, Any, Any]]:
        """Give the fields of each college, in the order of the page."""
        return [
            (
                kind,
                self[f"{name_of(kind)}_members"],
                self[f"{name_of(kind)}_substitutes"],
                self[f"{name_of(kind)}_filling"],
            )
            for kind in CollegeKind
        ]


def _kept(college: College) -> CollegeLine:
    return CollegeLine(
        college.kind,
        college.members,
        college.substitutes,
        college.service_id,
        college.filling,
        college.substitute_order,
        college.tie_break,
        college.stands_in,
    )


def name_of(kind: CollegeKind) -> str:
    """Give the beginning of the names of a college's fields."""
    return kind.value.replace("-", "_")


def composition_form() -> type[CompositionForm]:
    """Give the form with three fields for each kind of college."""
    fields: dict[str, object] = {}
    for kind in CollegeKind:
        fields[f"{name_of(kind)}_members"] = _seats(_("Titulaires"))
        fields[f"{name_of(kind)}_substitutes"] = _seats(_("Suppléants"))
        fields[f"{name_of(kind)}_filling"] = ListField(
            _("Comment"), choices_of(FILLINGS), default=_usual(kind).value
        )
    return type("CompositionFormOfKinds", (CompositionForm,), fields)


def _usual(kind: CollegeKind) -> Filling:
    elected = {
        CollegeKind.RESIDENTS,
        CollegeKind.RELATIVES,
        CollegeKind.LEGAL_REPRESENTATIVES,
        CollegeKind.STAFF,
    }
    return Filling.ELECTION if kind in elected else Filling.DESIGNATION

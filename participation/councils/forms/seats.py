"""What staff write of who takes a seat, who leaves it, and who chairs."""

import datetime as dt
from collections.abc import Iterable, Sequence

from participation.councils.labels.words import ENDS, OFFICES, ORIGINS
from participation.councils.operations import Person
from participation.councils.queries import Sitter
from participation.councils.rules.kinds import GIVEN_REASONS, EndReason, Office, Origin
from participation.foundation.forms import (
    Choice,
    ChoiceField,
    DateField,
    Form,
    LineField,
    ListField,
    TextField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text, to_text

from .offers import choices_of, day_of


class AppointForm(Form):
    """Who takes a seat."""

    kind = ChoiceField(_("Siège"))
    person = ListField(_("Personne"), required=False)
    name = LineField(
        _("Ou son nom"),
        required=False,
        limit=120,
        hint=_("Pour quelqu’un qui n’est pas dans la liste."),
    )
    since = DateField(_("À partir du"))
    until = DateField(
        _("Premier jour après le mandat"),
        required=False,
        hint=_("Laissez vide : la durée du règlement intérieur est comptée."),
    )
    origin = ListField(_("Comment"))

    def offer(self, sitters: Iterable[Sitter], kinds: Sequence[Choice]) -> None:
        """Set who may be chosen, and for which kinds of seat."""
        self.person.offer([Choice(to_text(one.membership_id), one.name) for one in sitters])
        self.kind.choices = tuple(kinds)
        given = {origin: words for origin, words in ORIGINS.items() if origin is not Origin.SEATED}
        self.origin.offer(choices_of(given))

    def who(self) -> Person:
        """Give who was chosen, or the name written."""
        if self.person.data:
            return Person(membership_id=from_text(str(self.person.data)))
        return Person(name=self.name.data or "")


class EndTermForm(Form):
    """Why and when somebody leaves her seat."""

    reason = ChoiceField(
        _("Que s’est-il passé ?"),
        [Choice(each.value, ENDS[each]) for each in GIVEN_REASONS],
    )
    on = DateField(_("Premier jour sans ce membre"))

    def facts(self) -> tuple[dt.date, EndReason]:
        """Give the day and the reason."""
        return day_of(self.on), EndReason(str(self.reason.data))


class ShortageForm(Form):
    """A constat de carence."""

    on = DateField(_("Date du constat"))
    because = TextField(
        _("Pourquoi ce collège est vide"),
        limit=400,
        hint=_("Ce qui a été fait pour trouver des candidats. Aucun nom de personne."),
    )


class OfficeForm(Form):
    """Who chairs, who deputises."""

    office = ChoiceField(_("Fonction"), choices_of(OFFICES))
    term = ListField(_("Qui"))
    since = DateField(_("À partir du"))
    because = LineField(
        _("Si ce n’est pas une personne accompagnée : pourquoi"), required=False, limit=200
    )

    def chosen(self) -> Office:
        """Give the office."""
        return Office(str(self.office.data))

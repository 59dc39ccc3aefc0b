"""What is typed about messages: how somebody said yes or no, which number wants none any more."""

from participation.accounts.labels import WAYS_OF_SAYING
from participation.accounts.rules.writing import NOTED
from participation.foundation.forms import Choice, Form, LineField, ListField
from participation.foundation.i18n import lazy, staff_lazy as _


class WishForm(Form):
    """How a person said whether she wants to be written to."""

    way = ListField(_("La personne l’a dit"))

    def offer(self) -> None:
        """Set the ways that a team may note."""
        self.way.offer([Choice(way.value, WAYS_OF_SAYING[way]) for way in NOTED])


class StopForm(Form):
    """The number or the address that wants no message any more."""

    contact = LineField(
        lazy("Mon numéro de téléphone ou mon adresse e-mail"),
        limit=254,
        render_kw={"autocomplete": "tel"},
    )

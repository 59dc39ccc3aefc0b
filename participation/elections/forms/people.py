"""Choosing somebody: from the list of a college, or by her name."""

from collections.abc import Iterable

from participation.councils.operations import Person
from participation.councils.queries import Sitter
from participation.foundation.forms import Choice, Form, LineField, ListField
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text, to_text


class PersonForm(Form):
    """A person of the college, or a name."""

    person = ListField(_("Personne"), required=False)
    name = LineField(
        _("Ou son nom"),
        required=False,
        limit=120,
        hint=_("Pour quelqu’un qui n’est pas dans la liste."),
    )

    def offer(self, people: Iterable[Sitter]) -> None:
        """Set who may be chosen."""
        self.person.offer([Choice(to_text(one.membership_id), one.name) for one in people])

    def who(self) -> Person:
        """Give who was chosen, or the name written."""
        if self.person.data:
            return Person(membership_id=from_text(str(self.person.data)))
        return Person(name=self.name.data or "")

"""What an administrator types about the groups of the directory."""

from collections.abc import Iterable

from participation.accounts.labels import ROLES
from participation.accounts.rules.directory import LONGEST_GROUP, Mapped
from participation.accounts.rules.powers import STAFF, Role
from participation.foundation.forms import (
    ChecklistField,
    Choice,
    Form,
    HiddenField,
    LineField,
    ListField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text, to_text
from participation.organisations.models import Service

from .people import EVERYWHERE

AS_WRITTEN: dict[str, object] = {
    "autocomplete": "off",
    "autocapitalize": "none",
    "spellcheck": "false",
}


class GroupForm(Form):
    """A group, the role of its members, and where."""

    group = LineField(
        _("Groupe de l’annuaire"),
        limit=LONGEST_GROUP,
        hint=_("Son nom ou son numéro, lettre pour lettre comme l’annuaire l’envoie."),
        render_kw=AS_WRITTEN,
    )
    role = ListField(_("Rôle"))
    places = ChecklistField(_("Où"))
    tried = HiddenField()
    """Stamp of what was tried: nothing is saved whose effect was not shown."""

    def offer(self, services: Iterable[Service]) -> None:
        """Set the roles of the team and the services."""
        self.role.offer([Choice(role.value, ROLES[role]) for role in Role if role in STAFF])
        places = [Choice(to_text(one.id), one.public_name) for one in services]
        self.places.choices = (Choice(EVERYWHERE, _("Toute l’association")), *places)

    def rules(self) -> list[Mapped]:
        """Give what was typed, a rule for each place."""
        role, group = Role(str(self.role.data)), str(self.group.data).strip()
        keys = [None if one == EVERYWHERE else from_text(one) for one in self.places.data or ()]
        return [Mapped(group, role, key) for key in keys]


class TrialForm(Form):
    """The groups of somebody, to see what she would be; sent by GET."""

    class Meta:
        csrf = False

    groups = LineField(
        _("Groupes de la personne"),
        required=False,
        limit=500,
        hint=_("Séparés par des virgules."),
        render_kw=AS_WRITTEN,
    )

    def names(self) -> tuple[str, ...]:
        """Give the groups that were typed."""
        found = (one.strip() for one in str(self.groups.data or "").split(","))
        return tuple(one for one in found if one)

"""What staff type about people: who they are, their roles, a list to import."""

from collections.abc import Iterable

from participation.accounts.labels import ROLES
from participation.accounts.operations import PersonSheet
from participation.accounts.rules.powers import Role
from participation.accounts.rules.refusals import Refusal
from participation.foundation.forms import (
    Choice,
    DateField,
    FileField,
    Form,
    LineField,
    ListField,
    MailField,
    PhoneField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.languages import REGISTER
from participation.organisations.models import Service

EVERYWHERE = "everywhere"
FIELDS = {
    Refusal.NAME_MISSING: "name",
    Refusal.EMAIL_TAKEN: "email",
    Refusal.EMAIL_UNREADABLE: "email",
    Refusal.EMAIL_MISSING: "email",
    Refusal.PHONE_UNREADABLE: "phone",
    Refusal.REFERENCE_TAKEN: "reference",
    Refusal.UNTIL_BEFORE_SINCE: "until",
    Refusal.ROLE_HELD: "role",
    Refusal.ROLE_NEEDS_SERVICE: "service_id",
    Refusal.ROLE_NOT_YOURS_TO_GIVE: "role",
}
"""Beside which field a refusal stands."""


class PersonForm(Form):
    """Who a person is."""

    name = LineField(
        _("Nom utilisé"),
        limit=120,
        hint=_("Le nom par lequel la personne veut qu’on l’appelle."),
        render_kw={"autocomplete": "off"},
    )
    locale = ListField(_("Langue"))
    phone = PhoneField(_("Téléphone"), required=False, limit=30, render_kw={"autocomplete": "off"})
    email = MailField(
        _("Adresse e-mail"), required=False, limit=254, render_kw={"autocomplete": "off"}
    )
    reference = LineField(
        _("Numéro de dossier"),
        required=False,
        limit=40,
        hint=_("Pour retrouver la personne à la prochaine liste importée."),
        render_kw={"autocomplete": "off"},
    )

    def offer_languages(self, tags: Iterable[str]) -> None:
        """Set the languages of the association."""
        self.locale.offer([Choice(tag, REGISTER[tag].autonym) for tag in tags])

    def sheet(self) -> PersonSheet:
        """Give what was typed."""
        return PersonSheet(
            name=str(self.name.data or ""),
            locale=str(self.locale.data or "fr"),
            email=str(self.email.data or ""),
            phone=str(self.phone.data or ""),
            reference=str(self.reference.data or ""),
        )


class RoleForm(Form):
    """A role, where, and from when."""

    role = ListField(_("Rôle"))
    service_id = ListField(_("Service"))
    since = DateField(_("Depuis le"))
    until = DateField(
        _("Jusqu’au"), required=False, hint=_("Premier jour où la personne n’a plus ce rôle.")
    )

    def offer(
        self, roles: Iterable[Role], services: Iterable[Service], *, everywhere: bool
    ) -> None:
        """Set the roles and the services that may be chosen."""
        self.role.offer([Choice(role.value, ROLES[role]) for role in roles])
        places = [Choice(to_text(service.id), service.public_name) for service in services]
        whole = [Choice(EVERYWHERE, _("Toute l’association"))] if everywhere else []
        self.service_id.offer([*places, *whole])

    def place(self) -> int | None:
        """Give the key of the service, or None for the whole association."""
        return None if self.service_id.data == EVERYWHERE else from_text(str(self.service_id.data))


class EndForm(Form):
    """The day from which a role is no longer held."""

    until = DateField(_("Premier jour sans ce rôle"))


class SearchForm(Form):
    """What a list of people is narrowed to; sent by GET."""

    class Meta:
        csrf = False

    words = LineField(_("Nom ou adresse"), required=False, limit=80)
    service = ListField(_("Service"), required=False)
    role = ListField(_("Rôle"), required=False)


class ImportForm(Form):
    """A list of people in a file."""

    file = FileField(
        _("Liste des personnes"),
        accepts=".xlsx,.csv",
        hint=_("Un fichier XLSX ou CSV, 10 000 lignes au plus. Rien n’est encore enregistré."),
    )

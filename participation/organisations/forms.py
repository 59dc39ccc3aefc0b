"""What is typed of an association, its poles, services and places."""

from collections.abc import Iterable

from participation.foundation.forms import (
    ChecklistField,
    Choice,
    DateField,
    Form,
    LineField,
    ListField,
    TickField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.languages import OFFERED
from participation.foundation.localized import Localized
from participation.organisations.labels import KINDS
from participation.organisations.models import Pole
from participation.organisations.operations import ServiceSheet
from participation.organisations.rules import (
    LONGEST_RETENTION,
    LONGEST_SLUG,
    SHORTEST_RETENTION,
    Refusal,
    ServiceKind,
)

FIELDS = {
    Refusal.SLUG_TAKEN: "slug",
    Refusal.SLUG_UNREADABLE: "slug",
    Refusal.NAME_TELLS_TOO_MUCH: "public_name",
    Refusal.CLOSED_BEFORE_OPENED: "closed_on",
    Refusal.ADDRESS_NOT_KEPT: "address",
    Refusal.NAME_TAKEN: "name",
    Refusal.NAME_MISSING: "name",
    Refusal.LANGUAGE_MISSING: "tags",
    Refusal.RETENTION_OUT_OF_BOUNDS: "retention_months",
}
"""Beside which field a refusal stands."""


class AssociationForm(Form):
    """The association itself."""

    name = LineField(_("Nom de l’association"), limit=120)
    tags = ChecklistField(
        _("Langues offertes"),
        [Choice(one.tag, Localized({one.tag: one.autonym})) for one in OFFERED],
        hint=_(
            "Les huit premières ont tous les mots du programme. Dans les autres, on lit et on "
            "écoute ce que l’association écrit et enregistre ; les boutons restent en français."
        ),
    )
    retention_months = WholeNumberField(
        _("Mois avant l’effacement d’une fiche"),
        minimum=SHORTEST_RETENTION,
        maximum=LONGEST_RETENTION,
        hint=_("Comptés après le dernier contact, quand la personne n’a plus aucun rôle."),
    )


class PoleForm(Form):
    """A group of services."""

    name = LineField(_("Nom du pôle"), limit=120)


class ServiceForm(Form):
    """A service, as it is created or changed."""

    public_name = LineField(
        _("Nom public"),
        limit=80,
        hint=_("Un nom neutre : un arbre, une rue. Il ne dit pas pourquoi les personnes sont là."),
    )
    slug = LineField(
        _("Adresse"),
        limit=LONGEST_SLUG,
        hint=_("Des lettres sans accent, des chiffres, des tirets. Exemple : tilleul."),
    )
    kind = ListField(_("Genre de service"))
    pole_id = ListField(_("Pôle"), required=False)
    places = WholeNumberField(_("Nombre de places"), minimum=0, maximum=5000, required=False)
    opened_on = DateField(_("Ouvert le"))
    closed_on = DateField(_("Fermé le"), required=False)
    is_protected = TickField(
        _("Lieu protégé"),
        hint=_("Aucune adresse n’est écrite. Celles qui l’étaient sont effacées."),
    )

    def offer(self, poles: Iterable[Pole]) -> None:
        """Set the kinds and the poles that may be chosen."""
        self.kind.offer([Choice(kind.value, KINDS[kind]) for kind in ServiceKind])
        self.pole_id.offer([Choice(to_text(pole.id), pole.name) for pole in poles])

    def sheet(self) -> ServiceSheet:
        """Give what was typed, of a form that was accepted."""
        assert self.opened_on.data is not None  # noqa: S101 - required
        return ServiceSheet(
            slug=str(self.slug.data).lower(),
            public_name=str(self.public_name.data),
            kind=ServiceKind(str(self.kind.data)),
            opened_on=self.opened_on.data,
            pole_id=from_text(self.pole_id.data) if self.pole_id.data else None,
            places=self.places.data,
            is_protected=bool(self.is_protected.data),
            closed_on=self.closed_on.data,
        )


class SiteForm(Form):
    """A place of a service."""

    name = LineField(_("Nom ou code du lieu"), limit=80)
    address = LineField(
        _("Adresse postale"),
        limit=200,
        required=False,
        hint=_("Laissez vide pour un lieu protégé."),
    )

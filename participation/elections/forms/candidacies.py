"""What a candidate says, the facts that make her eligible, and the answer she is given."""

from participation.councils.rules.eligibility import Contract, Link
from participation.councils.rules.kinds import FAMILIES, CollegeKind
from participation.elections.operations import Facts
from participation.foundation.forms import (
    Choice,
    ChoiceField,
    DateField,
    FileField,
    Form,
    LineField,
    ListField,
    LocalizedField,
    TextField,
    TickField,
    VoiceField,
    WholeNumberField,
)
from participation.foundation.i18n import lazy, staff_lazy as _
from participation.foundation.languages import INTERFACE

from .people import PersonForm

LINKS = {
    Link.KIN: _("Parent ou allié"),
    Link.PARENTAL_AUTHORITY: _("Titulaire de l’autorité parentale"),
    Link.LEGAL_REPRESENTATIVE: _("Représentant légal"),
    Link.PROTECTION_WITH_REPRESENTATION: _("Chargé d’une mesure de protection avec représentation"),
    Link.CARER: _("Proche aidant"),
    Link.NONE: _("Aucun lien"),
}
CONTRACTS = {
    Contract.PRIVATE_LAW: _("Salarié de droit privé"),
    Contract.PERMANENT_POST: _("Agent sur un emploi permanent"),
    Contract.OTHER: _("Autre : intérim, stage, mise à disposition"),
}
PICTURES = "image/jpeg,image/png,image/webp"


class CandidateForm(PersonForm):
    """A candidacy that a member of staff writes for somebody."""

    partner = LineField(
        _("Son suppléant"),
        required=False,
        limit=120,
        hint=_("Si chaque titulaire se présente avec son suppléant."),
    )
    agrees = TickField(
        _("Cette personne est d’accord"),
        hint=_("Son nom, ses mots, sa voix et sa photo sont montrés à ceux qui votent."),
    )


class WordsForm(Form):
    """What a candidate says, in several languages."""

    statement = LocalizedField(
        _("Ce que dit cette personne"),
        tuple(one.tag for one in INTERFACE),
        long=True,
        required=False,
    )


class StatementForm(Form):
    """What a candidate says, in her own language."""

    statement = TextField(lazy("Mes mots"), required=False, limit=600)


class VoiceForm(Form):
    """What a candidate says aloud."""

    voice = VoiceField(lazy("Dites qui vous êtes et ce que vous voulez."))


class PhotoForm(Form):
    """A picture of a candidate."""

    photo = FileField(
        lazy("Ma photo"),
        accepts=PICTURES,
        render_kw={"capture": "user"},
    )


class FactsForm(Form):
    """The facts that a college asks of its candidates; the others are taken away."""

    born_on = DateField(_("Date de naissance"), required=False)
    link = ListField(
        _("Lien avec une personne accompagnée"),
        [Choice(each.value, words) for each, words in LINKS.items()],
        required=False,
    )
    degree = WholeNumberField(
        _("Degré de parenté"),
        minimum=1,
        maximum=12,
        required=False,
        hint=_("Parents et enfants : 1. Frères et sœurs : 2. Oncles et neveux : 3. Cousins : 4."),
    )
    contract = ListField(
        _("Contrat de travail"),
        [Choice(each.value, words) for each, words in CONTRACTS.items()],
        required=False,
    )
    hired_on = DateField(_("Dans le service depuis"), required=False)
    profession_since = DateField(
        _("Dans la profession depuis"),
        required=False,
        hint=_("Compte quand le service a moins de six mois."),
    )

    def keep_to(self, kind: CollegeKind) -> None:
        """Leave only the questions of a college."""
        families = {"link", "degree"}
        staff = {"contract", "hired_on", "profession_since"}
        unwanted = (set() if kind in FAMILIES else families) | (
            set() if kind is CollegeKind.STAFF else staff
        )
        for name in sorted(unwanted):
            del self[name]

    def facts(self) -> Facts:
        """Give the facts written."""
        given = {name: self[name].data for name in Facts.__slots__ if name in self}
        link, contract = given.pop("link", None), given.pop("contract", None)
        return Facts(
            link=Link(link) if link else None,
            contract=Contract(contract) if contract else None,
            **given,
        )


class ExamineForm(Form):
    """Whether a candidacy is accepted."""

    decision = ChoiceField(
        _("Décision"), [Choice("accept", _("Accepter")), Choice("refuse", _("Refuser"))]
    )
    because = TextField(
        _("Si elle est refusée : pourquoi"),
        required=False,
        limit=400,
        hint=_("La personne lira cette raison. Laissez vide si la loi la donne."),
    )

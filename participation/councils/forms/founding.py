"""What staff write of a council's papers, of terms that run on, of its end."""

from collections.abc import Iterable, Sequence

from participation.councils.labels.words import FORMS, QUORUM, REASONS
from participation.councils.operations import FoundingSheet
from participation.councils.rules.kinds import CouncilForm, OtherFormReason, QuorumBase
from participation.councils.rules.terms import LONGEST_TERM_MONTHS
from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    DateField,
    Form,
    LineField,
    ListField,
    LocalizedField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.localized import Localized
from participation.organisations.models import Service

from .offers import choices_of


class FoundingForm(Form):
    """A council's papers; its name comes with `founding_form`."""

    name: LocalizedField
    form = ListField(_("Forme"))
    reason = ListField(
        _("Pourquoi une autre forme qu’un CVS"),
        required=False,
        hint=_("Seulement si la loi demande un CVS et que vous choisissez une autre forme."),
    )
    services = ChecklistField(_("Services représentés"))
    carrier = ListField(_("Service qui porte le conseil"), hint=_("Il garde les papiers."))
    founded_on = DateField(_("Décision de création prise le"), required=False)
    founding_act = LineField(
        _("Nom de la décision"), required=False, hint=_("Exemple : délibération du bureau n° 12.")
    )
    sent_on = DateField(_("Décision envoyée à l’autorité le"), required=False)
    procedure_on = DateField(_("Règlement intérieur adopté le"), required=False)
    term_months = WholeNumberField(
        _("Durée d’un mandat, en mois"),
        minimum=1,
        maximum=LONGEST_TERM_MONTHS,
        required=False,
        hint=_("Fixée par le règlement intérieur."),
    )
    quorum_base = ChoiceField(
        _("Pour qu’un avis compte, les personnes et leurs familles sont plus de la moitié…")
    )
    publication = LineField(
        _("Où se lit le relevé de conclusions"),
        required=False,
        hint=_("Exemple : panneau de l’entrée."),
    )

    def offer(self, services: Iterable[Service]) -> None:
        """Set what may be chosen."""
        places = [Choice(to_text(one.id), one.public_name) for one in services]
        self.form.offer(choices_of(FORMS))
        self.reason.offer(choices_of(REASONS))
        self.services.choices = tuple(places)
        self.carrier.offer(places)
        self.quorum_base.choices = tuple(choices_of(QUORUM))

    def sheet(self) -> FoundingSheet:
        """Give what was written."""
        return FoundingSheet(
            name=Localized(self.name.data),
            form=CouncilForm(str(self.form.data)),
            carrier_id=from_text(str(self.carrier.data)),
            reason=OtherFormReason(str(self.reason.data)) if self.reason.data else None,
            founded_on=self.founded_on.data,
            founding_act=self.founding_act.data or "",
            sent_on=self.sent_on.data,
            procedure_on=self.procedure_on.data,
            term_months=self.term_months.data,
            quorum_base=QuorumBase(str(self.quorum_base.data)),
            publication=self.publication.data or "",
        )

    def service_ids(self) -> list[int]:
        """Give the services chosen."""
        return [from_text(text) for text in self.services.data or ()]


def founding_form(tags: Sequence[str]) -> type[FoundingForm]:
    """Give the form with its name in these languages, French first."""
    hint = _("Les personnes le lisent. Exemple : « Le conseil de la Maison Tilleul ».")
    return type(
        "FoundingFormInLanguages",
        (FoundingForm,),
        {"name": LocalizedField(_("Nom du conseil"), tags, hint=hint)},
    )


class ExtendForm(Form):
    """Terms that run on."""

    until = DateField(_("Premier jour après les mandats"))
    because = LineField(_("Pourquoi"), limit=200)


class EndCouncilForm(Form):
    """The end of a council."""

    on = DateField(_("Premier jour sans ce conseil"))
    because = LineField(_("Pourquoi"), limit=200)

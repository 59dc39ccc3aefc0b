"""What the bureau writes of a sealed vote: assessors, null paper ballots, why figures differ."""

from collections.abc import Sequence

from participation.elections.forms.votes import TwoPeopleForm
from participation.elections.queries import CountSheet
from participation.foundation.forms import Form, LineField, WholeNumberField
from participation.foundation.i18n import staff_lazy as _

KEEPERS = ("first", "second", "third", "fourth", "fifth")


class CeremonyForm(Form):
    """Who keeps the keys: three people, or five."""

    title = LineField(_("Nom de l’élection"), limit=200, hint=_("Les bulletins le portent."))
    first = LineField(_("Première personne"), limit=120)
    second = LineField(_("Deuxième personne"), limit=120)
    third = LineField(_("Troisième personne"), limit=120)
    fourth = LineField(_("Quatrième personne"), limit=120, required=False)
    fifth = LineField(_("Cinquième personne"), limit=120, required=False)

    def names(self) -> Sequence[str]:
        """Give who was named."""
        return [str(self[each].data) for each in KEEPERS if self[each].data]


class EndPaperForm(TwoPeopleForm):
    """The end of paper entry: how many paper ballots were not valid."""

    null = WholeNumberField(
        _("Bulletins en papier nuls"),
        hint=_("Comptez-les à la main. Ils n’entrent pas dans l’urne électronique."),
    )
    because = LineField(
        _("Si cartes échangées et bulletins en papier diffèrent : pourquoi"),
        required=False,
        limit=400,
    )


class LeaveClosedForm(TwoPeopleForm):
    """Leaving an urn closed, and why."""

    because = LineField(
        _("Pourquoi"),
        limit=400,
        hint=_("Au procès-verbal. Par exemple : quatre personnes ont voté."),
    )


class KeepForm(Form):
    """The result of the urn: how many have signed."""

    signed = WholeNumberField(_("Signatures"))
    gap_because = LineField(
        _("Si bulletins et signatures diffèrent : pourquoi"),
        required=False,
        limit=400,
        hint=_("Par exemple : deux cartes n’ont pas servi."),
    )


def ceremony_form(title: str, names: Sequence[str]) -> CeremonyForm:
    """Give the form with the members of the bureau already named."""
    return CeremonyForm(data={"title": title, **dict(zip(KEEPERS, names, strict=False))})


def keep_form(sheet: CountSheet) -> KeepForm:
    """Give the form with the signatures that the roll has."""
    return KeepForm(data={"signed": sheet.signed})

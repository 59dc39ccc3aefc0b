"""What the bureau writes: its members and their codes, counts, ties, results."""

import datetime as dt
from collections.abc import Iterable, Mapping

from participation.councils.forms.offers import choices_of
from participation.councils.rules.ties import LARGEST_NUMBER
from participation.elections.labels.counting import FUNCTIONS, LINES
from participation.elections.models import BureauMember
from participation.elections.operations.counts import PLAIN, Read
from participation.elections.queries import CountSheet
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.process import Refusal
from participation.elections.rules.winners import Tie
from participation.foundation.forms import (
    Choice,
    ChoiceField,
    DateField,
    Form,
    LineField,
    ListField,
    SecretField,
    TextField,
    TickField,
    WholeNumberField,
)
from participation.foundation.i18n import LazyText, staff_lazy as _
from participation.foundation.keys import to_text

DIGITS: dict[str, object] = {"autocomplete": "off", "inputmode": "numeric"}
FIELD_OF = {
    R.NAME_MISSING: "name",
    R.ALREADY_IN_BUREAU: "name",
    R.CANDIDATE_IN_BUREAU: "name",
    R.ONE_PRESIDENT: "function",
    R.TWO_ASSESSORS: "witness",
    R.CODE_UNREADABLE: "code",
    R.CODE_SIMPLE: "code",
    R.URN_NOT_SHOWN: "urn_is_empty",
    R.SIGNATURES_DIFFER: "signed",
    R.CHALLENGE_RUNNING: "without_waiting",
    R.NUMBERS_UNREADABLE: "first",
    R.STILL_TIED: "first",
    R.NOT_AMONG_ELECTED: "chair",
    R.OFFICE_MISSING: "chair",
    R.TOO_LATE: "on",
    R.SCREENS_WAIT: "despite",
    R.HOUR_UNREADABLE: "hour",
    R.HOUR_OUTSIDE: "hour",
    Refusal.PAPER_ONLY: "way",
}
"""Beside which field a refusal stands, where the form has it."""


def names_of(members: Iterable[BureauMember]) -> list[Choice]:
    """Give members of a bureau to choose among."""
    return [Choice(to_text(one.id), one.name) for one in members]


class MemberForm(Form):
    """Somebody of the bureau, who types her own code."""

    name = LineField(_("Nom"), limit=120)
    function = ChoiceField(_("Fonction"), choices_of(FUNCTIONS))
    code = SecretField(
        _("Son code : six chiffres"),
        limit=6,
        render_kw=DIGITS,
        hint=_("Cette personne le tape elle-même. Personne d’autre ne le connaît."),
    )


class LaterMemberForm(MemberForm):
    """The same once the vote has opened: somebody of the bureau vouches."""

    voucher = ListField(_("Quelqu’un du bureau, déjà nommé"))
    voucher_code = SecretField(_("Code de cette personne"), limit=6, render_kw=DIGITS)


class PresidentForm(Form):
    """Who presides from now on, another assessor, and why."""

    successor = ListField(_("Assesseur qui présidera"))
    successor_code = SecretField(_("Son code"), limit=6, render_kw=DIGITS)
    witness = ListField(_("Autre assesseur"))
    witness_code = SecretField(_("Code de cet autre assesseur"), limit=6, render_kw=DIGITS)
    because = LineField(_("Pourquoi"), limit=400, hint=_("Au procès-verbal, avec les deux noms."))


class TwoPeopleForm(Form):
    """What president and assessor type together."""

    president_code = SecretField(_("Code de la présidence"), limit=6, render_kw=DIGITS)
    assessor = ListField(_("Assesseur"))
    assessor_code = SecretField(_("Code de cet assesseur"), limit=6, render_kw=DIGITS)

    def offer(self, members: Iterable[BureauMember]) -> None:
        """Set which assessors there are."""
        self.assessor.offer(names_of(members))


class OpenForm(TwoPeopleForm):
    """Opening: the urn is shown to everybody first."""

    urn_is_empty = TickField(_("L’urne a été montrée vide à tous"), required=False)


class SuspendForm(TwoPeopleForm):
    """Suspending, and why."""

    because = LineField(_("Pourquoi"), hint=_("Au procès-verbal. Aucun nom de votant."))


class CloseForm(TwoPeopleForm):
    """Closing; where public screens still hold envelopes, why it is done all the same."""

    despite = LineField(
        _("Si des bornes gardent des enveloppes : pourquoi fermer quand même"),
        required=False,
        limit=400,
        hint=_("Au procès-verbal. Laissez vide si tout est arrivé."),
    )


class WordsForm(Form):
    """Something for the procès-verbal."""

    words = TextField(
        _("Ce qui s’est passé"), limit=600, hint=_("Au procès-verbal. Aucun nom de votant.")
    )


class ReadingForm(Form):
    """What one reader counted; the fields of candidates come with `reading_form`."""

    reader = ListField(_("Qui a compté"))
    code = SecretField(_("Son code"), limit=6, render_kw=DIGITS)

    def read(self, sheet: CountSheet) -> Read:
        """Give what was typed."""
        plain = {name: int(self[name].data or 0) for name in PLAIN}
        votes = {key: int(self[f"votes_{key}"].data or 0) for key in sheet.by_key}
        return Read(**plain, votes=votes, gap_because=self["gap_because"].data or "")

    def lines(self, sheet: CountSheet) -> list[object]:
        """Give the fields in the order of the page."""
        names = (*PLAIN, *(f"votes_{key}" for key in sheet.by_key), "gap_because")
        return [self.reader, self.code, *(self[name] for name in names)]


def reading_form(sheet: CountSheet, members: Iterable[BureauMember]) -> ReadingForm:
    """Give the form of a reader with one number for each candidate of the ballot."""
    fields: dict[str, object] = {name: WholeNumberField(LINES[name]) for name in PLAIN}
    for key, each in sheet.by_key.items():
        words = _("Voix : %(number)s. %(name)s", number=each.number, name=each.name)
        fields[f"votes_{key}"] = WholeNumberField(words)
    fields["gap_because"] = LineField(
        _("Si bulletins et signatures diffèrent : pourquoi"), required=False, limit=400
    )
    form = type("ReadingFormOfContest", (ReadingForm,), fields)()
    form.reader.offer(names_of(members))
    assert isinstance(form, ReadingForm)  # noqa: S101 - made above
    return form


def _lot(label: LazyText, *, required: bool) -> WholeNumberField:
    return WholeNumberField(label, maximum=LARGEST_NUMBER, required=required)


class LotsForm(Form):
    """Three numbers, each written before the others were seen."""

    first = _lot(_("Nombre de la présidence"), required=True)
    second = _lot(_("Nombre du premier assesseur"), required=True)
    third = _lot(_("Nombre du second assesseur"), required=True)

    def numbers(self) -> tuple[int, ...]:
        """Give the numbers that were written, none or three."""
        typed = (self.first.data, self.second.data, self.third.data)
        return tuple(each for each in typed if each is not None)


class HandForm(Form):
    """Lots drawn from a hat; the places of candidates come with `hand_form`."""

    witnesses = TextField(
        _("Comment, et devant qui"),
        limit=400,
        hint=_("Par exemple : papiers pliés dans un chapeau, devant douze personnes."),
    )


def hand_form(sheet: CountSheet, tie: Tie) -> HandForm:
    """Give the form with a place for each tied candidate."""
    places = [Choice(str(n), str(n)) for n in range(1, len(tie.candidates) + 1)]
    fields = {
        f"place_{key}": ListField(_("Place de %(name)s", name=sheet.by_key[key].name), places)
        for key in tie.candidates
    }
    form = type("HandFormOfTie", (HandForm,), fields)()
    assert isinstance(form, HandForm)  # noqa: S101 - made above
    return form


def drawn_order(form: HandForm, tie: Tie) -> list[str]:
    """Give the candidates by their places; one place given twice leaves somebody out."""
    by_place = {form[f"place_{key}"].data: key for key in tie.candidates}
    return [key for _place, key in sorted(by_place.items())]


class DaysForm(LotsForm):
    """Days of hiring or of birth; the fields of candidates come with `days_form`."""

    first = _lot(_("Même jour : nombre de la présidence"), required=False)
    second = _lot(_("Même jour : nombre du premier assesseur"), required=False)
    third = _lot(_("Même jour : nombre du second assesseur"), required=False)


def days_form(sheet: CountSheet, tie: Tie, known: Mapping[str, dt.date | None]) -> DaysForm:
    """Give the form with a day for each tied candidate, the known ones filled in."""
    fields = {
        f"day_{key}": DateField(sheet.by_key[key].name, default=known[key])
        for key in tie.candidates
    }
    form = type("DaysFormOfTie", (DaysForm,), fields)()
    assert isinstance(form, DaysForm)  # noqa: S101 - made above
    return form


class BecauseForm(Form):
    """A reason."""

    because = LineField(_("Pourquoi"), limit=200)


class ChallengeForm(Form):
    """Who contests a result, and about what."""

    name = LineField(_("Qui conteste"), limit=120)
    words = TextField(_("Ce que dit cette personne"), limit=600)


class AnswerForm(Form):
    """The answer to a challenge."""

    is_upheld = ChoiceField(
        _("Réponse"),
        [
            Choice("no", _("Le résultat reste")),
            Choice("yes", _("L’élection est annulée : elle sera refaite")),
        ],
    )
    because = TextField(_("Pourquoi"), limit=400)


class ProclaimForm(Form):
    """From when the elected sit."""

    since = DateField(_("Les élus siègent à partir du"))
    without_waiting = TickField(
        _("Sans attendre la fin des contestations"),
        required=False,
        hint=_("Aucun texte lu ne fixe ce délai : c’est le règlement intérieur qui le dit."),
    )

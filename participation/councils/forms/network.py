"""What somebody lets others see: her card, a work; what a council writes of its year."""

from participation.councils.labels.evidence import KINDS
from participation.councils.labels.network import SCOPES
from participation.councils.operations.network import CardSheet, WorkSheet
from participation.councils.operations.reports import ReportSheet
from participation.councils.rules.evidence import LONGEST_CODE, LONGEST_TITLE, Evidence
from participation.councils.rules.network import NetworkRefusal as Refusal, Scope
from participation.foundation.forms import (
    ChecklistField,
    Choice,
    ChoiceField,
    DateField,
    FileField,
    Form,
    LineField,
    TextField,
    TickField,
    VoiceField,
)
from participation.foundation.i18n import lazy, staff_lazy as _

PICTURES = "image/jpeg,image/png,image/webp"
FIELD_OF = {
    Refusal.NAME_WANTED: "shown_name",
    Refusal.CONSENT_MISSING: "agrees",
    Refusal.TITLE_MISSING: "called",
    Refusal.PICTURE_OR_SOUND: "photo",
    Refusal.WORDS_MISSING: "words",
    Refusal.ONLY_THE_HOUSE: "scope",
    Refusal.PICTURE_TOO_HEAVY: "photo",
    Refusal.PICTURE_UNREADABLE: "photo",
    Refusal.SOUND_UNREADABLE: "voice",
    Refusal.PRESENTED_EARLY: "presented_on",
    Refusal.CRITERION_UNREADABLE: "code",
    Refusal.CRITERION_WITHOUT_TITLE: "title",
}
"""Beside which field a refusal stands."""


class CardForm(Form):
    """What the other elected may read."""

    shown_name = LineField(
        lazy("Le nom que les autres lisent"), limit=80, hint=lazy("Un prénom suffit.")
    )
    shows_service = TickField(
        lazy("Montrer aussi le nom de ma maison"),
        hint=lazy("Sans cela, personne ne sait dans quelle maison vous êtes."),
    )
    about = TextField(
        lazy("Ce que je veux dire aux autres élus"),
        required=False,
        limit=300,
        hint=lazy("Par exemple : ce que vous aimez faire, ce que vous savez faire."),
    )
    contact = LineField(
        lazy("Comment me joindre"),
        required=False,
        limit=120,
        hint=lazy("Un numéro, une adresse, ou rien : vous choisissez."),
    )

    def sheet(self) -> CardSheet:
        """Give what was written."""
        return CardSheet(
            shown_name=self.shown_name.data or "",
            shows_service=bool(self.shows_service.data),
            about=self.about.data or "",
            contact=self.contact.data or "",
        )


class WorkForm(Form):
    """A work and what its author agrees to."""

    photo = FileField(
        lazy("Une photo de l’œuvre"),
        accepts=PICTURES,
        required=False,
        hint=lazy("L’œuvre seule : aucun visage."),
    )
    voice = VoiceField(lazy("Ou un son : un poème, une chanson. Une minute."))
    called = LineField(lazy("Titre"), limit=120)
    words = TextField(
        lazy("Ce qu’on voit, ou ce qu’on entend"),
        limit=300,
        hint=lazy("Pour les personnes qui ne voient pas ou n’entendent pas."),
    )
    credit = LineField(
        lazy("Nom de l’auteur"),
        required=False,
        limit=80,
        hint=lazy("Un prénom, un surnom, ou rien."),
    )
    scope = ChoiceField(lazy("Où peut-on la voir ?"))
    agrees = TickField(
        lazy("Oui, l’auteur est d’accord."),
        hint=lazy("On peut dire non plus tard : l’œuvre est enlevée tout de suite."),
    )

    def offer(self, *, is_protected: bool) -> None:
        """Offer how far a work may be shown: a protected service keeps it."""
        kept = [Scope.HOUSE] if is_protected else list(Scope)
        pictures = {Scope.HOUSE: "house", Scope.ASSOCIATION: "village"}
        self.scope.choices = tuple(Choice(one.value, SCOPES[one], pictures[one]) for one in kept)
        if self.scope.data is None and not self.is_submitted():
            self.scope.data = Scope.HOUSE.value

    def sheet(self) -> WorkSheet:
        """Give what was brought; the files are read here."""
        return WorkSheet(
            title=self.called.data or "",
            words=self.words.data or "",
            agrees=bool(self.agrees.data),
            scope=Scope(str(self.scope.data)),
            credit=self.credit.data or "",
            picture=self.photo.data.read() if self.photo.data else b"",
            recording=self.voice.data.read() if self.voice.data else b"",
        )


class ReportForm(Form):
    """What a council says of its year."""

    done = TextField(
        _("Ce que le conseil a fait"),
        required=False,
        hint=_("Avec les mots du conseil. Aucun nom de personne accompagnée."),
    )
    left = TextField(_("Ce qui reste à faire"), required=False)
    presented_on = DateField(
        _("Présenté par la présidence le"),
        required=False,
        hint=_("Laissez vide tant que le rapport n’a pas été présenté."),
    )

    def sheet(self) -> ReportSheet:
        """Give what was written."""
        return ReportSheet(
            done=self.done.data or "",
            left=self.left.data or "",
            presented_on=self.presented_on.data,
        )


class CriterionForm(Form):
    """A criterion of an evaluation, and what stands for it."""

    code = LineField(_("Numéro du critère"), limit=LONGEST_CODE)
    title = LineField(_("Ce qu’il demande"), limit=LONGEST_TITLE)
    kinds = ChecklistField(
        _("Preuves à joindre"),
        [Choice(key.value, words) for key, words in KINDS.items()],
        required=False,
    )
    is_left_out = TickField(_("Ne pas le mettre dans le dossier"))

    def chosen(self) -> list[Evidence]:
        """Give the kinds of proof."""
        return [Evidence(value) for value in self.kinds.data or ()]

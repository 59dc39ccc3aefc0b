"""What staff write of an event."""

import datetime as dt
from collections.abc import Sequence

from participation.councils.labels.events import INVITED
from participation.councils.operations.events import EventSheet
from participation.councils.rules.events import EventRefusal as Refusal
from participation.councils.rules.network import Scope
from participation.foundation.clock import PARIS
from participation.foundation.forms import (
    Choice,
    ChoiceField,
    DateField,
    Form,
    HourField,
    LineField,
    LocalizedField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.localized import Localized

FIELD_OF = {
    Refusal.UNTITLED: "title",
    Refusal.NOWHERE: "place",
    Refusal.PAST: "day",
    Refusal.TOO_FAR: "day",
    Refusal.STAYS_HERE: "scope",
}
"""Beside which field a refusal stands."""


class EventForm(Form):
    """An event to come; its texts come with `form_in`."""

    title: LocalizedField
    words: LocalizedField
    day = DateField(_("Jour"))
    hour = HourField(_("Heure"), limit=8, hint=_("Par exemple 14:30."))
    place = LineField(
        _("Où l’on se retrouve"),
        limit=120,
        hint=_("Un endroit facile à trouver. Pas d’adresse de refuge, aucun nom de personne."),
    )
    scope = ChoiceField(_("Qui est invité ?"))

    def offer(self, *, is_protected: bool) -> None:
        """Offer whom to invite: a protected service invites its own people only."""
        kept = [Scope.HOUSE] if is_protected else list(Scope)
        pictures = {Scope.HOUSE: "house", Scope.ASSOCIATION: "village"}
        self.scope.choices = tuple(Choice(one.value, INVITED[one], pictures[one]) for one in kept)
        if self.scope.data is None and not self.is_submitted():
            self.scope.data = Scope.HOUSE.value

    def sheet(self) -> EventSheet:
        """Give what was written; an hour that the clock skips is the next one."""
        day = self.day.data or dt.date.min
        return EventSheet(
            title=Localized(self.title.data),
            words=Localized(self.words.data),
            starts_at=dt.datetime.combine(day, self.hour.hour, PARIS).astimezone(dt.UTC),
            place=self.place.data or "",
            scope=Scope(str(self.scope.data)),
        )


def form_in(tags: Sequence[str]) -> type[EventForm]:
    """Give the form with its texts in these languages, French first."""
    texts = {
        "title": LocalizedField(
            _("Quoi ?"), tags, hint=_("Quelques mots : « Un concert », « Sortie au musée ».")
        ),
        "words": LocalizedField(
            _("Ce qu’il faut savoir"),
            tags,
            hint=_("Le prix, comment venir, si l’on peut venir avec des enfants ou un fauteuil."),
            required=False,
            long=True,
        ),
    }
    return type("EventFormInLanguages", (EventForm,), texts)

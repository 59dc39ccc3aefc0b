"""What staff write of a meeting: when, where, why it is given up, which file, whether to send."""

import datetime as dt
from collections.abc import Iterable

from participation.foundation.clock import PARIS
from participation.foundation.forms import (
    Choice,
    DateField,
    FileField,
    Form,
    HiddenField,
    HourField,
    LineField,
    ListField,
    TextField,
    TickField,
    WholeNumberField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import from_text, to_text
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.queries.plans import MeetingPlan, plan_of, plan_with
from participation.meetings.rules.merging import Merged, marks_of

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx,.odt,.ods,.odp"


class PlanForm(Form):
    """When and where a council meets; `seen` marks what the person started from."""

    day = DateField(_("Jour"))
    hour = HourField(_("Heure"), limit=8, hint=_("Par exemple 14:30."))
    minutes = WholeNumberField(_("Durée prévue, en minutes"), minimum=10, maximum=600)
    place = LineField(
        _("Lieu"), limit=160, hint=_("Une salle facile à trouver. Pas d’adresse de refuge.")
    )
    seen = HiddenField()

    def plan(self) -> MeetingPlan:
        """Give what was written."""
        day = self.day.data or dt.date.min
        return MeetingPlan(
            dt.datetime.combine(day, self.hour.hour, PARIS).astimezone(dt.UTC),
            self.place.data or "",
            self.minutes.data or 90,
        )

    @staticmethod
    def of(plan: MeetingPlan) -> dict[str, object]:
        """Give what the form holds of a meeting that is planned."""
        local = plan.starts_at.astimezone(PARIS)
        return {
            "day": local.date(),
            "hour": f"{local:%H:%M}",
            "minutes": plan.minutes,
            "place": plan.place,
            "seen": marks_of(plan.fields()),
        }

    def show_both(self, meeting: Meeting, merged: Merged) -> None:
        """Leave what she typed, take in what only the other changed, mark it all as seen."""
        kept = self.of(plan_with(merged.fields))
        for name in ("day", "hour", "minutes", "place"):
            self[name].data = kept[name]
            self[name].raw_data = []  # what was typed is shown before what is held
        self.seen.data = marks_of(plan_of(meeting).fields())


class BecauseForm(Form):
    """Why a meeting is given up."""

    because = TextField(_("Pourquoi ?"), limit=200, hint=_("Aucun nom de personne."))


class FileForm(Form):
    """A file for the meeting, or for one of its points."""

    file = FileField(
        _("Fichier"),
        accepts=ACCEPTED,
        hint=_("PDF, image ou document de bureau. 10 Mo au plus."),
    )
    item = ListField(_("Pour quel point ?"), required=False)

    def offer(self, items: Iterable[AgendaItem]) -> None:
        """Set the points to which a file may belong."""
        self.item.offer([Choice(to_text(one.id), one.title.text("fr")) for one in items])

    def item_id(self) -> int | None:
        """Give the point that was chosen."""
        return from_text(str(self.item.data)) if self.item.data else None


class CallForm(Form):
    """Whether to send although it is late."""

    late = TickField(_("J’ai compris que c’est tard, j’envoie quand même"), required=True)

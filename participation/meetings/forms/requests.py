"""Who asks for a session between two others, when, and why."""

import datetime as dt
from collections.abc import Mapping

from participation.foundation.forms import (
    ChecklistField,
    Choice,
    DateField,
    Form,
    TextField,
    TickField,
)
from participation.foundation.i18n import lazy, staff_lazy as _
from participation.foundation.keys import from_text, to_text
from participation.meetings.operations import Asking


class RequestForm(Form):
    """Who asks, as the desk notes it; the members come with `offer`."""

    members = ChecklistField(_("Membres qui demandent"), required=False)
    manager = TickField(_("La direction ou l’association demande la réunion"), required=False)
    on = DateField(_("Demandée le"))
    because = TextField(
        _("Pour parler de quoi ?"), required=False, limit=200, hint=_("Aucun nom de personne.")
    )

    def offer(self, members: Mapping[int, str]) -> None:
        """Set the members who may ask."""
        self.members.choices = tuple(Choice(to_text(key), name) for key, name in members.items())

    def asking(self, today: dt.date) -> Asking:
        """Give what was written."""
        return Asking(
            on=self.on.data or today,
            terms=[from_text(one) for one in self.members.data or ()],
            by_manager=bool(self.manager.data),
            because=self.because.data or "",
        )


class AskForm(Form):
    """Why a member asks, if she wants to say it."""

    because = TextField(
        lazy("Pour parler de quoi ?"),
        required=False,
        limit=200,
        hint=lazy("Vous pouvez laisser cette case vide. N’écrivez le nom de personne."),
    )

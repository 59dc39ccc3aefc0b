"""Correcting a roll, asking for a correction, deciding about it."""

from participation.foundation.forms import Choice, ChoiceField, Form, LineField, TextField
from participation.foundation.i18n import lazy, staff_lazy as _

from .people import PersonForm


class AddForm(PersonForm):
    """Who is added to a roll, and why."""

    because = LineField(_("Pourquoi"), limit=200)


class LeaveOutForm(Form):
    """Why somebody is taken off a roll."""

    because = LineField(
        _("Pourquoi"), limit=200, hint=_("Sans détail sur sa santé ni sur sa vie privée.")
    )


class AskForm(Form):
    """What somebody asks about the roll."""

    asked = TextField(lazy("Ce que je demande"), limit=600)


class DecisionForm(Form):
    """The answer to an objection."""

    is_upheld = ChoiceField(
        _("Réponse"), [Choice("yes", _("Acceptée")), Choice("no", _("Refusée"))]
    )
    because = TextField(_("Pourquoi"), limit=400)

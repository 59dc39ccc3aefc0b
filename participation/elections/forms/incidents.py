"""What the bureau writes about an incident."""

from collections.abc import Iterable

from participation.elections.forms.votes import DIGITS
from participation.elections.models import BureauMember
from participation.foundation.forms import (
    Choice,
    DateField,
    Form,
    LineField,
    ListField,
    SecretField,
    TextField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.keys import to_text


class IncidentForm(Form):
    """When it happened, what, what was done, who writes it down."""

    day = DateField(_("Quel jour"))
    hour = LineField(_("À quelle heure"), limit=8, hint=_("Par exemple : 14 h 05 s’écrit 14:05."))
    words = TextField(
        _("Ce qui s’est passé"),
        limit=600,
        hint=_("N’écrivez le nom d’aucun votant : « une personne », jamais qui."),
    )
    done = TextField(
        _("Ce que le bureau a fait"),
        limit=600,
        hint=_("Par exemple : vote suspendu dix minutes, urne gardée par deux personnes."),
    )
    member = ListField(_("Qui l’écrit"))
    code = SecretField(_("Son code"), limit=6, render_kw=DIGITS)

    def offer(self, members: Iterable[BureauMember]) -> None:
        """Set who is in the bureau."""
        self.member.offer([Choice(to_text(one.id), one.name) for one in members])

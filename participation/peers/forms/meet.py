"""What a resident writes: a code with its drawing, or a number to be reminded at."""

from participation.foundation.attempts import Attempts
from participation.foundation.forms import ChoiceField, Form, LineField, PhoneField
from participation.foundation.i18n import lazy as _
from participation.notifications.rules import Refusal as Unwritable
from participation.peers.labels.meet import drawings
from participation.peers.rules.booking import Refusal

attempts = Attempts(
    {
        Refusal.CODE_UNKNOWN: "code",
        Refusal.CODE_TRIES: "code",
        Refusal.NO_ADDRESS: "number",
        Unwritable.NOT_A_PHONE: "number",
    }
)


class CodeForm(Form):
    """The drawing and the six digits of a slip."""

    drawing = ChoiceField(_("Quel dessin est sur votre ticket ?"), drawings())
    code = LineField(
        _("Votre code"),
        hint=_("Les six chiffres de votre ticket."),
        limit=20,
        render_kw={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"},
    )


class NumberForm(Form):
    """A telephone number, for somebody without an account."""

    number = PhoneField(
        _("Votre numéro de téléphone"),
        hint=_("Il sert au rappel. Il est effacé 30 jours après."),
        limit=30,
        render_kw={"inputmode": "tel", "autocomplete": "off", "dir": "ltr"},
    )

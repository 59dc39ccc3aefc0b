"""What is typed about screens."""

from participation.foundation.forms import Form, LineField, ListField
from participation.foundation.i18n import staff_lazy as _


class ScreenForm(Form):
    """A screen to pair: where it stands and how the team calls it."""

    service = ListField(_("Service"))
    label = LineField(
        _("Nom de la borne"), hint=_("L’endroit où elle est, comme « Entrée »."), limit=60
    )


class CodeForm(Form):
    """The code that a member of staff reads on her own screen."""

    code = LineField(
        _("Code de la borne"), hint=_("Huit signes, donnés par la page « Bornes »."), limit=20
    )

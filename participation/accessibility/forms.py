"""What staff send in the studio: a voice, by the microphone or as a file."""

from participation.foundation.forms import Form, VoiceField
from participation.foundation.i18n import staff_gettext as _, staff_lazy

from .rules import LONGEST


class VoiceForm(Form):
    """A voice for one sentence."""

    voice = VoiceField(
        staff_lazy("Votre voix"),
        hint=staff_lazy("Lisez la phrase calmement, dans un endroit silencieux."),
        limit=LONGEST,
    )

    def content(self) -> bytes:
        """Give what was sent; empty when nothing was."""
        return self.voice.data.read() if self.voice.data else b""

    def refuse_empty(self) -> None:
        """Say that a voice is missing."""
        self.voice.errors = [_("Enregistrez votre voix ou choisissez un fichier.")]

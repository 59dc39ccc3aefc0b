"""What staff send in the studio: a voice by the microphone or as a file, a film as a file."""

from participation.foundation.forms import FileField, Form, TickField, VoiceField
from participation.foundation.i18n import staff_gettext as _, staff_lazy

from .rules import LARGEST_FILM, LONGEST


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


class FilmForm(Form):
    """A film for one sentence, and the agreement of the person whom it shows."""

    film = FileField(staff_lazy("Le film"), hint=staff_lazy("MP4 ou WebM, 90 secondes au plus."))
    agreed = TickField(staff_lazy("La personne filmée est d’accord"), required=True)

    def content(self) -> bytes:
        """Give what was sent, and no more than is too much."""
        return self.film.data.read(LARGEST_FILM + 1) if self.film.data else b""

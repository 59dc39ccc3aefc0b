"""What staff send of scanned sheets."""

import contextlib
from collections.abc import Sequence

from participation.foundation.forms import FilesField, Form
from participation.foundation.i18n import staff_lazy as _

LARGEST_PILE = 48 * 1024 * 1024
"""Bytes of one sending: sixty sheets of four pages, in grey."""


class ScansForm(Form):
    """A pile of scanned sheets: one PDF, or several pictures."""

    files = FilesField(
        _("Feuilles numérisées"),
        accepts=".pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp",
        hint=_(
            "Un PDF ou des images (JPEG, PNG, TIFF), en noir, en gris ou en couleur, de 100 à 300 "
            "points : 48 Mo et 240 pages au plus. Les pages d’une feuille se suivent."
        ),
    )

    def sent(self) -> Sequence[tuple[str, bytes]]:
        """Give each file with its name, in the order of names, as a scanner numbers them."""
        found = []
        for one in self.files.data or ():
            with contextlib.closing(one):
                found.append((one.filename or "", one.read()))
        return sorted(found)

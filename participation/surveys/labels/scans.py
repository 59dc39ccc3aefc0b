"""Scanned sheets in words: why a page is not taken, why a person looks at a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from participation.foundation.i18n import staff_gettext as _, staff_lazy, staff_ngettext
from participation.surveys.queries.piles import NotTaken
from participation.surveys.queries.scans import Waiting
from participation.surveys.rules.marks import Doubt
from participation.surveys.rules.piles import Trouble

TROUBLES = {
    Trouble.DAMAGED: staff_lazy("Elle est abîmée : numérisez-la encore."),
    Trouble.NOT_A_SCAN: staff_lazy(
        "Ce n’est ni un PDF ni une image JPEG, PNG ou TIFF. Envoyez ce que donne le copieur."
    ),
    Trouble.LOCKED: staff_lazy("Ce PDF a un mot de passe. Enregistrez-le sans, puis renvoyez-le."),
    Trouble.TELEPHONE: staff_lazy(
        "Ce format de téléphone (HEIC) ne se lit pas ici. Enregistrez la photo en JPEG."
    ),
    Trouble.TOO_LARGE: staff_lazy("L’image est trop grande. Numérisez à 150 ou 200 points."),
    Trouble.TOO_MANY: staff_lazy("Il y a trop de pages : 240 au plus. Envoyez en plusieurs fois."),
    Trouble.TOO_HEAVY: staff_lazy(
        "Elle demande trop de travail à la machine. Rien n’est lu à partir d’ici : numérisez à 150 "
        "ou 200 points."
    ),
    Trouble.BLANK: staff_lazy("Elle est vide."),
    Trouble.NO_CODE: staff_lazy(
        "Le code en haut à droite ne se lit pas. Numérisez-la encore, ou tapez la feuille."
    ),
    Trouble.OTHER_SURVEY: staff_lazy("Elle vient d’une autre enquête, ou d’un autre service."),
    Trouble.OTHER_VERSION: staff_lazy(
        "Elle a été imprimée avec d’autres questions. Tapez la feuille si ses questions sont les "
        "mêmes."
    ),
    Trouble.OTHER_LANGUAGE: staff_lazy("L’enquête n’existe plus dans sa langue."),
    Trouble.OTHER_PAGE: staff_lazy("La feuille d’aujourd’hui n’a pas autant de pages."),
    Trouble.NO_MARKS: staff_lazy(
        "Les carrés noirs des coins ne se voient pas. Posez la feuille droite, à plat, entière."
    ),
    Trouble.OTHER_LAYOUT: staff_lazy(
        "Ses cases ne sont pas à leur place : la page est froissée, ou imprimée avant un "
        "changement. Tapez la feuille."
    ),
    Trouble.INCOMPLETE: staff_lazy(
        "Il manque une page à sa feuille. Rangez les pages dans l’ordre, et numérisez encore "
        "cette feuille."
    ),
    Trouble.EMPTY: staff_lazy("Rien n’est coché sur cette feuille : elle n’est pas gardée."),
}
DOUBTS = {
    Doubt.UNFOUND: staff_lazy("Une case ne se voit pas bien."),
    Doubt.FAINT: staff_lazy("Une marque est très légère."),
    Doubt.STRAY: staff_lazy("Un trait sort d’une case, ou la touche."),
    Doubt.BLACKENED: staff_lazy("Une case est noircie : une correction, peut-être."),
    Doubt.SEVERAL: staff_lazy("Plusieurs cases sont cochées."),
    Doubt.WRITTEN: staff_lazy("Quelque chose est écrit : tapez-le, sans aucun nom."),
    Doubt.DRAWN: staff_lazy("Quelque chose est dessiné ou écrit à côté des cases."),
    Doubt.UNFIT: staff_lazy("Cette réponse ne va pas avec la question."),
}


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A sheet that a person settles: where its paper lies, what is to be done."""

    key: UUID
    name: str
    task: str


def write_waiting(waiting: Sequence[Waiting]) -> list[WaitingLine]:
    """Give the sheets that wait for a person."""
    return [
        WaitingLine(one.key, _("Feuille de la page %(n)s", n=one.place), _task(one))
        for one in waiting
        if not one.is_clear
    ]


def _task(one: Waiting) -> str:
    if one.is_drawn:
        return _("Tirée au sort : à taper depuis son image")
    return staff_ngettext("%(n)s question à regarder", "%(n)s questions à regarder", one.doubts)


def write_not_taken(found: Sequence[NotTaken], names: Sequence[str]) -> list[tuple[str, str]]:
    """Give each page that was not taken, by its place in its file, and why."""
    return [(_place(one, names), str(TROUBLES[one.trouble])) for one in found]


def _place(one: NotTaken, names: Sequence[str]) -> str:
    page = _("Page %(n)s", n=one.page)
    if len(names) == 1:
        return page
    return _("%(file)s, page %(n)s", file=names[one.file - 1][:60], n=one.page)

"""Sentences for the texts of a translator's file that were not taken."""

from participation.foundation.i18n import staff_lazy as _

from ..adapters.po import Untaken
from ..rules.texts import Trouble

TROUBLES = {
    Trouble.TOO_LARGE: _("Le fichier est trop gros. Rien n’a été pris."),
    Trouble.UNREADABLE: _("Ce n’est pas un fichier PO lisible en UTF-8. Rien n’a été pris."),
    Trouble.OTHER_LANGUAGE: _(
        "Le fichier est pour la langue « %(language)s ». Choisissez cette langue, ou un autre "
        "fichier. Rien n’a été pris."
    ),
    Trouble.UNKNOWN: _("Ce texte n’est plus dans le questionnaire."),
    Trouble.STALE: _("Le texte d’origine a changé. Traduisez-le à nouveau."),
    Trouble.FUZZY: _("La traduction est marquée « à revoir ». Relisez-la, puis recommencez."),
    Trouble.EMPTY: _("Ce texte n’est pas encore traduit."),
    Trouble.NAMES_DIFFER: _("Les mots entre « ${ } » doivent être les mêmes que dans l’original."),
    Trouble.CONTROL_CHARACTER: _("Un signe invisible interdit est dans ce texte. Retapez-le."),
    Trouble.DIRECTION_OVERRIDE: _(
        "Un signe invisible retourne l’écriture et peut tromper. Retapez ce texte."
    ),
    Trouble.TOO_LONG: _("Ce texte est trop long."),
    Trouble.FORMULA: _("Cette case contient une formule. Écrivez le texte lui-même."),
    Trouble.UNKNOWN_LANGUAGE: _("Le nom de cette feuille n’est pas une langue du questionnaire."),
    Trouble.NO_COLUMNS: _("Les colonnes ont changé. Gardez la première ligne telle quelle."),
    Trouble.TWICE: _("Cet endroit est deux fois dans la feuille, avec des mots différents."),
    Trouble.CHANGED_MEANWHILE: _(
        "Quelqu’un a changé ce texte entre-temps. Relisez ce qui est écrit maintenant, puis "
        "recommencez."
    ),
}


def sentence(untaken: Untaken) -> str:
    """Say in the reader's language why a text was not taken, without its place."""
    words = str(TROUBLES[untaken.trouble])
    return words % untaken.facts if untaken.facts else words

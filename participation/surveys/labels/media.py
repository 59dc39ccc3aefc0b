"""Words of the files that a form names: where each stands, why one is not taken."""

from participation.foundation.i18n import staff_lazy as _

from ..rules.media import Media, Refusal, State

MEDIA = {Media.IMAGE: _("Image"), Media.SOUND: _("Son")}
STATES = {
    State.PRESENT: _("Présent"),
    State.MISSING: _("Manque"),
    State.DRAWN: _("Dessin de la plateforme"),
    State.WORDLESS: _("Sans texte fixe : il n’est pas joué"),
}
REFUSALS = {
    Refusal.NOT_IMAGE: _(
        "Ce n’est pas une image que nous savons lire, ou elle est abîmée. Enregistrez-la en JPEG, "
        "PNG, WebP ou GIF."
    ),
    Refusal.DRAWING_OF_LINES: _(
        "Un dessin SVG peut cacher un programme. Enregistrez-le en PNG, puis envoyez-le."
    ),
    Refusal.IMAGE_OF_TELEPHONE: _(
        "Ce format de téléphone (HEIC ou AVIF) n’est pas lu. Enregistrez l’image en JPEG."
    ),
    Refusal.TOO_MANY_PIXELS: _(
        "Cette image est trop grande : %(megapixels)s millions de points au plus. Réduisez-la."
    ),
    Refusal.FILE_TOO_HEAVY: _("Ce fichier est trop lourd : %(megabytes)s Mo au plus."),
    Refusal.FILE_EMPTY: _("Ce fichier est vide. Choisissez-en un autre."),
    Refusal.SAME_NAME: _("Deux fichiers ont ce nom. Gardez-en un seul."),
    Refusal.PARCEL_TOO_HEAVY: _(
        "Une fois ouverts, les fichiers seraient trop lourds : %(megabytes)s Mo au plus. "
        "Envoyez-en moins à la fois."
    ),
    Refusal.PARCEL_TOO_FULL: _(
        "Il y a trop de fichiers : %(most)s au plus à la fois. Envoyez seulement ceux de la liste."
    ),
    Refusal.PARCEL_DAMAGED: _("Ce ZIP est abîmé ou d’une sorte rare. Refaites-le, simplement."),
    Refusal.PARCEL_LOCKED: _("Ce ZIP est fermé par un mot de passe. Retirez-le, puis recommencez."),
    Refusal.NONE_NAMED: _(
        "Aucun de ces fichiers n’a un nom de la liste. Donnez-leur les mêmes noms que dans le "
        "formulaire."
    ),
}

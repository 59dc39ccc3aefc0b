"""Words of the studio, and sentences of what cannot be kept."""

from participation.foundation.i18n import staff_lazy as _

from .rules import FilmRefusal, Kind, Refusal, State

KINDS = {Kind.HUMAN: _("voix d’une personne"), Kind.SYNTHETIC: _("voix de synthèse")}
STATES = {State.PROPOSED: _("à écouter"), State.APPROVED: _("acceptée")}
REFUSALS = {
    Refusal.NOT_SOUND: _(
        "Ce fichier n’est pas un son que nous savons lire. Choisissez-en un autre."
    ),
    Refusal.TOO_LONG: _("C’est trop long : une minute au plus. Recommencez."),
    Refusal.TOO_HEAVY: _("Ce fichier est trop lourd : 8 Mo au plus. Choisissez-en un autre."),
    Refusal.SILENT: _("On n’entend rien. Parlez plus près du micro."),
    Refusal.NO_SPEECH_EXTRA: _(
        "Le serveur ne sait pas préparer les sons. Demandez d’installer l’option « speech »."
    ),
    Refusal.NO_VOICE: _("La machine ne parle pas cette langue. Une personne peut l’enregistrer."),
    Refusal.NO_WORDS: _("Il n’y a rien à dire dans ce texte."),
}
FILM_REFUSALS = {
    FilmRefusal.NOT_FILM: _("Ce fichier n’est pas un film. Choisissez-en un autre."),
    FilmRefusal.NOT_SHOWN: _(
        "Certains téléphones ne montreraient pas ce film. Enregistrez-le en MP4 (H.264) ou WebM."
    ),
    FilmRefusal.FILM_TOO_LONG: _("Le film est trop long : 90 secondes au plus."),
    FilmRefusal.FILM_TOO_HEAVY: _("Le film est trop lourd : 8 Mo au plus. Filmez en plus petit."),
    FilmRefusal.NO_EXTRA: _(
        "Le serveur ne sait pas préparer les films. Demandez d’installer l’option « speech »."
    ),
}

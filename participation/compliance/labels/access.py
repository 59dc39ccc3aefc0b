"""What is known to fail of the accessibility of the pages, in words that everybody reads."""

from participation.compliance.rules.measured import Known
from participation.foundation.i18n import lazy as _

KNOWN = {
    Known.NO_AUDIT: _("Personne n’a vérifié ces pages selon les règles de l’État (RGAA)."),
    Known.NO_TRIALS: _("Ces pages n’ont pas encore été essayées avec des personnes accueillies."),
    Known.NO_SCREEN_READER: _("Aucun lecteur d’écran n’a été essayé."),
    Known.NO_NATIVE_READER: _("Les langues autres que le français n’ont pas été relues."),
    Known.MACHINE_VOICES: _("Beaucoup de voix sont celles d’une machine."),
    Known.NO_VOICE_IN_PASHTO: _("Il n’y a pas de voix de machine en pachto."),
    Known.NO_SIGN_LANGUAGE: _(
        "Le logiciel n’a pas de films en langue des signes. Chaque association apporte les siens."
    ),
    Known.PAPERS: _("Les papiers à imprimer ne sont pas vérifiés par un outil indépendant."),
    Known.SEALED_VOTE_SCRIPT: _(
        "Le vote sur téléphone demande JavaScript. Le papier reste ouvert."
    ),
    Known.STAFF_LANGUAGES: _("Les pages de l’équipe sont en français et en anglais seulement."),
}

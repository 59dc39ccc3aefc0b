"""The journal in sentences: one for each deed; %(actor)s did it, to %(subject)s."""

from participation.audit.rules import Action
from participation.foundation.i18n import staff_lazy as _

SENTENCES = {
    Action.ORGANISATION_FOUNDED: _("%(actor)s a créé l’association"),
    Action.ORGANISATION_CHANGED: _("%(actor)s a changé l’association"),
    Action.POLE_CREATED: _("%(actor)s a créé le pôle %(subject)s"),
    Action.POLE_CHANGED: _("%(actor)s a changé le pôle %(subject)s"),
    Action.SERVICE_CREATED: _("%(actor)s a créé le service %(subject)s"),
    Action.SERVICE_CHANGED: _("%(actor)s a changé le service %(subject)s"),
    Action.SITE_CREATED: _("%(actor)s a ajouté un lieu"),
    Action.SITE_CHANGED: _("%(actor)s a changé un lieu"),
    Action.PERSON_ADDED: _("%(actor)s a ajouté %(subject)s"),
    Action.PERSON_CHANGED: _("%(actor)s a changé la fiche de %(subject)s"),
    Action.PEOPLE_IMPORTED: _("%(actor)s a importé une liste de personnes"),
    Action.PERSON_ERASED: _("%(actor)s a effacé une fiche (%(subject)s)"),
    Action.PERSON_EXPORTED: _("%(actor)s a emporté les données de %(subject)s"),
    Action.ROLE_GIVEN: _("%(actor)s a donné un rôle"),
    Action.ROLE_ENDED: _("%(actor)s a mis fin à un rôle"),
    Action.SIGNED_IN: _("%(actor)s est entré"),
    Action.SIGNED_OUT: _("%(actor)s est sorti"),
    Action.PASSWORD_SET: _("%(actor)s a choisi le mot de passe de %(subject)s"),
    Action.SECOND_FACTOR_SET: _("%(actor)s a réglé une application de codes"),
    Action.RECOVERY_CODES_MADE: _("%(actor)s a reçu dix codes de secours"),
    Action.PASSKEY_ADDED: _("%(actor)s a ajouté une clé d’accès"),
    Action.PICTURE_PIN_SET: _("%(actor)s a changé les images de %(subject)s"),
    Action.PHONE_LINK_SENT: _("%(actor)s a demandé un lien pour %(subject)s"),
    Action.CARD_ISSUED: _("%(actor)s a imprimé une carte pour %(subject)s"),
    Action.CARD_REVOKED: _("%(actor)s a fermé la carte de %(subject)s"),
    Action.SESSION_OPENED_FOR: _("%(actor)s a préparé six chiffres pour %(subject)s"),
    Action.KIOSK_PAIRED: _("%(actor)s a relié une borne"),
    Action.KIOSK_REVOKED: _("%(actor)s a retiré une borne"),
    Action.HELP_CALLED: _("%(actor)s a demandé de l’aide"),
    Action.HELP_ANSWERED: _("%(actor)s a répondu à une demande d’aide"),
    Action.RECORDING_ADDED: _("%(actor)s a ajouté une voix"),
    Action.RECORDING_APPROVED: _("%(actor)s a accepté une voix"),
    Action.RECORDING_REMOVED: _("%(actor)s a enlevé une voix"),
    Action.MESSAGE_QUEUED: _("%(actor)s a fait partir un message"),
    Action.QUESTIONNAIRE_IMPORTED: _("%(actor)s a importé un questionnaire"),
    Action.QUESTIONNAIRE_TRANSLATED: _("%(actor)s a traduit un questionnaire"),
    Action.CAMPAIGN_CREATED: _("%(actor)s a préparé une enquête"),
    Action.CAMPAIGN_CHANGED: _("%(actor)s a changé une enquête"),
    Action.SURVEY_OPENED: _("%(actor)s a ouvert une enquête"),
    Action.SURVEY_CLOSED: _("%(actor)s a fermé une enquête"),
    Action.SURVEY_PUBLISHED: _("%(actor)s a publié des résultats"),
    Action.RESULTS_EXPORTED: _("%(actor)s a emporté des résultats"),
    Action.COMMENT_REVIEWED: _("%(actor)s a relu un commentaire"),
    Action.FOLLOW_UP_OPENED: _("%(actor)s a noté une promesse"),
    Action.FOLLOW_UP_CHANGED: _("%(actor)s a changé une promesse"),
    Action.RETENTION_APPLIED: _("%(actor)s a effacé les fiches trop anciennes"),
    Action.SCOPE_WIDENED: _("%(actor)s a ouvert tous les services"),
}
"""A test asks one sentence of each action."""

ACTORS = {
    "anonymous": _("Quelqu’un, sans dire son nom,"),
    "system": _("Le programme"),
    "kiosk": _("Une borne"),
    "user": _("Une personne qui n’est plus là"),
}
"""Who acts, when no name is known any more."""

"""The words of dated facts, of subjects, and why a fact cannot be written so."""

from participation.compliance.rules import MilestoneKind as Kind, Refusal
from participation.foundation.i18n import staff_lazy as _
from participation.surveys.rules.duties import Subject

KINDS = {
    Kind.RESULTS_POSTED: _("Résultats d’une enquête affichés à l’accueil"),
    Kind.RESULTS_EXAMINED: _("Résultats d’une enquête examinés par le CVS"),
    Kind.PROJECT_CHANGED: _("Projet d’établissement changé"),
    Kind.REGULATION_CHANGED: _("Règlement de fonctionnement changé"),
    Kind.EVALUATION: _("Évaluation de la qualité"),
    Kind.SERIOUS_EVENT: _("Événement grave terminé"),
    Kind.COMPLAINT: _("Plainte reçue par la présidence du conseil"),
    Kind.ALTERNATIVE_SURVEY: _("Enquête qui remplace le CVS"),
}
DAYS = {
    Kind.RESULTS_POSTED: _("Affichés le"),
    Kind.RESULTS_EXAMINED: _("Séance du"),
    Kind.PROJECT_CHANGED: _("Changement le"),
    Kind.REGULATION_CHANGED: _("Changement le"),
    Kind.EVALUATION: _("Évaluation le"),
    Kind.SERIOUS_EVENT: _("Terminé le"),
    Kind.COMPLAINT: _("Reçue le"),
    Kind.ALTERNATIVE_SURVEY: _("Enquête du"),
}
HEARD_DAYS = {
    Kind.PROJECT_CHANGED: _("Conseil consulté le"),
    Kind.REGULATION_CHANGED: _("Conseil consulté le"),
    Kind.EVALUATION: _("Conseil entendu le"),
    Kind.SERIOUS_EVENT: _("Conseil informé, sans nom, le"),
    Kind.COMPLAINT: _("Personne orientée le"),
}
TOLD_DAY = _("Résultats présentés au conseil le")
HINTS = {
    Kind.SERIOUS_EVENT: _("Seulement les jours : ni nom, ni récit."),
    Kind.COMPLAINT: _(
        "Seulement les jours : ni nom, ni récit. La personne est orientée vers une personne "
        "qualifiée, la médiation ou le Défenseur des droits."
    ),
}
SUBJECTS = {
    Subject.RIGHTS: _("Droits et libertés"),
    Subject.DAILY_LIFE: _("Organisation et vie de tous les jours"),
    Subject.ACTIVITIES: _("Activités"),
    Subject.ANIMATION: _("Animation"),
    Subject.SERVICES: _("Services rendus"),
    Subject.WORKS: _("Travaux et équipements"),
    Subject.PRICES: _("Nature et prix des services"),
    Subject.COMMON_ROOMS: _("Usage des pièces communes"),
    Subject.UPKEEP: _("Entretien"),
    Subject.RELOCATION: _("Relogement en cas de travaux ou de fermeture"),
    Subject.INSTITUTIONAL_LIFE: _("Vie de l’établissement"),
    Subject.SUPPORT_CHANGES: _("Grands changements de l’accompagnement"),
    Subject.PROJECT: _("Projet d’établissement"),
}
REFUSALS = {
    Refusal.NOT_YET: _("Ce jour n’est pas encore venu. Notez le fait quand il a eu lieu."),
    Refusal.HEARD_NOT_YET: _("Ce jour n’est pas encore venu. Laissez vide pour le moment."),
    Refusal.TOLD_NOT_YET: _("Ce jour n’est pas encore venu. Laissez vide pour le moment."),
    Refusal.TOLD_BEFORE: _("Les résultats viennent après l’évaluation. Corrigez l’une des dates."),
    Refusal.HEARD_BEFORE: _("Ce jour est avant le fait. Corrigez l’une des dates."),
    Refusal.NO_SUBJECT: _("Cochez au moins un sujet."),
}

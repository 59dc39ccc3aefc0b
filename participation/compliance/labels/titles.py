"""What each rule looks at, in a few words; the words of states, of steps and of the year."""

from participation.foundation.i18n import staff_lazy as _
from participation.organisations.rules.rulings import Rule, State
from participation.surveys.rules.duties import CycleStep

TITLES = {
    Rule.R01: _("Un lieu où les personnes sont écoutées"),
    Rule.R02: _("Pourquoi une autre forme qu’un CVS"),
    Rule.R03: _("La décision de création"),
    Rule.R04: _("Les membres obligatoires"),
    Rule.R05: _("La majorité des personnes et des familles"),
    Rule.R06: _("Pas de collège vide sans constat de carence"),
    Rule.R07: _("L’âge des candidats"),
    Rule.R08: _("Le lien des familles candidates"),
    Rule.R09: _("Deux associations au plus à la place des personnes"),
    Rule.R10: _("L’ancienneté des professionnels candidats"),
    Rule.R11: _("Chacun dans un seul collège"),
    Rule.R12: _("La liste électorale complète et affichée"),
    Rule.R13: _("Un vote secret, gagné par le plus de voix"),
    Rule.R14: _("La bonne règle en cas d’égalité"),
    Rule.R15: _("Des suppléants pour les titulaires"),
    Rule.R16: _("Des mandats en cours"),
    Rule.R17: _("Des membres toujours là"),
    Rule.R18: _("Un nouveau suppléant après un remplacement"),
    Rule.R19: _("Une personne accompagnée préside"),
    Rule.R20: _("Seuls les membres votent"),
    Rule.R21: _("Le règlement intérieur et la durée des mandats"),
    Rule.R22: _("Trois séances par an"),
    Rule.R23: _("L’ordre du jour envoyé à temps"),
    Rule.R24: _("Des documents pour chaque point"),
    Rule.R25: _("Une séance quand les membres la demandent"),
    Rule.R26: _("Des avis donnés quand les personnes sont assez nombreuses"),
    Rule.R27: _("Un point reporté revient à la séance suivante"),
    Rule.R28: _("Le secrétariat tenu par une personne ou une famille"),
    Rule.R29: _("Le relevé de conclusions signé, adopté, envoyé"),
    Rule.R30: _("Une réponse à chaque avis"),
    Rule.R31: _("Le rapport d’activité de l’année"),
    Rule.R32: _("L’enquête de satisfaction de l’année"),
    Rule.R33: _("Tous les sujets dans l’enquête qui remplace le CVS"),
    Rule.R34: _("Le conseil consulté avant un changement"),
    Rule.R35: _("Le conseil entendu dans l’évaluation"),
    Rule.R36: _("Le conseil informé des événements graves"),
    Rule.R37: _("Une orientation pour chaque plainte"),
    Rule.R38: _("La majorité et l’ordre du jour des autres formes"),
    Rule.R39: _("Pas de nom dans le relevé publié"),
    Rule.R40: _("L’aide ou l’interprète demandés"),
}
STATES = {
    State.ERROR: _("À corriger"),
    State.WARNING: _("À vérifier"),
    State.OK: _("En ordre"),
    State.NOT_APPLICABLE: _("Sans objet"),
}
STEPS = {
    CycleStep.SURVEYED: _("Enquête terminée"),
    CycleStep.POSTED: _("Résultats affichés à l’accueil"),
    CycleStep.ON_AGENDA: _("Point à l’ordre du jour du CVS"),
    CycleStep.EXAMINED: _("Résultats examinés par le CVS"),
    CycleStep.FOLLOWED: _("Décisions annoncées aux personnes"),
}

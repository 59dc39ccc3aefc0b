"""Words for forms, colleges, seats, offices, ways in and ways out."""

from participation.councils.rules.calendar import Step
from participation.councils.rules.eligibility import Reason
from participation.councils.rules.kinds import (
    CollegeKind,
    CouncilForm,
    EndReason,
    Filling,
    Office,
    Origin,
    OtherFormReason,
    QuorumBase,
    SeatKind,
    SubstituteOrder,
    TieBreak,
)
from participation.councils.rules.shortage import Way
from participation.foundation.i18n import lazy, staff_lazy as _

FORMS = {
    CouncilForm.CVS: _("Conseil de la vie sociale (CVS)"),
    CouncilForm.COMMON_CVS: _("CVS commun à plusieurs services"),
    CouncilForm.FORUM: _("Groupe d’expression"),
    CouncilForm.CONSULTATION: _("Consultation de toutes les personnes"),
    CouncilForm.COHORT: _("Conseil de promotion (15 à 20 personnes)"),
    CouncilForm.JOINT: _("Conseil des élus de plusieurs services"),
    CouncilForm.BOARD_SEATS: _("Sièges au conseil d’administration"),
    CouncilForm.PUBLIC_SEATS: _("Sièges dans une instance publique"),
    CouncilForm.OTHER: _("Autre forme de participation"),
}
REASONS = {
    OtherFormReason.AGE: _("La plupart des personnes ont moins de 11 ans"),
    OtherFormReason.STAY: _("Les séjours sont plus courts qu’un mandat"),
    OtherFormReason.TRANSLATION: _("La plupart des personnes ont besoin d’interprètes"),
    OtherFormReason.COURT: _("La plupart des mineurs sont confiés par un juge"),
    OtherFormReason.HOME: _("Le service intervient au domicile des personnes"),
}
QUORUM = {
    QuorumBase.MEMBERS: _("De tous les membres du conseil"),
    QuorumBase.PRESENT: _("Des membres présents"),
}
COLLEGES = {
    CollegeKind.RESIDENTS: lazy("Personnes accompagnées"),
    CollegeKind.RELATIVES: lazy("Familles et proches"),
    CollegeKind.LEGAL_REPRESENTATIVES: lazy("Représentants légaux"),
    CollegeKind.STAFF: lazy("Professionnels"),
    CollegeKind.MANAGING_BODY: lazy("Association gestionnaire"),
    CollegeKind.GROUPEMENT: lazy("Associations d’usagers"),
    CollegeKind.PROTECTION: lazy("Mandataires judiciaires"),
    CollegeKind.VOLUNTEERS: lazy("Bénévoles"),
    CollegeKind.DOCTOR: lazy("Médecin coordonnateur"),
    CollegeKind.CARE_TEAM: lazy("Équipe soignante"),
    CollegeKind.NEIGHBOURS: lazy("Voisins"),
    CollegeKind.OTHER: lazy("Autres"),
}
SEATS = {SeatKind.MEMBER: lazy("Titulaire"), SeatKind.SUBSTITUTE: lazy("Suppléant")}
OFFICES = {Office.CHAIR: lazy("Préside le conseil"), Office.VICE_CHAIR: lazy("Vice-préside")}
FILLINGS = {
    Filling.ELECTION: _("Par une élection"),
    Filling.DESIGNATION: _("Par désignation, avec leur accord"),
    Filling.BY_RIGHT: _("De droit"),
}
ORDERS = {
    SubstituteOrder.RANKED: _("Le premier des suppléants"),
    SubstituteOrder.PAIRED: _("Le suppléant élu avec le titulaire"),
}
ORIGINS = {
    Origin.ELECTED: _("Élection"),
    Origin.DESIGNATED: _("Désignation, avec son accord"),
    Origin.DRAWN: _("Tirage au sort parmi les volontaires"),
    Origin.BY_RIGHT: _("De droit"),
    Origin.SEATED: _("Suppléant devenu titulaire"),
}
ENDS = {
    EndReason.RESIGNED: _("Démission"),
    EndReason.LEFT: _("Départ du service"),
    EndReason.RELATIVE_LEFT: _("Départ ou décès de la personne accompagnée"),
    EndReason.DIED: _("Décès"),
    EndReason.SEATED: _("Devenu titulaire"),
    EndReason.ANNULLED: _("Élection annulée"),
    EndReason.REPLACED: _("Remplacement par qui l’avait désigné"),
    EndReason.COUNCIL_ENDED: _("Fin du conseil"),
}
TIE_BREAKS = {
    TieBreak.LOTS: _("Tirage au sort"),
    TieBreak.SENIORITY: _("Le plus ancien dans le service"),
    TieBreak.AGE: _("Le plus âgé"),
}
STEPS = {
    Step.CALL: _("Appel à candidatures"),
    Step.ROLL_POSTED: _("Affichage de la liste électorale"),
    Step.OBJECTIONS_END: _("Fin des réclamations sur la liste"),
    Step.CANDIDACIES_END: _("Fin des candidatures"),
    Step.LIST_POSTED: _("Affichage des candidats"),
    Step.VOTE_OPENS: _("Ouverture du vote"),
    Step.VOTE_CLOSES: _("Fermeture du vote"),
    Step.CHALLENGE_ENDS: _("Fin des contestations"),
}
ELIGIBILITY = {
    Reason.NOT_PRESENT: lazy("N’est pas dans le service ce jour-là."),
    Reason.TOO_YOUNG: lazy("N’a pas plus de 11 ans."),
    Reason.AGE_UNKNOWN: lazy("Âge à vérifier."),
    Reason.NO_LINK: lazy("N’a pas de lien avec une personne accompagnée."),
    Reason.LINK_TOO_FAR: lazy("Parent au-delà du quatrième degré."),
    Reason.LINK_UNKNOWN: lazy("Lien de parenté à vérifier."),
    Reason.RELATIVE_GONE: lazy("La personne accompagnée n’est plus dans le service."),
    Reason.CARER_TO_CHECK: lazy("Proche aidant : à vérifier dans le règlement intérieur."),
    Reason.NOT_STAFF: lazy("N’est ni salarié ni agent sur un emploi permanent."),
    Reason.CONTRACT_UNKNOWN: lazy("Contrat de travail à vérifier."),
    Reason.NOT_SENIOR: lazy("A moins de six mois d’ancienneté."),
    Reason.SENIORITY_UNKNOWN: lazy("Ancienneté à vérifier."),
    Reason.DIRECTOR: lazy("Dirige le service : sa voix est consultative."),
    Reason.BY_RULES_OF_PROCEDURE: lazy("Ce collège est réglé par le règlement intérieur."),
    Reason.TWO_COLLEGES: lazy("Est aussi dans un autre collège."),
}
WAYS = {
    Way.EXTEND: _("Prolonger l’appel à candidatures"),
    Way.DESIGNATE: _("Désigner des personnes, avec leur accord"),
    Way.DRAW_VOLUNTEERS: _("Tirer au sort parmi les volontaires"),
    Way.HOLD_VOTE: _("Voter avec les candidats présents"),
    Way.RECORD_SHORTAGE: _("Dater un constat de carence"),
}

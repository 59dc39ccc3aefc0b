"""Why the coordinator is told no, and what to do instead."""

from enum import StrEnum

from participation.foundation.i18n import LazyText, staff_lazy as _
from participation.peers.rules.planning import Refusal
from participation.peers.rules.series_refusals import SeriesRefusal

REFUSALS: dict[StrEnum, LazyText] = {
    Refusal.PAST: _("Ce moment est passé. Choisissez un jour et une heure à venir."),
    Refusal.LENGTH: _("Un moment dure de 10 minutes à 12 heures."),
    Refusal.NEED: _("Le plus grand nombre de personnes ne peut pas être sous le plus petit."),
    Refusal.TEAM: _("Dehors, on est deux au moins. Demandez deux personnes ou plus."),
    Refusal.CAPACITY: _("Un groupe a de 1 à 40 places."),
    Refusal.ONE_PERSON: _("Une rencontre à deux reçoit une seule personne."),
    Refusal.INVITED_ALONE: _("Une rencontre à deux n’a pas d’invité : choisissez un autre moment."),
    Refusal.NAMELESS: _("Sans nom, personne ne réserve : choisissez une permanence."),
    Refusal.OVER: _("Ce moment est passé ou annulé. On ne peut plus le changer."),
    Refusal.NOT_YET: _("Ce moment n’a pas commencé. Notez les présences après."),
    Refusal.FULL: _("L’équipe est complète : %(most)s au plus. Enlevez d’abord quelqu’un."),
    Refusal.TOO_MANY_BOOKED: _("%(booked)s personnes ont déjà une place. Gardez assez de places."),
    Refusal.ROOM_ELSEWHERE: _("Cette salle est dans un autre service."),
    Refusal.ROOM_CLOSED: _("Cette salle est fermée. Choisissez-en une autre."),
    Refusal.ROOM_SMALL: _("Cette salle a %(places)s places. Choisissez-en une plus grande."),
    Refusal.ROOM_TAKEN: _("Cette salle est déjà prise à cette heure. Choisissez-en une autre."),
    Refusal.ROOM_KNOWN: _("Une salle de ce service porte déjà ce nom."),
    Refusal.ROOM_NAME: _("Écrivez le nom de la salle."),
    Refusal.PEER_TAKEN: _("%(name)s est déjà ailleurs à cette heure."),
    Refusal.PEER_THERE: _("%(name)s est déjà dans l’équipe."),
    Refusal.PEER_ELSEWHERE: _("%(name)s n’aide pas dans ce service."),
    Refusal.PEER_LIMIT: _("%(name)s ne peut pas être là : une règle la protège."),
    Refusal.PEER_WARNING: _("Lisez ce qui suit sur %(name)s, puis cochez la case."),
    Refusal.PERSON_TAKEN: _("La personne a déjà un autre rendez-vous à cette heure."),
    Refusal.DATES: _("La fin vient avant le début. Corrigez l’une des dates."),
    Refusal.NAME: _("Écrivez le nom de la formation."),
    Refusal.SERIES_OVER: _("Il ne reste rien à changer dans cette série à partir de ce jour."),
    Refusal.REQUEST_OVER: _("Cette demande a déjà reçu une réponse, ou elle est annulée."),
    Refusal.ROSTER_DAYS: _("Choisissez des jours à venir : %(most)s jours au plus."),
    Refusal.ROSTER_PLACES: _("Choisissez au moins un service."),
    Refusal.ROSTER_SOLVING: _("Le calcul est en cours. Attendez la fin, ou arrêtez-le."),
    Refusal.ROSTER_OVER: _("Ce planning est publié. Changez les moments un par un."),
    Refusal.ROSTER_ROW: _("Cette proposition est vide : il n’y a rien à publier."),
    SeriesRefusal.NO_END: _("Écrivez le dernier jour de la série."),
    SeriesRefusal.TWO_ENDS: _("Choisissez un dernier jour, ou un nombre de fois."),
    SeriesRefusal.TOO_LONG: _("Une série dure deux ans au plus. Choisissez un jour plus proche."),
    SeriesRefusal.ENDS_BEFORE: _("Le dernier jour vient avant le premier. Corrigez l’un des deux."),
    SeriesRefusal.NO_COUNT: _("Une série a lieu au moins une fois."),
    SeriesRefusal.NO_DAY: _("Choisissez au moins un jour de la semaine."),
    SeriesRefusal.STEP_UNREADABLE: _("Écrivez un nombre de semaines : 1 pour chaque semaine."),
    SeriesRefusal.LENGTH_UNREADABLE: _("Un moment dure de 10 minutes à 12 heures."),
    SeriesRefusal.NTH_UNREADABLE: _("Choisissez le premier, deuxième, troisième ou dernier jour."),
    SeriesRefusal.EMPTY: _("Aucun jour ne tombe entre le premier et le dernier. Changez-en un."),
    SeriesRefusal.NOT_AN_OCCURRENCE: _("Ce jour n’est pas un jour de la série."),
}

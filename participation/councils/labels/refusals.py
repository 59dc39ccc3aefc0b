"""Why something about a council cannot be done, and what to do instead."""

from participation.councils.rules.refusals import Refusal
from participation.foundation.i18n import staff_lazy as _

REFUSALS = {
    Refusal.NAME_MISSING: _("Donnez un nom à ce conseil, au moins en français."),
    Refusal.SERVICE_MISSING: _("Choisissez au moins un service."),
    Refusal.CARRIER_NOT_COVERED: _(
        "Le service qui porte le conseil doit être l’un de ceux qu’il représente."
    ),
    Refusal.ONE_SERVICE_ONLY: _(
        "Un CVS représente un seul service. Pour plusieurs, choisissez « CVS commun »."
    ),
    Refusal.SEVERAL_SERVICES_NEEDED: _("Choisissez au moins deux services."),
    Refusal.SERVICES_IN_USE: _(
        "Un collège représente un service que vous enlevez. Changez d’abord les collèges."
    ),
    Refusal.SENT_BEFORE_FOUNDED: _(
        "La décision ne peut pas être envoyée avant d’être prise. Corrigez l’une des deux dates."
    ),
    Refusal.SENT_IN_THE_FUTURE: _("Notez l’envoi à l’autorité quand il est fait, pas avant."),
    Refusal.PROCEDURE_BEFORE_FOUNDED: _(
        "Le conseil adopte son règlement intérieur après sa création. Corrigez l’une des deux "
        "dates."
    ),
    Refusal.PROCEDURE_IN_THE_FUTURE: _(
        "Notez le règlement intérieur quand il est adopté, pas avant."
    ),
    Refusal.FOUNDED_AFTER_TERMS: _(
        "Quelqu’un a un siège depuis plus longtemps : la création ne peut pas venir après."
    ),
    Refusal.TERM_LENGTH_UNREADABLE: _("Un mandat dure entre 1 et %(most)s mois."),
    Refusal.NOT_CARRIER: _(
        "Ce conseil est tenu par un autre service. Demandez à sa direction de faire ce changement."
    ),
    Refusal.COUNCIL_ENDED: _("Ce conseil n’existe plus. Créez-en un nouveau."),
    Refusal.ENDS_BEFORE_FOUNDED: _("Le conseil finit avant d’avoir commencé. Corrigez la date."),
    Refusal.BECAUSE_MISSING: _("Écrivez la raison : elle sera lue et gardée."),
    Refusal.NO_SEAT: _("Donnez au moins un siège de titulaire."),
    Refusal.TOO_MANY_SEATS: _("Un collège a %(most)s sièges au plus."),
    Refusal.COLLEGE_TWICE: _("Ce collège est écrit deux fois."),
    Refusal.COLLEGE_OUTSIDE: _("Ce collège représente un service que le conseil ne couvre pas."),
    Refusal.MAJORITY_MISSING: _(
        "Cette composition n’est pas conforme à la loi : %(represented)s siège(s) pour les "
        "personnes et leurs familles, %(others)s pour les autres. Il en manque %(missing)s. "
        "2 + 1 + 1 n’est pas légal ; 3 + 1 + 1 l’est."
    ),
    Refusal.SEAT_OCCUPIED: _(
        "Quelqu’un occupe un siège que vous enlevez. Notez d’abord la fin de son mandat."
    ),
    Refusal.SEAT_TAKEN: _("Ce siège est déjà pris à ces dates."),
    Refusal.NO_FREE_SEAT: _("Il n’y a plus de siège libre dans ce collège à ces dates."),
    Refusal.PERSON_MISSING: _("Choisissez une personne ou écrivez son nom."),
    Refusal.PERSON_OUTSIDE: _("Cette personne n’est pas dans un service de ce conseil."),
    Refusal.PERSON_NOT_THERE: _("Cette personne n’est pas là ce jour-là. Changez la date."),
    Refusal.ALREADY_SITS: _("Cette personne a déjà un siège dans ce conseil à ces dates."),
    Refusal.UNTIL_BEFORE_SINCE: _("Le mandat finit avant de commencer. Corrigez l’une des dates."),
    Refusal.SINCE_BEFORE_FOUNDED: _("Le mandat commence avant la création du conseil."),
    Refusal.ENDED_ALREADY: _("Ce mandat est déjà terminé."),
    Refusal.END_OUTSIDE_TERM: _("Ce jour n’est pas dans le mandat. Corrigez la date."),
    Refusal.STILL_SITS: _("Le titulaire occupe encore ce siège. Notez d’abord son départ."),
    Refusal.NOT_A_MEMBER_SEAT: _("Un suppléant ne remplace qu’un titulaire."),
    Refusal.NO_SUBSTITUTE: _("Aucun suppléant ne peut prendre ce siège. Organisez une élection."),
    Refusal.NOTHING_TO_EXTEND: _("Aucun mandat n’est à prolonger jusqu’à ce jour."),
    Refusal.COLLEGE_NOT_EMPTY: _(
        "Quelqu’un occupe un siège de titulaire : il n’y a pas de carence."
    ),
    Refusal.IN_THE_FUTURE: _("Ce jour n’est pas encore venu."),
}

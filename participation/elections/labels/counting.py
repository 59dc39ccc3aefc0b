"""Words for the bureau, counts, ties, seats; why something about a vote is refused."""

from participation.elections.rules.bureau import BureauFunction, DrawMethod, Turn
from participation.elections.rules.counting import Fault
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.stages import ElectionKind, Settlement, Stage
from participation.foundation.i18n import lazy, staff_lazy as _

FUNCTIONS = {
    BureauFunction.PRESIDENT: _("Présidence du bureau"),
    BureauFunction.ASSESSOR: _("Assesseur"),
}
KINDS = {
    ElectionKind.COUNCIL: lazy("Élection du conseil"),
    ElectionKind.PARTIAL: lazy("Élection partielle"),
    ElectionKind.CHAIR: lazy("Élection de la présidence"),
    ElectionKind.SECOND_DEGREE: lazy("Vote des élus"),
}
STAGES = {
    Stage.PREPARATION: _("En préparation"),
    Stage.CALL: _("Appel à candidatures"),
    Stage.LIST: _("Liste affichée"),
    Stage.VOTE: _("Vote ouvert"),
    Stage.SUSPENDED: _("Vote suspendu"),
    Stage.COUNT: _("Dépouillement"),
    Stage.CHALLENGE: _("Résultat affiché"),
    Stage.PROCLAIMED: _("Élus proclamés"),
    Stage.ANNULLED: _("Élection annulée"),
}
TURNS = {
    Turn.OPEN: _("Ouvrir le vote"),
    Turn.SUSPEND: _("Suspendre le vote"),
    Turn.RESUME: _("Reprendre le vote"),
    Turn.CLOSE: _("Fermer le vote"),
    Turn.STOP: _("Annuler l’élection"),
}
METHODS = {
    DrawMethod.NUMBERS: _("Tirage au sort par trois nombres"),
    DrawMethod.BY_HAND: _("Tirage au sort à la main"),
    DrawMethod.SENIORITY: _("Le plus ancien dans le service"),
    DrawMethod.AGE: _("Le plus âgé"),
}
SETTLEMENTS = {
    Settlement.VOTE: _("Par un vote"),
    Settlement.DESIGNATION: _("Par désignation, avec leur accord"),
    Settlement.DRAWING: _("Par tirage au sort parmi les volontaires"),
    Settlement.SHORTAGE: _("Aucun candidat : constat de carence"),
    Settlement.MERGED: _("Vote avec un autre collège, pour le secret"),
}
LINES = {
    "signed": _("Signatures"),
    "found": _("Bulletins dans l’urne"),
    "blank": _("Bulletins blancs"),
    "null": _("Bulletins nuls"),
}
FAULTS = {
    Fault.NEGATIVE: _("Un nombre est plus petit que zéro."),
    Fault.TOO_MANY_SIGNATURES: _("Il y a plus de signatures que d’inscrits. Comptez encore."),
    Fault.TOO_MANY_BALLOTS: _(
        "Il y a plus de bulletins que d’inscrits. Comptez encore, ou écrivez pourquoi."
    ),
    Fault.NO_VALID_LEFT: _("Blancs et nuls dépassent les bulletins trouvés. Comptez encore."),
    Fault.CANDIDATE_BEYOND: _(
        "Un candidat a plus de voix qu’il n’y a de bulletins valables. Comptez encore."
    ),
    Fault.TOO_MANY_VOTES: _("Il y a plus de voix que les bulletins ne le permettent."),
    Fault.TOO_FEW_VOTES: _(
        "Il y a moins de voix que de bulletins valables. Un bulletin sans nom est blanc."
    ),
    Fault.UNEXPLAINED_GAP: _(
        "Bulletins et signatures ne font pas le même nombre. Comptez encore, ou écrivez pourquoi."
    ),
}
REFUSALS = {
    R.WRONG_STAGE: _("L’élection n’en est pas à cette étape. Regardez la page du bureau."),
    R.NAME_MISSING: _("Écrivez le nom de la personne."),
    R.ALREADY_IN_BUREAU: _("Cette personne est déjà dans le bureau."),
    R.CANDIDATE_IN_BUREAU: _("Un candidat ne tient pas le bureau de vote. Choisissez quelqu’un."),
    R.ONE_PRESIDENT: _("Le bureau a déjà une présidence. Retirez-la d’abord."),
    R.CODE_UNREADABLE: _("Le code a six chiffres."),
    R.CODE_SIMPLE: _("Ce code se devine. Choisissez six chiffres sans suite."),
    R.BUREAU_INCOMPLETE: _("Il faut une présidence et deux assesseurs. Complétez le bureau."),
    R.BUREAU_NEEDED: _("Le vote a commencé : nommez d’abord qui prend sa place."),
    R.TWO_ASSESSORS: _("Choisissez deux assesseurs différents. Chacun tape son code."),
    R.VOUCHER_NEEDED: _("Le vote a commencé : quelqu’un du bureau tape son code."),
    R.CODE_WRONG: _("Un code n’est pas le bon. Chacun tape le sien."),
    R.TOO_MANY_TRIES: _("Trop d’essais. Attendez un quart d’heure."),
    R.TOO_EARLY: _("Ce n’est pas encore le jour qui a été affiché."),
    R.TOO_LATE: _("Le jour qui a été affiché est passé. Changez d’abord les dates."),
    R.URN_NOT_SHOWN: _("Montrez à tous que l’urne est vide, puis cochez la case."),
    R.LIST_UNSETTLED: _("La liste des candidats n’est pas arrêtée."),
    R.NOTHING_TO_VOTE: _("Personne ne vote dans ce collège."),
    R.NOT_ON_ROLL: _("Cette personne n’est pas sur la liste électorale."),
    R.SIGNED_ALREADY: _("Cette personne a déjà signé : elle a voté."),
    R.NOT_SIGNED: _("Cette personne n’a pas signé."),
    R.WORDS_MISSING: _("Écrivez quelques mots : ils seront au procès-verbal."),
    R.NOT_BY_POST: _(
        "Votent par la poste, sur papier : les proches, les représentants légaux, et les personnes "
        "qui habitent des logements dispersés ou que l’on aide chez elles."
    ),
    R.POST_NOTED: _("C’est déjà noté."),
    R.POST_NOT_SENT: _("Notez d’abord le jour où les enveloppes sont parties."),
    R.NO_ENVELOPE: _("Aucune enveloppe n’attend d’être ouverte."),
    R.ENVELOPES_WAIT: _("Des enveloppes arrivées par la poste attendent. Ouvrez-les d’abord."),
    R.SCREENS_WAIT: _(
        "Enveloppes qui attendent sur des bornes : %(waiting)s. Bornes qui ne répondent plus : "
        "%(silent)s. Allez d’abord voir les bornes. Pour fermer quand même, écrivez pourquoi et "
        "tapez encore une fois les deux codes : ces votes seraient perdus."
    ),
    R.HOUR_UNREADABLE: _("Écrivez l’heure comme ceci : 14:05."),
    R.HOUR_OUTSIDE: _("L’heure est à venir, ou avant les jours du vote. Corrigez-la."),
    R.COUNTED_ALREADY: _("Ce collège est déjà compté. Pour recompter, écrivez pourquoi."),
    R.SIGNATURES_DIFFER: _("La liste porte %(signed)s signatures. Comptez-les encore."),
    R.NOT_PAPER: _("Ce collège ne vote pas seulement sur papier."),
    R.TOO_FEW_SEALED: _("Moins de cinq bulletins : les compter dirait qui a choisi qui."),
    R.NO_TIE: _("Il n’y a pas d’égalité à régler ici."),
    R.TIE_SETTLED: _("Cette égalité est déjà réglée."),
    R.WRONG_METHOD: _("La règle de ce collège est une autre."),
    R.NUMBERS_UNREADABLE: _("Il faut trois nombres entre 0 et 999 999."),
    R.ORDER_INCOMPLETE: _("Donnez une place différente à chaque candidat."),
    R.DAYS_MISSING: _("Écrivez le jour pour chaque candidat."),
    R.STILL_TIED: _("Même jour : il faut aussi trois nombres pour tirer au sort."),
    R.NOT_COUNTED: _("Un collège n’est pas encore compté."),
    R.TIE_OPEN: _("Une égalité n’est pas encore réglée."),
    R.CHALLENGE_LATE: _("Le dernier jour pour contester est passé."),
    R.CHALLENGE_DECIDED: _("Cette contestation a déjà sa réponse."),
    R.CHALLENGE_OPEN: _("Une contestation attend sa réponse."),
    R.CHALLENGE_RUNNING: _("On peut encore contester. Attendez, ou cochez « sans attendre »."),
    R.NOBODY_THERE: _("Il n’y a personne qui puisse voter."),
    R.ELECTION_RUNNING: _("Un vote de cette sorte est déjà en cours pour ce conseil."),
    R.NOTHING_AGAIN: _("Aucune urne n’est restée fermée : personne ne revote."),
    R.NO_EMPTY_SEAT: _("Aucun siège n’est vide dans ce conseil."),
    R.OFFICE_MISSING: _("Dites pour quelle fonction on vote."),
    R.NOT_AMONG_ELECTED: _("Cette personne n’est pas parmi celles qui peuvent être élues ici."),
    R.ELECTED_GONE: _(
        "%(name)s n’est plus dans le service. Sur la page du résultat, notez que cette personne "
        "ne prend pas son siège : la suivante le prend."
    ),
    R.VOTES_INCOMPLETE: _("Écrivez un nombre de voix pour chaque candidat."),
}

"""Why a deed before the vote cannot be done, and what to do instead."""

from participation.elections.rules.process import Refusal
from participation.foundation.i18n import lazy, staff_lazy as _

REFUSALS = {
    Refusal.WRONG_STAGE: lazy("Ce n’est pas le moment : l’élection n’en est pas là."),
    Refusal.NO_COLLEGE: _("Choisissez au moins un collège qui vote."),
    Refusal.ALREADY_RUNNING: _("Une élection est déjà en cours pour ce collège."),
    Refusal.DATES_OUT_OF_ORDER: _("Les dates ne se suivent pas. Corrigez-les."),
    Refusal.DATE_IS_HISTORY: _("Une date déjà annoncée et passée ne change plus."),
    Refusal.SEATS_MISSING: _("Il faut au moins un siège à élire."),
    Refusal.BECAUSE_MISSING: _("Écrivez la raison : elle sera lue et gardée."),
    Refusal.PERSON_MISSING: _("Choisissez une personne ou écrivez son nom."),
    Refusal.PERSON_OUTSIDE: lazy("Cette personne n’est pas dans ce collège aujourd’hui."),
    Refusal.SERVICES_UNSEEN: _(
        "Cette élection couvre des services que vous ne voyez pas. Demandez à quelqu’un qui les "
        "voit tous."
    ),
    Refusal.ON_ROLL_ALREADY: _("Cette personne est déjà sur la liste."),
    Refusal.HAS_VOTED: _("Cette personne a déjà voté : elle reste sur la liste."),
    Refusal.ROLL_MISSING: _("La liste électorale d’un collège est vide. Faites-la d’abord."),
    Refusal.NOTHING_ASKED: lazy("Dites ce que vous demandez."),
    Refusal.OBJECTIONS_OVER: lazy("C’est trop tard pour demander un changement de la liste."),
    Refusal.OBJECTIONS_WAIT: _("Une réclamation attend une réponse."),
    Refusal.DECIDED_ALREADY: _("Cette réclamation a déjà sa réponse."),
    Refusal.CANDIDACIES_OVER: lazy("C’est trop tard pour se présenter."),
    Refusal.CANDIDACIES_RUN: _("On peut encore se présenter : attendez la fin des candidatures."),
    Refusal.CANDIDACIES_WAIT: _("Une candidature attend d’être examinée."),
    Refusal.NO_CANDIDATE: _(
        "Un collège n’a aucun candidat. Décidez d’abord ce que vous faites pour lui."
    ),
    Refusal.AGREEMENT_MISSING: lazy("Il faut l’accord de la personne."),
    Refusal.STANDS_ALREADY: lazy("Cette personne s’est déjà présentée."),
    Refusal.STANDS_NO_LONGER: lazy("Cette candidature est fermée."),
    Refusal.NOT_ELIGIBLE: _(
        "Cette personne ne peut pas se présenter : la raison est écrite avec ses réponses."
    ),
    Refusal.PHOTO_UNREADABLE: lazy("Cette image ne se lit pas. Choisissez une autre photo."),
    Refusal.PHOTO_TOO_HEAVY: lazy("Cette photo est trop lourde. Choisissez-en une autre."),
    Refusal.VOICE_UNREADABLE: lazy("On n’entend pas ce son. Parlez encore, une minute au plus."),
    Refusal.STATEMENT_TOO_LONG: lazy("C’est trop long : écrivez au plus %(most)s lettres."),
    Refusal.NO_TIME_TO_EXTEND: _(
        "Il n’y a plus le temps de prolonger avant le vote, ou c’est déjà fait. Changez d’abord "
        "les jours du vote."
    ),
    Refusal.WAY_CLOSED: _("Ce n’est pas possible pour ce collège."),
    Refusal.VOLUNTEERS_MISSING: _("Choisissez des personnes volontaires."),
    Refusal.NUMBERS_UNREADABLE: _("Donnez trois nombres entre 0 et 999 999."),
    Refusal.SETTLED_ALREADY: lazy("Pour ce collège, la décision est déjà prise."),
    Refusal.MERGE_DIFFERS: _("On réunit deux collèges de même sorte seulement."),
    Refusal.TOO_FEW_FOR_SEALED: _(
        "Moins de %(least)s votants : votez sur papier, ou réunissez ce collège avec un autre."
    ),
    Refusal.PAPER_ONLY: _(
        "Moins de %(least)s personnes votent : on vote sur papier. Un compte fait par la machine "
        "dirait qui a choisi qui."
    ),
}

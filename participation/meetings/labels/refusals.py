"""Why something about a meeting cannot be done, and what to do instead."""

from participation.foundation.i18n import lazy, staff_lazy as _
from participation.meetings.rules.refusals import Refusal

REFUSALS = {
    Refusal.NOT_YOURS: lazy("Seules les personnes qui tiennent cette réunion peuvent faire cela."),
    Refusal.WRONG_STAGE: lazy("Ce n’est plus possible : la réunion en est à une autre étape."),
    Refusal.IN_THE_PAST: _("Ce jour est passé. Choisissez un jour à venir."),
    Refusal.SAME_DAY: _("Ce conseil se réunit déjà ce jour-là. Choisissez un autre jour."),
    Refusal.MEETING_CHANGED: _(
        "Une autre personne a changé la même chose. Relisez : rien n’est encore enregistré, et ce "
        "que vous avez écrit est toujours là."
    ),
    Refusal.PLACE_MISSING: _("Écrivez où se tient la réunion."),
    Refusal.BECAUSE_MISSING: _("Écrivez la raison : elle sera lue et gardée."),
    Refusal.TITLE_MISSING: _("Écrivez de quoi on va parler, au moins en français."),
    Refusal.TOO_MANY_ITEMS: _("Un ordre du jour a %(most)s points au plus."),
    Refusal.ITEM_CHANGED: _(
        "Une autre personne a changé ce point pendant que vous écriviez. Vos mots sont gardés "
        "ci-dessous. Relisez les siens, puis enregistrez encore."
    ),
    Refusal.ITEM_WITHDRAWN: lazy("Ce point a été enlevé de l’ordre du jour."),
    Refusal.TOPIC_GONE: lazy("Ce sujet n’attend plus ce conseil. Regardez où il en est."),
    Refusal.DECISION_SEEN: _("Cette décision est déjà à un ordre du jour, ou elle est terminée."),
    Refusal.SURVEY_SEEN: _("Cette enquête est déjà à un ordre du jour, ou n’est pas finie."),
    Refusal.NO_ITEM: _("L’ordre du jour est vide. Ajoutez au moins un point."),
    Refusal.FILE_TOO_HEAVY: _("Ce fichier est trop lourd : %(most)s Mo au plus. Allégez-le."),
    Refusal.FILE_EMPTY: _("Ce fichier est vide. Choisissez-en un autre."),
    Refusal.FILE_UNKNOWN: _(
        "Ce fichier n’est ni un PDF, ni une image (JPEG, PNG), ni un document de bureau. "
        "Enregistrez-le en PDF."
    ),
    Refusal.FILE_LOCKED: _(
        "Ce PDF est protégé, ou fait de telle sorte qu’on ne peut pas voir ce qu’il contient. "
        "Enregistrez-le sans mot de passe, puis envoyez-le encore."
    ),
    Refusal.FILE_ACTIVE: _(
        "Ce fichier contient un programme ou un autre fichier. Imprimez-le en PDF, puis joignez "
        "ce PDF."
    ),
    Refusal.FILE_DAMAGED: _("Ce fichier est abîmé ou protégé. Ouvrez-le et enregistrez-le encore."),
    Refusal.TOO_MANY_FILES: _("Une réunion a %(most)s fichiers au plus. Enlevez-en un."),
    Refusal.ALREADY_THERE: lazy("Cette personne est déjà notée."),
    Refusal.SEAT_HELD: lazy(
        "Son suppléant est assis à sa place. Notez d’abord que le suppléant laisse la place."
    ),
    Refusal.MEMBER_THERE: lazy("Le titulaire est là : son suppléant ne vote pas à sa place."),
    Refusal.NOT_HIS_SUBSTITUTE: lazy("Ce suppléant ne peut pas prendre cette place."),
    Refusal.NOT_A_MEMBER: lazy("Cette personne n’a pas de siège dans ce conseil ce jour-là."),
    Refusal.NAME_MISSING: lazy("Écrivez le nom de la personne."),
    Refusal.NOBODY_THERE: lazy("Notez d’abord qui est là."),
    Refusal.WORDS_MISSING: lazy("Écrivez ce qui est voté, en une phrase."),
    Refusal.TOO_MANY_VOTES: lazy(
        "Vous avez compté %(cast)s voix. Il y a %(present)s personnes qui votent. Comptez encore."
    ),
    Refusal.NO_VOTE: lazy("Comptez les voix : au moins une."),
    Refusal.MINUTES_SIGNED: lazy("Ce relevé est signé : on ne peut plus l’écrire."),
    Refusal.MINUTES_CHANGED: lazy(
        "Une autre personne a écrit ici en même temps. Vos mots sont gardés. Lisez les siens, "
        "puis enregistrez encore."
    ),
    Refusal.NOT_SIGNED: lazy("Ce relevé n’est pas encore signé."),
    Refusal.NOT_ADOPTED: _("Le conseil doit d’abord adopter ce relevé."),
    Refusal.ADOPTED_ALREADY: lazy("Ce relevé est déjà adopté."),
    Refusal.OTHER_COUNCIL: lazy("Ce relevé est celui d’un autre conseil."),
    Refusal.NOT_A_LATER_MEETING: lazy("Un relevé est adopté à une réunion suivante."),
    Refusal.NOT_THE_CHAIR: lazy(
        "Ce nom n’est pas celui de la personne qui préside. Écrivez-le comme dans la liste."
    ),
    Refusal.NOT_AGREED: lazy("Cochez la case pour signer."),
    Refusal.DAY_OUTSIDE: lazy("Ce jour ne va pas. Vérifiez la date."),
    Refusal.NOT_READ: _("Relisez le texte, puis cochez la case : une personne doit l’avoir lu."),
    Refusal.EMPTY_MINUTES: lazy("Le relevé est vide. Écrivez ce qui a été dit."),
    Refusal.ALL_HAVE_SAID: lazy("Toutes les personnes présentes ont déjà répondu. Merci."),
    Refusal.TOO_LATE_TO_SAY: lazy("On ne peut pas donner d’avis sur cette réunion maintenant."),
    Refusal.NOBODY_ASKS: _("Cochez qui demande la réunion."),
    Refusal.ASKED_ALREADY: lazy("C’est déjà noté : cette réunion est demandée."),
    Refusal.NOT_PUBLISHED: _("Publiez d’abord ce relevé en français."),
    Refusal.TRANSLATION_SHORT: _(
        "Il manque une partie. Écrivez-les toutes, ou videz tout pour retirer cette langue."
    ),
    Refusal.PART_MISSING: _("Il manque une partie. Écrivez-les toutes."),
    Refusal.NOT_A_TRANSLATION: _("Le français se change à sa place, pas ici."),
    Refusal.SOURCE_CHANGED: _(
        "Le français a changé pendant que vous écriviez. Vos mots sont gardés. Relisez le "
        "français, puis enregistrez encore."
    ),
    Refusal.TEXT_CHANGED: _(
        "Une autre personne a traduit ce texte en même temps. Vos mots sont gardés. Lisez les "
        "siens, puis enregistrez encore."
    ),
    Refusal.SCORE_UNREADABLE: lazy("Choisissez un visage à chaque question."),
}

"""Words for the life of a campaign, the ways of answering, and refusals."""

from participation.foundation.i18n import staff_lazy as _
from participation.surveys.rules.stages import Aid, Channel, CommentState, Refusal, Stage

STAGES = {
    Stage.DRAFT: _("Brouillon"),
    Stage.TRANSLATED: _("Prête à ouvrir"),
    Stage.OPEN: _("Ouverte"),
    Stage.CLOSED: _("Fermée"),
    Stage.PUBLISHED: _("Résultats rendus"),
    Stage.ARCHIVED: _("Archivée"),
}
CHANNELS = {
    Channel.KIOSK: _("Borne"),
    Channel.PHONE: _("Téléphone"),
    Channel.PAPER: _("Papier"),
    Channel.INTERVIEW: _("Entretien"),
}
AIDS = {
    Aid.NONE: _("Sans aide"),
    Aid.PEER: _("Avec un pair"),
    Aid.VOLUNTEER: _("Avec un bénévole"),
    Aid.STAFF: _("Avec un professionnel"),
    Aid.RELATIVE: _("Avec un proche"),
    Aid.INTERPRETER: _("Avec un interprète"),
}
COMMENT_STATES = {
    CommentState.WAITING: _("À lire"),
    CommentState.KEPT: _("Gardé"),
    CommentState.HIDDEN: _("Caché"),
}
REFUSALS = {
    Refusal.NO_QUESTION: _(
        "Ce questionnaire ne pose aucune question. Choisissez-en un autre ou corrigez le fichier."
    ),
    Refusal.NO_SERVICE: _("Choisissez au moins un service."),
    Refusal.NO_PURPOSE: _(
        "Écrivez à quoi serviront les réponses : les personnes le lisent avant de commencer."
    ),
    Refusal.LANGUAGE_INCOMPLETE: _(
        "Il manque des textes dans ces langues : %(languages)s. Complétez-les, ou retirez ces "
        "langues de l’enquête."
    ),
    Refusal.LANGUAGE_STALE: _(
        "L’original a changé depuis la traduction, dans ces langues : %(languages)s. Relisez les "
        "textes à revoir, ou retirez ces langues de l’enquête."
    ),
    Refusal.LANGUAGE_MACHINE: _(
        "Une machine a traduit des textes dans ces langues : %(languages)s. Une personne qui lit "
        "la langue doit confirmer chacun, ou retirez ces langues de l’enquête."
    ),
    Refusal.NOT_DRAFT: _("L’enquête n’est plus un brouillon : ses questions ne changent plus."),
    Refusal.NOT_TRANSLATED: _("Déclarez d’abord que l’enquête est prête dans chaque langue."),
    Refusal.NOT_OPEN: _("L’enquête n’est pas ouverte."),
    Refusal.NOT_CLOSED: _("Fermez d’abord l’enquête : on ne rend les résultats qu’après."),
    Refusal.TOO_EARLY: _("Le jour d’ouverture n’est pas encore venu. Changez la date ou attendez."),
    Refusal.CLOSES_BEFORE_OPENING: _(
        "La fermeture est avant l’ouverture. Corrigez l’une des deux dates."
    ),
    Refusal.SCREENS_HOLD: _(
        "Des écrans gardent peut-être des réponses. Rebranchez-les, ou fermez quand même : ce qui "
        "arrivera après ne sera pas compté."
    ),
    Refusal.NOTHING_ANSWERED: _("Il n’y a pas encore de réponse."),
    Refusal.NO_FOLLOW_UP: _(
        "Dites d’abord ce qui va changer : au moins une suite par service, ou une suite commune."
    ),
    Refusal.NOT_PUBLISHED: _("Rendez d’abord les résultats aux personnes, puis archivez."),
    Refusal.STILL_UNANSWERED: _(
        "On n’archive pas une enquête sans réponse aux personnes. Cela attend encore une réponse : "
        "%(missing)s."
    ),
    Refusal.ANSWER_NOT_TOLD: _(
        "On n’archive pas une enquête sans réponse aux personnes. Cette réponse ne leur est pas "
        "montrée : %(missing)s. Cochez « Montrer aux personnes du service »."
    ),
    Refusal.NOBODY_TOLD: _(
        "On n’archive pas une enquête sans réponse aux personnes. Ces services n’en ont aucune : "
        "%(missing)s."
    ),
    Refusal.ALREADY_THERE: _("Cette enquête existe déjà dans ce service."),
    Refusal.OTHER_SERVICES: _(
        "Cette enquête a lieu aussi dans des services que vous ne suivez pas. Demandez à une "
        "personne qui les suit tous."
    ),
    Refusal.OTHER_PUBLIC: _(
        "L’enquête d’avant interrogeait d’autres personnes : leurs avis ne se comparent pas."
    ),
    Refusal.NOBODY_COUNTED: _(
        "Écrivez, pour chaque service, combien de personnes sont interrogées et d’où vient ce "
        "nombre."
    ),
    Refusal.NUMBER_WITHOUT_REASON: _("Dites pourquoi vous corrigez le nombre de personnes."),
    Refusal.NOTHING_TO_SHOW: _(
        "Écrivez les mots qui pourront être montrés, sans nom de personne, ou cachez ce message."
    ),
    Refusal.NOT_ON_PAPER: _(
        "Ce questionnaire peut encore changer, ou l’enquête est finie : il ne s’imprime pas."
    ),
    Refusal.NOT_THIS_LANGUAGE: _("L’enquête n’existe pas dans cette langue."),
    Refusal.SHEET_LOST: _("Cette feuille n’a pas été gardée. Reprenez-la depuis le début."),
    Refusal.SHEET_EMPTY: _("Cette feuille est vide : elle n’est pas gardée. Prenez la suivante."),
    Refusal.SCAN_GONE: _("Cette feuille n’attend plus : elle est gardée, ou mise de côté."),
    Refusal.NO_READER: _(
        "Ce serveur ne lit pas les feuilles numérisées. Tapez-les, ou demandez à qui l’installe "
        "d’ajouter « scans »."
    ),
    Refusal.UNKNOWN_KEY: _(
        "Cette touche n’est à côté d’aucune case, ou il y a deux réponses. Corrigez, ou laissez "
        "vide."
    ),
    Refusal.SAMPLE_TOO_LARGE: _(
        "On ne peut pas tirer %(size)s personnes : il y en a %(people)s. Choisissez moins."
    ),
    Refusal.STRATA_DISAGREE: _(
        "Les groupes font %(sum)s personnes, et il y en a %(people)s. Corrigez les groupes."
    ),
    Refusal.STRATUM_UNREADABLE: _(
        "Écrivez un groupe par ligne, avec son nombre : « Étage 1 : 20 ». À revoir : « %(line)s »."
    ),
    Refusal.MORE_THAN_PRESENT: _(
        "Cela fait %(sum)s personnes, et il y en a %(people)s. Corrigez les nombres."
    ),
}

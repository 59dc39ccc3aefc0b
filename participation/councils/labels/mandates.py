"""Words of a mandate from day to day, and why something of it cannot be done."""

from participation.councils.rules.serving import (
    MandateRefusal as Refusal,
    OfferState,
    SupportKind,
    SupportState,
    Theme,
    TrainingState,
)
from participation.foundation.i18n import gettext, lazy as _, staff_lazy

THEMES = {
    Theme.SPEAKING: _("Parler en réunion"),
    Theme.REPRESENTING: _("Représenter les autres"),
    Theme.LISTENING: _("Écouter et recueillir les idées"),
    Theme.MEETING: _("Mener une réunion"),
    Theme.MINUTES: _("Écrire ce qui a été dit"),
    Theme.BUDGET: _("Lire un budget"),
    Theme.RIGHTS: _("Connaître les droits"),
    Theme.DIGITAL: _("Utiliser le téléphone et l’ordinateur"),
}
THEME_PICTURES = {
    Theme.SPEAKING: "megaphone",
    Theme.REPRESENTING: "people",
    Theme.LISTENING: "listening",
    Theme.MEETING: "talk",
    Theme.MINUTES: "pencil",
    Theme.BUDGET: "papers",
    Theme.RIGHTS: "rights",
    Theme.DIGITAL: "internet",
}
TRAININGS = {
    TrainingState.WISHED: _("Souhaitée"),
    TrainingState.PLANNED: _("Prévue"),
    TrainingState.FOLLOWED: _("Suivie"),
}
SUPPORTS = {
    SupportKind.HELPER: _("Une personne qui m’aide"),
    SupportKind.INTERPRETER: _("Un interprète"),
}
SUPPORT_STATES = {
    SupportState.ASKED: _("Demandé"),
    SupportState.FOUND: _("Trouvé"),
    SupportState.REFUSED: _("Pas possible"),
}
SUPPORT_MARKS = {
    SupportState.ASKED: "plain",
    SupportState.FOUND: "better",
    SupportState.REFUSED: "worse",
}
OFFERS = {
    OfferState.ASKED: staff_lazy("Attend une réponse"),
    OfferState.ACCEPTED: staff_lazy("A dit oui"),
    OfferState.DECLINED: staff_lazy("A dit non"),
}
WEEKDAYS = {
    1: _("Chaque lundi"),
    2: _("Chaque mardi"),
    3: _("Chaque mercredi"),
    4: _("Chaque jeudi"),
    5: _("Chaque vendredi"),
    6: _("Chaque samedi"),
    7: _("Chaque dimanche"),
}


def say_hours(starts: str, ends: str) -> str:
    """Give hours as words."""
    return gettext("de %(starts)s à %(ends)s", starts=starts, ends=ends)


REFUSALS = {
    Refusal.NOT_YOURS: _("Ce mandat n’est pas le vôtre."),
    Refusal.OFFER_ANSWERED: _("La réponse est déjà donnée."),
    Refusal.OFFER_STALE: _("Ce siège n’est plus libre pour vous. Demandez à l’équipe."),
    Refusal.ALREADY_OFFERED: staff_lazy(
        "Ce siège est déjà proposé à quelqu’un. Attendez sa réponse, ou notez-la."
    ),
    Refusal.NOBODY_LEFT: staff_lazy(
        "Il n’y a plus de suppléant à qui proposer ce siège. Organisez une élection."
    ),
    Refusal.WEEKLY_OR_ONCE: _("Choisissez un jour de la semaine, ou une seule date."),
    Refusal.HOURS_REVERSED: _("La fin est avant le début. Changez une heure."),
    Refusal.HOURS_PAST: _("Ce jour est passé. Choisissez un autre jour."),
    Refusal.TOO_MANY_HOURS: _("Vous avez déjà %(most)s rendez-vous. Enlevez-en un d’abord."),
    Refusal.NOTE_EMPTY: _("Écrivez quelque chose."),
    Refusal.TOO_MANY_NOTES: _("Vous avez %(most)s notes. Effacez-en une d’abord."),
    Refusal.ALREADY_WISHED: _("Vous avez déjà demandé cette formation."),
    Refusal.TRAINING_WITHOUT_DAY: staff_lazy("Donnez le jour de la formation."),
    Refusal.FOLLOWED_IN_THE_FUTURE: staff_lazy(
        "Ce jour n’est pas encore venu : notez la formation comme prévue."
    ),
    Refusal.LANGUAGE_MISSING: _("Choisissez la langue de l’interprète."),
    Refusal.MEETING_PAST: _("Ce jour est passé. Choisissez un autre jour."),
    Refusal.ALREADY_ASKED: _("Vous l’avez déjà demandé pour ce jour."),
    Refusal.REFUSED_WITHOUT_REASON: staff_lazy(
        "Dites pourquoi ce n’est pas possible : la personne lira cette raison."
    ),
    Refusal.FOUND_WITHOUT_NAME: staff_lazy("Dites qui vient : la personne le lira."),
    Refusal.TWO_OFFICES: staff_lazy(
        "Cette personne a déjà une autre fonction : elle ne peut pas compter deux fois."
    ),
}

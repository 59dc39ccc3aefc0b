"""Words for stages, qualities, ways to vote, outcomes, answers, and the faces of an assessment."""

from participation.foundation.i18n import gettext, lazy, speaking, staff_lazy as _
from participation.foundation.languages import INTERFACE, SOURCE
from participation.foundation.localized import Localized
from participation.meetings.rules.calling import Lateness
from participation.meetings.rules.kinds import (
    Answer,
    CallWay,
    ItemState,
    Method,
    Motion,
    Outcome,
    Quality,
    Stage,
    Writing,
)
from participation.meetings.rules.rhythm import Pace
from participation.meetings.rules.scores import Question
from participation.meetings.rules.telling import Telling

MEETING = lazy("Réunion")
ASKED_BY_RESIDENTS = lazy("Les personnes accompagnées")
PLAN = {
    "day": _("Jour"),
    "hour": _("Heure"),
    "minutes": _("Durée prévue, en minutes"),
    "place": _("Lieu"),
}
"""What may be changed of when and where a council meets."""
STAGES = {
    Stage.PLANNED: _("Prévue"),
    Stage.CALLED: _("Convoquée"),
    Stage.OPEN: _("En cours"),
    Stage.CLOSED: _("Tenue"),
    Stage.CANCELLED: _("Annulée"),
}
ITEM_STATES = {
    ItemState.OPEN: lazy("À voir"),
    ItemState.DONE: lazy("Vu"),
    ItemState.CARRIED: lazy("À la prochaine réunion"),
    ItemState.WITHDRAWN: lazy("Enlevé"),
}
QUALITIES = {
    Quality.MEMBER: lazy("Titulaire"),
    Quality.SUBSTITUTE: lazy("Suppléant, à la place du titulaire"),
    Quality.ADVISORY: lazy("Donne son avis, ne vote pas"),
    Quality.GUEST: lazy("Invité, ne vote pas"),
}
MOTIONS = {
    Motion.OPINION: lazy("Avis : nous disons ce que nous pensons"),
    Motion.PROPOSAL: lazy("Proposition : nous demandons quelque chose"),
}
SHORT_MOTIONS = {Motion.OPINION: lazy("Avis"), Motion.PROPOSAL: lazy("Proposition")}
METHODS = {
    Method.HANDS: lazy("À main levée"),
    Method.SECRET: lazy("En secret, sur papier"),
}
OUTCOMES = {
    Outcome.ADOPTED: lazy("Oui, c’est adopté"),
    Outcome.REJECTED: lazy("Non, ce n’est pas adopté"),
    Outcome.CARRIED: lazy("Pas assez de personnes : à la prochaine réunion"),
}
WRITINGS = {
    Writing.DRAFT: lazy("En train d’être écrit"),
    Writing.SIGNED: lazy("Signé"),
    Writing.ADOPTED: lazy("Adopté"),
}
TELLINGS = {
    Telling.MISSING: _("Manque"),
    Telling.TRANSLATED: _("À jour"),
    Telling.STALE: _("À revoir : le français a changé"),
}
ANSWERS = {
    Answer.UNKNOWN: _("Pas de réponse"),
    Answer.COMING: _("Vient"),
    Answer.ABSENT: _("Ne vient pas"),
}
OWN_ANSWERS = {Answer.COMING: lazy("Je viens"), Answer.ABSENT: lazy("Je ne viens pas")}
WAYS = {
    CallWay.EMAIL: _("Courriel"),
    CallWay.SMS: _("SMS"),
    CallWay.PAPER: _("Papier à remettre"),
}
PACES = {
    Pace.ENOUGH: _("Le compte y est"),
    Pace.ON_ITS_WAY: _("En chemin"),
    Pace.SLOW: _("En retard"),
    Pace.TOO_FEW: _("Pas assez de réunions"),
}
MARKS = {Pace.ENOUGH: "better", Pace.ON_ITS_WAY: "plain", Pace.SLOW: "worse", Pace.TOO_FEW: "worse"}
LATENESS = {
    Lateness.IN_TIME: _("L’ordre du jour part à temps : %(days)s jours avant la réunion."),
    Lateness.LATE: _(
        "C’est tard : %(days)s jours avant la réunion, au lieu de %(advised)s. La réunion peut se "
        "tenir. Les membres auront moins de temps pour se préparer."
    ),
    Lateness.TOO_LATE: _(
        "C’est trop tard : %(days)s jours avant la réunion, et il en faut au moins %(least)s. Un "
        "avis donné à cette réunion pourrait être contesté. Vous pouvez changer la date, ou "
        "envoyer quand même."
    ),
}
QUESTIONS = {
    Question.HEARD: lazy("Vous avez pu dire ce que vous vouliez ?"),
    Question.CLEAR: lazy("C’était facile à comprendre ?"),
    Question.USEFUL: lazy("Cette réunion sert à quelque chose ?"),
}
FACES = (
    (1, lazy("Non, pas du tout")),
    (2, lazy("Plutôt non")),
    (3, lazy("Un peu")),
    (4, lazy("Plutôt oui")),
    (5, lazy("Oui, tout à fait")),
)
"""From the worst to the best, as in surveys: who does not read knows a face by its place."""
STARTERS = (
    lazy("Nous avons parlé de…"),
    lazy("Les personnes demandent…"),
    lazy("La direction a répondu…"),
    lazy("Nous sommes d’accord pour…"),
    lazy("Nous en reparlerons quand…"),
)
"""Beginnings of sentences for who writes the minutes."""


def in_every_language() -> Localized:
    """Give the title of the point at which a survey is examined, in the languages of the house."""
    texts = {}
    for language in INTERFACE:
        with speaking(language.tag):
            texts[language.tag] = gettext("Les résultats de l’enquête")
    return Localized(
        {tag: text for tag, text in texts.items() if tag == SOURCE or text != texts[SOURCE]}
    )

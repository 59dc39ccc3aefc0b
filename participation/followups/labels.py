"""Words for levels of participation, states of a promise, and refusals."""

from participation.followups.rules import ParticipationLevel, Refusal, State
from participation.foundation.i18n import lazy as _, staff_lazy

LEVELS = {
    ParticipationLevel.INFORM: _("On vous informe"),
    ParticipationLevel.CONSULT: _("On vous demande votre avis"),
    ParticipationLevel.INVOLVE: _("On décide en vous écoutant"),
    ParticipationLevel.CO_BUILD: _("On décide ensemble"),
}
STATES = {
    State.PROMISED: _("C'est promis"),
    State.IN_PROGRESS: _("C'est en cours"),
    State.DONE: _("C'est fait"),
    State.IMPOSSIBLE: _("Ce n'est pas possible"),
}
REFUSALS = {
    Refusal.IMPOSSIBLE_WITHOUT_REASON: staff_lazy(
        "Dites pourquoi ce n'est pas possible : les personnes liront cette raison."
    ),
    Refusal.PROMISE_WITHOUT_DATE: staff_lazy("Donnez une date : une promesse a toujours un jour."),
    Refusal.DONE_IN_THE_FUTURE: staff_lazy(
        "« C'est fait » ne peut pas porter une date à venir. Choisissez « C'est en cours »."
    ),
}

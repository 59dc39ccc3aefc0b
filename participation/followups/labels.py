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
    State.PROMISED: _("C’est promis"),
    State.IN_PROGRESS: _("C’est en cours"),
    State.DONE: _("C’est fait"),
    State.IMPOSSIBLE: _("Ce n’est pas possible"),
}
PICTOGRAMS = {
    "meal": staff_lazy("Repas"),
    "bed": staff_lazy("Chambre, lit"),
    "house": staff_lazy("Maison"),
    "shower": staff_lazy("Douche"),
    "laundry": staff_lazy("Linge"),
    "cleaning": staff_lazy("Ménage"),
    "repairs": staff_lazy("Réparations"),
    "heating": staff_lazy("Chauffage"),
    "noise": staff_lazy("Bruit"),
    "safety": staff_lazy("Sécurité"),
    "key": staff_lazy("Clé"),
    "health": staff_lazy("Santé"),
    "medicine": staff_lazy("Médicaments"),
    "papers": staff_lazy("Papiers, démarches"),
    "internet": staff_lazy("Internet"),
    "work": staff_lazy("Travail"),
    "sport": staff_lazy("Sport"),
    "walk": staff_lazy("Sorties"),
    "bus": staff_lazy("Transports"),
    "music": staff_lazy("Fête, musique"),
    "listening": staff_lazy("Écoute"),
    "talk": staff_lazy("Parler ensemble"),
    "family": staff_lazy("Famille, visites"),
    "dog": staff_lazy("Animaux"),
    "time": staff_lazy("Horaires"),
    "rights": staff_lazy("Droits"),
    "ideas": staff_lazy("Autre idée"),
}
"""The drawings of the build that suit what residents ask for."""
REFUSALS = {
    Refusal.IMPOSSIBLE_WITHOUT_REASON: staff_lazy(
        "Dites pourquoi ce n’est pas possible : les personnes liront cette raison."
    ),
    Refusal.PROMISE_WITHOUT_DATE: staff_lazy("Donnez une date : une promesse a toujours un jour."),
    Refusal.DONE_IN_THE_FUTURE: staff_lazy(
        "« C’est fait » ne peut pas porter une date à venir. Choisissez « C’est en cours »."
    ),
}

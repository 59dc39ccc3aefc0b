"""Words for levels of participation, states of an answer, the poster, and refusals."""

import datetime as dt
from collections.abc import Sequence

from participation.followups.adapters.papers import AnswersPoster, PosterAnswer
from participation.followups.models import FollowUp
from participation.followups.rules import Climb, Kind, ParticipationLevel, Refusal, State
from participation.foundation.assets import drawing
from participation.foundation.i18n import gettext, lazy as _, show_day, speaking, staff_lazy
from participation.foundation.papers import on_paper

LEVELS = {
    ParticipationLevel.INFORM: _("On vous informe"),
    ParticipationLevel.CONSULT: _("On vous demande votre avis"),
    ParticipationLevel.INVOLVE: _("On décide en vous écoutant"),
    ParticipationLevel.CO_BUILD: _("On décide ensemble"),
}
STATES = {
    State.OPEN: _("On attend la réponse"),
    State.PROMISED: _("C’est promis"),
    State.IN_PROGRESS: _("C’est en cours"),
    State.TRIED_OUT: _("On essaie"),
    State.DONE: _("C’est fait"),
    State.IMPOSSIBLE: _("Ce n’est pas possible"),
}
KINDS = {
    Kind.OPINION: _("Un avis du conseil"),
    Kind.PROPOSAL: _("Une proposition du conseil"),
    Kind.WEAKNESS: _("Dit dans une enquête"),
    Kind.VOICE: _("Dit par une personne d’ici"),
    Kind.TALK: _("Dit en parlant"),
}
CLIMBS = {
    Climb.MANAGER: staff_lazy("La responsable est prévenue"),
    Climb.DIRECTOR: staff_lazy("La direction est prévenue"),
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
    Refusal.DUE_BEFORE_ASKED: staff_lazy(
        "Ce jour est avant celui où la demande a été faite. Donnez un jour plus tard."
    ),
    Refusal.PROMISED_BEFORE_ASKED: staff_lazy(
        "Ce qui est promis ne peut pas être pour un jour d’avant la demande. Corrigez la date."
    ),
    Refusal.NOTHING_DECIDED: staff_lazy(
        "Écrivez la réponse, ou choisissez « On attend la réponse »."
    ),
    Refusal.IMPOSSIBLE_WITHOUT_REASON: staff_lazy(
        "Dites pourquoi ce n’est pas possible : les personnes liront cette raison."
    ),
    Refusal.PROMISE_WITHOUT_DATE: staff_lazy("Donnez une date : une promesse a toujours un jour."),
    Refusal.TRY_WITHOUT_END: staff_lazy(
        "Donnez le dernier jour de l’essai : ce jour-là, on dit si l’on continue."
    ),
    Refusal.DONE_IN_THE_FUTURE: staff_lazy(
        "« C’est fait » ne peut pas porter une date à venir. Choisissez « C’est en cours »."
    ),
}
MOST_ON_WALL = 6
"""Answers on one poster: more is not read."""
ON_WALL = (
    *(State.DONE, State.TRIED_OUT, State.IN_PROGRESS, State.PROMISED),
    *(State.IMPOSSIBLE, State.OPEN),
)
BLUE = "#0d3763"


def write_answers(
    locale: str, found: Sequence[FollowUp], today: dt.date, *, house: str, qr: str
) -> AnswersPoster:
    """Give the poster of a service in one language: what is newest first, a “no” with its reason.

    `found` are the public follow-ups of that service.
    """
    ordered = sorted(found, key=lambda one: -one.id)
    chosen = sorted(ordered[:MOST_ON_WALL], key=lambda one: ON_WALL.index(one.state))
    with speaking(locale):
        return AnswersPoster(
            locale=locale,
            title=str(_("Vous avez dit, on a fait")),
            subtitle=house,
            said_word=str(_("Vous avez dit :")),
            answer_word=str(_("Nous avons décidé :")),
            answers=tuple(_on_wall(one, locale, today) for one in chosen),
            empty=str(_("Rien de nouveau pour le moment.")),
            qr=qr,
            listen=str(_("Écoutez avec votre téléphone")),
            speak=str(_("Vous aussi, dites ce qui compte pour vous.")),
        )


def _on_wall(one: FollowUp, locale: str, today: dt.date) -> PosterAnswer:
    return PosterAnswer(
        said=one.said.text(locale),
        answer=one.decided.text(locale),
        because=one.because.text(locale) if one.state is State.IMPOSSIBLE else "",
        state=str(STATES[one.state]),
        day=_day(one, today),
        level=str(LEVELS[one.level]),
        svg=on_paper(drawing(one.pictogram or "ideas", "pictograms"), BLUE),
    )


def _day(one: FollowUp, today: dt.date) -> str:
    if one.state is State.DONE and one.done_on:
        return show_day(one.done_on)
    last = one.last_day
    if one.state is State.TRIED_OUT and last:
        return gettext("jusqu’au %(day)s", day=show_day(last))
    if last and last < today:
        return gettext("en retard : c’était pour le %(day)s", day=show_day(last))
    return gettext("avant le %(day)s", day=show_day(last)) if last else ""

"""Words of a resident's meetings: why somebody is proposed, refusals, the slip."""

from participation.accounts.labels import PICTURES
from participation.foundation.assets import drawing
from participation.foundation.forms import Choice
from participation.foundation.i18n import LazyText, gettext, lazy as _
from participation.foundation.papers import on_paper
from participation.peers.queries.choosing import Shown
from participation.peers.rules.booking import Part, Refusal
from participation.peers.rules.kinds import Gender, ReminderChannel
from participation.peers.rules.matching import Because, Reason
from participation.peers.rules.waiting import GroupRefusal

from .words import CHANNEL_PICTURES, CHANNELS, TOPIC_PICTURES, TOPICS

INK = "#0d3763"
MOST_REASONS = 3
REASONS: dict[Reason, tuple[str, LazyText]] = {
    Reason.SPEAKS_NATIVE: ("language", _("Votre langue est aussi la sienne")),
    Reason.SPEAKS_WELL: ("language", _("Parle bien votre langue")),
    Reason.SPEAKS_LITTLE: ("language", _("Parle un peu votre langue")),
    Reason.KNOWS_TOPIC: ("heart", _("A vécu des choses comme vous")),
    Reason.MET_BEFORE: ("friendship", _("Vous vous connaissez déjà")),
}
"""Reasons that a resident reads; the others only put people in order."""
WISHES = (
    Choice("woman", _("Une femme"), "woman"),
    Choice("man", _("Un homme"), "man"),
    Choice("away", _("Quelqu’un qui n’habite pas ici"), "house"),
)
PARTS = (
    Choice(Part.MORNING.value, _("Avant 12 h"), "sun"),
    Choice(Part.NOON.value, _("De 12 h à 14 h"), "meal"),
    Choice(Part.AFTERNOON.value, _("De 14 h à 17 h"), "cup"),
    Choice(Part.EVENING.value, _("Après 17 h"), "bed"),
)
"""When in the day; each hour is that of `rules.booking.HOURS`."""
GENDER_OF = {"woman": Gender.WOMAN, "man": Gender.MAN}
REFUSALS = {
    Refusal.JUST_TAKEN: _("Quelqu’un vient de prendre cette heure. Voici les heures proches."),
    Refusal.BUSY_THEN: _(
        "Vous avez déjà un rendez-vous à cette heure, ici ou dans un autre service. Choisissez une "
        "autre heure."
    ),
    Refusal.NOT_OFFERED: _("Cette heure n’est plus libre. Choisissez-en une autre."),
    Refusal.ENOUGH_AHEAD: _(
        "Vous avez déjà %(most)s rendez-vous. Venez à l’un d’eux, ou annulez-en un."
    ),
    Refusal.ASKED_ALREADY: _("Nous cherchons déjà quelqu’un pour vous. Vous aurez une réponse."),
    Refusal.TOO_MANY_HERE: _(
        "Beaucoup de demandes viennent d’ici. Attendez un quart d’heure, ou parlez à l’équipe."
    ),
    Refusal.CODE_UNKNOWN: _("Ce code ne va pas avec ce dessin. Regardez votre ticket."),
    Refusal.CODE_TRIES: _("Trop d’essais. Attendez une heure, ou demandez à l’équipe."),
    Refusal.IS_OVER: _("Ce rendez-vous est déjà passé ou annulé."),
    Refusal.NO_ADDRESS: _("Nous n’avons pas d’adresse pour cela. Choisissez un autre rappel."),
    GroupRefusal.TOO_LARGE: _("Un groupe a 20 places au plus."),
    GroupRefusal.TOO_SMALL: _("Un groupe a une place au moins."),
    GroupRefusal.ALREADY_THERE: _("Vous êtes déjà sur la liste de ce groupe."),
    GroupRefusal.HAS_BEGUN: _("Ce groupe a déjà commencé."),
    GroupRefusal.NO_OFFER: _("Aucune place n’est gardée pour vous en ce moment."),
    GroupRefusal.OFFER_OVER: _("La place n’est plus gardée. Vous restez sur la liste."),
}


def topic_choices() -> list[Choice]:
    """Give the cards of what it may be about; none of them has to be touched."""
    return [Choice(one.value, words, TOPIC_PICTURES[one]) for one, words in TOPICS.items()]


def drawings() -> list[Choice]:
    """Give the drawings under which somebody without an account is known."""
    return [Choice(name, words, name) for name, words in PICTURES.items()]


def reasons_of(shown: Shown) -> list[tuple[str, LazyText]]:
    """Give why a helper is proposed, in words; a topic only where she wants it shown."""
    return [REASONS[one.reason] for one in shown.because if _is_said(one, shown)][:MOST_REASONS]


def _is_said(one: Because, shown: Shown) -> bool:
    hidden = one.reason is Reason.KNOWS_TOPIC and one.facts["topic"] not in shown.topics
    return one.reason in REASONS and not hidden


def reminder_choices(channels: tuple[ReminderChannel, ...]) -> list[Choice]:
    """Give the ways to be reminded that are open to somebody."""
    return [Choice(one.value, CHANNELS[one], CHANNEL_PICTURES[one]) for one in channels]


def slip_words(nickname: str) -> dict[str, str]:
    """Give the words of a slip: no house, no name, no subject."""
    return {
        "title": gettext("Un rendez-vous"),
        "drawing": on_paper(drawing(nickname, "pictograms"), INK) if nickname else "",
        "drawing_word": str(PICTURES.get(nickname, "")),
        "cancel": gettext("Vous ne venez pas ? Annulez ici, sans dire pourquoi."),
        "picture": gettext("Dessin à montrer à la caméra du téléphone"),
        "code_word": gettext("Votre code"),
    }

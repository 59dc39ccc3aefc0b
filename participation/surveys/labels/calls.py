"""The messages of a wave, in the words of its team: which, to how many, and what they say."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from participation.accounts.queries import Reader
from participation.foundation.i18n import (
    show_day,
    show_short_day,
    staff_gettext as _,
    staff_lazy,
    staff_ngettext,
)
from participation.foundation.languages import Language, find
from participation.notifications.labels import write
from participation.notifications.rules import Address, Channel, segments
from participation.surveys.queries.calls import KINDS, CalledPlace, Calls
from participation.surveys.rules.calls import Call, Refusal, may_call_from, next_call

CALLS = {
    Call.OPENING: staff_lazy("Annonce de l’enquête"),
    Call.FIRST: staff_lazy("Premier rappel"),
    Call.SECOND: staff_lazy("Deuxième et dernier rappel"),
}
REFUSALS = {
    Refusal.NOT_OPEN: staff_lazy(
        "L’enquête n’est pas encore ouverte : le lien ne mène nulle part."
    ),
    Refusal.ENDED: staff_lazy("L’enquête est fermée : plus aucun message ne part."),
    Refusal.LAST_EVENING: staff_lazy(
        "Il est trop tard : le message arriverait après la fermeture de l’enquête."
    ),
    Refusal.NOT_RESIDENTS: staff_lazy(
        "Cette enquête n’est pas pour les personnes accueillies, qui seules ont dit oui aux "
        "messages."
    ),
    Refusal.PROTECTED: staff_lazy(
        "Service protégé : aucun message ne part, quelqu’un d’autre peut lire le téléphone."
    ),
    Refusal.NO_MORE: staff_lazy("L’annonce et deux rappels sont partis : il n’y en a pas d’autre."),
    Refusal.ALREADY: staff_lazy("Ce message est déjà parti. Il ne part qu’une fois."),
    Refusal.NOT_ITS_TURN: staff_lazy("Envoyez d’abord le message d’avant."),
    Refusal.TOO_SOON: staff_lazy("Le dernier message a moins de cinq jours. Attendez un peu."),
    Refusal.NOBODY: staff_lazy(
        "Personne n’a dit oui aux messages avec un téléphone ou une adresse e-mail."
    ),
}


@dataclass(frozen=True, slots=True)
class SeenText:
    """A message as it will leave: in which language, by which way, to how many."""

    language: Language
    text: str
    to: str
    """To how many people, by which way, in how many parts."""


def write_texts(call: Call, readers: Iterable[Reader], link: str, *, heard: bool) -> list[SeenText]:
    """Give each text that would leave, the commonest first; nobody's address is shown."""
    count = Counter((one.address.locale, one.address.channel) for one in readers)
    found = []
    for (locale, channel), people in count.most_common():
        letter = write(KINDS[call], Address(channel, "", locale), {"link": link}, "", heard=heard)
        if channel is Channel.SMS:
            parts = segments(letter.text)
            to = staff_ngettext("SMS à %(n)s personne", "SMS à %(n)s personnes", people)
            if parts > 1:
                to = _("%(to)s, en %(parts)s parties", to=to, parts=parts)
        else:
            to = staff_ngettext("Courriel à %(n)s personne", "Courriel à %(n)s personnes", people)
        found.append(SeenText(find(locale), letter.text, to))
    return found


def write_state(place: CalledPlace, calls: Calls) -> str:
    """Say what can leave in a service, or why nothing can and from when."""
    if place.shut:
        return str(REFUSALS[place.shut])
    coming = next_call(place.sent)
    if coming is None:
        return str(REFUSALS[Refusal.NO_MORE])
    reason = place.why_not(coming, calls.today)
    first = may_call_from(place.sent)
    if reason is Refusal.TOO_SOON and first is not None:
        return _("%(call)s : à partir du %(day)s", call=CALLS[coming], day=show_day(first))
    return str(REFUSALS[reason]) if reason else _("%(call)s : prêt", call=CALLS[coming])


def write_sent(sent: Sequence[tuple[Call, dt.date]]) -> list[str]:
    """Say which messages left, and when."""
    return [f"{CALLS[call]} : {show_short_day(day)}" for call, day in sorted(sent)]

"""What is to be known of the law of a past day, and why a rule says nothing of it."""

import datetime as dt

from participation.compliance.queries import Silence
from participation.councils.queries.law import laws
from participation.foundation.i18n import show_short_day, staff_gettext, staff_lazy as _
from participation.organisations.rules.law import Law

SILENCES = {
    Silence.UNKNOWN_LAW: _("Le droit de ce jour n’est pas dans le programme : rien n’est jugé."),
    Silence.NOT_READ: _(
        "Le texte de ce jour sur ce point n’est pas dans le programme : cette règle n’est pas "
        "jugée."
    ),
    Silence.NOT_ASKED: _("Le droit de ce jour, tel qu’il a été lu, ne le demandait pas."),
}


def say_law(law: Law, day: dt.date) -> str:
    """Give the sentence of a day whose law is unknown, or was read without being verified."""
    if not law.is_known:
        return staff_gettext(
            "Le droit en vigueur le %(day)s n’est pas dans le programme. Rien n’est jugé pour ce "
            "jour : ni en ordre, ni à corriger. Le premier droit écrit ici commence le %(first)s.",
            day=show_short_day(day),
            first=show_short_day(laws()[0].since),
        )
    if not any(each.verified for each in law.provisions.values()):
        return staff_gettext(
            "Ce jour est jugé par le droit d’alors, lu dans une copie ancienne du code et jamais "
            "vérifié depuis : tout y est « à vérifier », rien n’oblige."
        )
    return ""

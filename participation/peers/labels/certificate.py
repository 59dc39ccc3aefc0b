"""The words of the certificate of hours: which quality, which months, nobody met."""

import datetime as dt
from collections.abc import Sequence

from participation.foundation.certificate import Certificate
from participation.foundation.i18n import gettext as _, reader_locale, show_number, show_short_day
from participation.foundation.lengths import say_minutes, say_month
from participation.peers.models import Peer
from participation.peers.queries.own_hours import MonthLine

from .words import SLOTS, STATUSES


def write(
    peer: Peer, lines: Sequence[MonthLine], year: int, organisation: str, today: dt.date
) -> Certificate:
    """Write the certificate of a year in the reader's language."""
    minutes = sum(one.minutes for one in lines)
    return Certificate(
        locale=reader_locale(),
        title=_("Attestation d’heures"),
        subtitle=f"{peer.name} · {STATUSES[peer.status]}",
        sentence=_(
            "%(organisation)s atteste que cette personne a donné les heures suivantes en %(year)s.",
            organisation=organisation,
            year=year,
        ),
        headings=(_("Mois"), _("Activité"), _("Fois"), _("Durée")),
        rows=tuple(
            (
                say_month(one.month),
                str(SLOTS[one.kind]),
                show_number(one.times),
                say_minutes(one.minutes),
            )
            for one in lines
        ),
        total=_("En tout : %(hours)s", hours=say_minutes(minutes)),
        sign=_("Fait le %(day)s. Signature :", day=show_short_day(today)),
        foot=organisation,
    )

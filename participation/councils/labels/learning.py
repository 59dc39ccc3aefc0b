"""The words of the certificate of courses that a representative has followed."""

import datetime as dt
from collections.abc import Sequence

from participation.councils.models import Training
from participation.foundation.certificate import Certificate
from participation.foundation.i18n import gettext as _, reader_locale, show_short_day
from participation.foundation.lengths import say_minutes

from .mandates import THEMES


def write(
    name: str, seats: str, followed: Sequence[Training], organisation: str, today: dt.date
) -> Certificate:
    """Write the certificate of all courses followed, in the reader's language."""
    return Certificate(
        locale=reader_locale(),
        title=_("Attestation de formation"),
        subtitle=f"{name} · {seats}",
        sentence=_(
            "%(organisation)s atteste que cette personne a suivi les formations suivantes.",
            organisation=organisation,
        ),
        headings=(_("Formation"), _("Donnée par"), _("Jour"), _("Durée")),
        rows=tuple(
            (
                str(THEMES[one.theme]),
                one.given_by,
                show_short_day(one.on_day) if one.on_day else "",
                say_minutes(one.hours * 60),
            )
            for one in followed
        ),
        total=_("En tout : %(hours)s", hours=say_minutes(60 * sum(one.hours for one in followed))),
        sign=_("Fait le %(day)s. Signature :", day=show_short_day(today)),
        foot=organisation,
    )

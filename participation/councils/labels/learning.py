"""The words of the certificate of courses that a representative has followed."""

import datetime as dt
from collections.abc import Sequence

from participation.councils.models import Training
from participation.foundation.certificate import Certificate
from participation.foundation.i18n import gettext as _, reader_locale, show_number, show_short_day

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
                _length(one.hours),
            )
            for one in followed
        ),
        total=_("En tout : %(hours)s", hours=_length(sum(one.hours for one in followed))),
        sign=_("Fait le %(day)s. Signature :", day=show_short_day(today)),
        foot=organisation,
    )


def _length(hours: int) -> str:
    return _("%(hours)s h", hours=show_number(hours))

"""The table of periods: what the worker ends, and what no period ends."""

from collections.abc import Iterator

from participation.compliance.labels.kept import (
    HOLDINGS,
    PERIODS_NAMED,
    say_period,
)
from participation.compliance.labels.trust import STAYS
from participation.compliance.rules.holdings import HOLDINGS as EVERY
from participation.compliance.rules.purposes import Stay
from participation.elections.adapters.count_papers import Section
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.retention import PERIODS, Kept

from .known import Known, say_verified, table, text


def write_retention(known: Known) -> Iterator[Section]:
    """Give every period of the program, then what stays."""
    source = known.law.articles["retention"]
    yield Section(
        _("Ce que le programme efface tout seul"),
        (
            text(
                _(
                    "Ces durées sont celles que le programme applique chaque heure. Un essai "
                    "avance l’horloge après chacune, sur les deux bases de données."
                )
            ),
            text(
                _("Fiches : %(source)s.", source=source.article)
                + say_verified(is_verified=source.verified)
                + " "
                + _("Les autres durées sont un choix du programme.")
            ),
            table(
                _("Durées"),
                (
                    (_("Quoi"), "wide"),
                    (_("Durée"), "text"),
                    (_("Ce qui part"), "text"),
                    (_("Tâche"), "short"),
                ),
                ((_name(kept), say_period(kept, known.months), *_gone(kept)) for kept in Kept),
            ),
        ),
    )
    rows = (
        (str(HOLDINGS[one.key]), str(STAYS[one.stay]))
        for one in EVERY
        if one.stay is not Stay.TIMED
    )
    columns = ((_("Quoi"), "wide"), (_("Combien de temps"), "text"))
    yield Section(_("Ce qui reste"), (table(_("Sans durée fixe"), columns, rows),))


def _name(kept: Kept) -> str:
    return str(PERIODS_NAMED[kept])


def _gone(kept: Kept) -> tuple[str, str]:
    period = PERIODS[kept]
    tables = ", ".join(period.tables) or _("fichiers")
    if not period.columns:
        return tables, period.job
    said = _("%(columns)s dans %(tables)s", columns=", ".join(period.columns), tables=tables)
    return said, period.job

"""The self-check of security: the sheets of the CNIL's guide, and what this program shows."""

from collections.abc import Iterator

from participation.compliance.labels.measures import MEASURES, SHEETS
from participation.compliance.rules.guide import VERDICTS, Sheet
from participation.compliance.rules.measures import MEASURES as SHOWN
from participation.elections.adapters.count_papers import Section
from participation.elections.labels.selfcheck import VERDICTS as SAID
from participation.foundation.i18n import staff_gettext as _

from .known import Known, table, text


def write_security(known: Known) -> Iterator[Section]:
    """Give each sheet with what is known of it, and the test that shows it."""
    yield Section(
        _("Ce que vaut ce contrôle"),
        (
            text(
                _(
                    "%(title)s : ce sont des conseils, pas une loi. Le programme se contrôle "
                    "lui-même ; la CNIL ne l’a pas lu.",
                    title=known.guide.title,
                )
            ),
            text(
                _(
                    "« À vérifier par des personnes » : cela dépend de votre serveur, de vos "
                    "lieux ou de vos habitudes. « Non lu » : le texte de la fiche n’a été lu "
                    "dans aucune source."
                )
            ),
        ),
    )
    columns = (
        (_("Fiche"), "short"),
        (_("Ce qui est attendu"), "text"),
        (_("Texte"), "short"),
        (_("Constat"), "text"),
        (_("Ce qui le montre"), "wide"),
    )
    rows = (_row(one) for one in known.guide.sheets)
    yield Section(_("Les fiches du guide"), (table(_("Fiches"), columns, rows),))


def _row(sheet: Sheet) -> tuple[str, ...]:
    judged = VERDICTS[sheet.key]
    proofs = (f"{MEASURES[one]} ({SHOWN[one].test})" for one in judged.measures)
    return (
        str(sheet.number),
        str(SHEETS[sheet.key]),
        _("Trouvé") if sheet.verified else _("Non lu"),
        str(SAID[judged.verdict]),
        " ".join(proofs) or "—",
    )

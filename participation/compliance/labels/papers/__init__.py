"""The papers of trust in words: each from what the program is, and from what was said of it."""

from collections.abc import Callable, Iterator, Mapping

from participation.compliance.rules.papers import Paper
from participation.elections.adapters.count_papers import ActPaper, Section
from participation.foundation.i18n import show_short_day, staff_gettext, staff_lazy as _

from .impact import write_impact
from .incidents import write_incidents
from .known import Known
from .map import write_map
from .register import write_register
from .retention import write_retention
from .security import write_security

__all__ = ["ABOUT", "TITLES", "Known", "write_paper"]

TITLES = {
    Paper.MAP: _("Ce qui est gardé, où, et qui le lit"),
    Paper.REGISTER: _("Registre des traitements"),
    Paper.IMPACT: _("Analyse d’impact (AIPD)"),
    Paper.RETENTION: _("Durées de conservation"),
    Paper.SECURITY: _("Auto-contrôle de sécurité"),
    Paper.INCIDENTS: _("Incidents de données"),
}
ABOUT = {
    Paper.MAP: _("Chaque table de la base : de qui, pour quoi, combien de temps, qui lit."),
    Paper.REGISTER: _("Un traitement par but, comme l’article 30 du RGPD le demande."),
    Paper.IMPACT: _("Préremplie : les mesures du programme, et ce que vous seuls jugez."),
    Paper.RETENTION: _("Chaque durée, et ce que le programme efface tout seul."),
    Paper.SECURITY: _("Les 25 fiches de la CNIL, et ce que le programme en montre."),
    Paper.INCIDENTS: _("Quoi faire la première heure, puis en 72 heures ; ce qui est arrivé."),
}
WRITERS: Mapping[Paper, Callable[[Known], Iterator[Section]]] = {
    Paper.MAP: write_map,
    Paper.REGISTER: write_register,
    Paper.IMPACT: write_impact,
    Paper.RETENTION: write_retention,
    Paper.SECURITY: write_security,
    Paper.INCIDENTS: write_incidents,
}


def write_paper(paper: Paper, known: Known, locale: str) -> ActPaper:
    """Give a paper in the language that is being spoken."""
    title = str(TITLES[paper])
    subtitle = staff_gettext(
        "Au %(day)s, d’après le programme lui-même.", day=show_short_day(known.today)
    )
    sections = tuple(WRITERS[paper](known))
    foot = f"{title} · {known.organisation}"
    return ActPaper(locale, known.organisation, title, subtitle, foot, sections)

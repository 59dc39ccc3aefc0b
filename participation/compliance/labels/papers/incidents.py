"""What to do about a breach of data, hour by hour, and the breaches that were written down."""

import datetime as dt
from collections.abc import Iterator

from participation.compliance.labels.trust import CLOCKS, HARMS, RISKS
from participation.compliance.models import Breach
from participation.compliance.rules.incidents import clock_of
from participation.elections.adapters.count_papers import Section
from participation.foundation.i18n import show_hour, show_short_day, staff_gettext as _

from .known import Known, bullets, say_verified, table, text


def write_incidents(known: Known) -> Iterator[Section]:
    """Give the steps, then the list."""
    yield from steps(known)
    columns = (
        (_("Su le"), "text"),
        (_("Ce qui s’est passé"), "wide"),
        (_("Risque"), "text"),
        (_("CNIL"), "text"),
    )
    rows = [_row(known, one) for one in known.incidents]
    found = table(_("Incidents notés"), columns, rows) if rows else text(_("Aucun incident noté."))
    yield Section(_("Ce qui est arrivé"), (found,))


def steps(known: Known) -> Iterator[Section]:
    """Give what to do, from the first hour on."""
    breach, people = known.law.articles["breach"], known.law.articles["breach-people"]
    yield Section(_("La première heure"), (bullets(_first_hour()),))
    yield Section(
        _("Avant %(n)s heures", n=known.law.hours),
        (
            text(
                _(
                    "%(article)s : prévenir la CNIL au plus tard %(n)s heures après l’avoir su, "
                    "nuits et dimanches compris, sauf s’il n’y a aucun risque pour les personnes.",
                    article=breach.article,
                    n=known.law.hours,
                )
                + say_verified(is_verified=breach.verified)
            ),
            bullets(_three_days()),
        ),
    )
    yield Section(
        _("Prévenir les personnes"),
        (
            text(
                _(
                    "%(article)s : si le risque est élevé, les personnes sont prévenues vite, "
                    "en mots simples et dans leur langue.",
                    article=people.article,
                )
                + say_verified(is_verified=people.verified)
            ),
            bullets(_people()),
        ),
    )
    yield Section(_("Ensuite"), (bullets(_afterwards()),))


def _first_hour() -> tuple[str, ...]:
    return (
        _("Noter l’heure à laquelle on l’a su : le délai part de là. Écrire l’incident ici."),
        _("Arrêter la fuite : fermer une carte, une borne ou un compte ; changer un mot de passe."),
        _("Appeler la direction, l’administrateur et le délégué à la protection des données."),
        _("Ne rien effacer : le journal et les copies disent ce qui s’est passé."),
    )


def _three_days() -> tuple[str, ...]:
    return (
        _("Lire le journal et vérifier ses sceaux ; lire la carte des données touchées."),
        _("Compter les personnes, à peu près. Juger le risque avec le délégué."),
        _("Notifier sur le site de la CNIL, même sans tout savoir : la suite peut venir après."),
        _("Dire ce qui s’est passé, combien de personnes, les suites, et ce qui a été fait."),
    )


def _people() -> tuple[str, ...]:
    return (
        _("Dire ce qui s’est passé, ce que cela peut faire, et à qui parler."),
        _("Le dire de vive voix à qui ne lit pas, avec un interprète si besoin."),
        _("Penser d’abord aux personnes en danger : une adresse ou un nom peut suffire."),
    )


def _afterwards() -> tuple[str, ...]:
    return (
        _("Garder l’incident ici, même quand rien n’était à notifier."),
        _("Dire ce qui change pour que cela n’arrive plus, et le faire suivre."),
    )


def _row(known: Known, one: Breach) -> tuple[str, ...]:
    clock = clock_of(one.risk, one.found_at, one.told_at, known.now, known.law.hours)
    told = f" {_when(one.told_at)}" if one.told_at else ""
    return (
        _when(one.found_at),
        f"{HARMS[one.harm]} : {one.words}",
        str(RISKS[one.risk]),
        f"{CLOCKS[clock]}{told}",
    )


def _when(instant: dt.datetime) -> str:
    return f"{show_short_day(instant)} {show_hour(instant)}"

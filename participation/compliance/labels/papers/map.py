"""The map of what is kept: purpose by purpose, then every table and column of the database."""

from collections.abc import Iterator

from participation.compliance.labels.kept import HOLDINGS, say_stay
from participation.compliance.labels.trust import AIMS, LINKS, PEOPLE, PURPOSES
from participation.compliance.rules.holdings import of_purpose
from participation.compliance.rules.purposes import Holding, Purpose
from participation.elections.adapters.count_papers import Block, Section
from participation.foundation.i18n import staff_gettext as _

from .known import Known, annex, say_readers, table, text


def write_map(known: Known) -> Iterator[Section]:
    """Give a section a purpose, each with its tables."""
    yield Section(
        _("Comment lire cette carte"),
        (
            text(
                _(
                    "Chaque table de la base est rangée ici sous un seul but. Les tables et "
                    "leurs colonnes sont lues dans le programme ; les rôles viennent de la "
                    "table des droits."
                )
            ),
            text(
                _(
                    "« Qui lit » nomme les rôles qui ont le droit d’ouvrir ces pages dans leur "
                    "service. Qui tient le serveur peut lire la base, sauf ce qui est scellé."
                )
            ),
        ),
    )
    for purpose in Purpose:
        yield Section(str(PURPOSES[purpose]), (text(str(AIMS[purpose])), *_blocks(known, purpose)))


def _blocks(known: Known, purpose: Purpose) -> tuple[Block, ...]:
    found = of_purpose(purpose)
    columns = (
        (_("Ce qui est gardé"), "text"),
        (_("De qui"), "text"),
        (_("Combien de temps"), "wide"),
        (_("Qui lit"), "text"),
        (_("Relié à une personne ?"), "text"),
    )
    rows = (_row(known, one) for one in found)
    names = [name for one in found for name in one.tables]
    lines = (f"{name} : {', '.join(known.tables[name])}" for name in names)
    return (table(str(PURPOSES[purpose]), columns, rows), annex(lines))


def _row(known: Known, one: Holding) -> tuple[str, ...]:
    people = ", ".join(str(PEOPLE[each]) for each in one.people)
    return (
        str(HOLDINGS[one.key]),
        people or _("personne"),
        say_stay(one, known.months),
        say_readers(one),
        str(LINKS[one.link]),
    )

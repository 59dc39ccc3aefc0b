"""What is said before the elected vote among themselves: who votes, and what each way asks."""

from participation.elections.labels.process import CROWDS
from participation.elections.rules.secrecy import LEAST_SEALED, Crowd, crowd_of
from participation.foundation.i18n import staff_gettext as _


def say_electors(residents: int, families: int) -> list[str]:
    """Say who elects the chair, and that a group too small to be counted by machine has paper."""
    said = [
        _(
            "Votent, à bulletin secret : les représentants des personnes accompagnées (%(n)s).",
            n=residents,
        ),
        *say_paper_only(residents),
        _("En cas d’égalité : le plus âgé est élu (D311-9)."),
    ]
    if families:
        said.append(
            _(
                "Si aucune personne accompagnée ne peut présider, les familles votent : %(n)s.",
                n=families,
            )
        )
    return said


def say_paper_only(voters: int) -> list[str]:
    """Say, where too few vote, that they vote on paper, and why."""
    if crowd_of(voters) is not Crowd.TOO_FEW:
        return []
    return [
        _(
            "Moins de %(least)s votants : on vote sur papier. Un compte fait par la machine dirait "
            "qui a choisi qui.",
            least=LEAST_SEALED,
        )
    ]


def say_price(voters: int, *, offices: int = 1) -> str:
    """Say beside the choice that paper is worth as much, what the rest asks, what few reveal."""
    said = [
        _(
            "Le papier vaut autant et va plus vite : la borne et le téléphone demandent trois "
            "clés, faites par trois personnes, et des cartes imprimées."
        )
    ]
    if offices > 1:
        said.append(_("Présidence et vice-présidence à la fois : deux urnes, deux fois les clés."))
    if crowd_of(voters) is Crowd.FEW:
        said.append(str(CROWDS[Crowd.FEW]))
    return " ".join(said)

"""Words of voting by post: states for the bureau, the notice in the language of who votes."""

from collections.abc import Iterable, Mapping, Sequence

from participation.councils.models import Council
from participation.elections.adapters.count_papers import Block, Section
from participation.elections.adapters.post_papers import PostPaper
from participation.elections.models import Election
from participation.elections.queries import Posted
from participation.elections.rules.postal import PostalState
from participation.foundation.i18n import (
    gettext as _,
    show_day,
    speaking,
    staff_gettext,
    staff_lazy,
)

STATES = {
    PostalState.ASKED: staff_lazy("Demandé"),
    PostalState.SENT: staff_lazy("Envoyé"),
    PostalState.WAITING: staff_lazy("Arrivé, gardé fermé"),
    PostalState.IN_URN: staff_lazy("Dans l’urne"),
    PostalState.LATE: staff_lazy("Arrivé trop tard, laissé fermé"),
    PostalState.VOTED_HERE: staff_lazy("A voté sur place, enveloppe laissée fermée"),
    PostalState.OFF_ROLL: staff_lazy("N’est plus sur la liste, enveloppe laissée fermée"),
}


def write_notice(
    locale: str, election: Election, council: Council, posted: Sequence[Posted]
) -> PostPaper:
    """Give the notice for two envelopes and the labels of the outer ones, in one language.

    Nothing outside an envelope tells of a service or of a council: a name, and a signature.
    """
    with speaking(locale):
        return PostPaper(
            locale=locale,
            title=_("Voter par la poste"),
            subtitle=council.name.text(locale),
            steps=(
                _("Faites une croix sur le bulletin. Une personne de votre choix peut vous aider."),
                _("Mettez le bulletin dans la petite enveloppe. N’écrivez rien dessus. Fermez-la."),
                _("Mettez la petite enveloppe dans la grande. Fermez-la."),
                _("Sur la grande enveloppe, signez à côté de votre nom."),
                _("Envoyez la grande enveloppe, ou apportez-la."),
            ),
            until=_(
                "L’enveloppe doit arriver au plus tard le %(day)s.",
                day=show_day(election.vote_closes_on),
            ),
            help=_("Vous pouvez aussi venir voter. Alors votre enveloppe restera fermée."),
            labels_title=_("Étiquettes des grandes enveloppes"),
            labels_note=_("une par personne"),
            label=_("Vote par la poste"),
            sign=_("Signature :"),
            names=tuple(one.entry.name for one in posted),
        )


def post_section(counts: Mapping[PostalState, int]) -> Iterable[Section]:
    """Give the section of the procès-verbal: envelopes left closed, and no count by channel."""
    if not any(counts.values()):
        return ()
    late, here = counts.get(PostalState.LATE, 0), counts.get(PostalState.VOTED_HERE, 0)
    off = counts.get(PostalState.OFF_ROLL, 0)
    words = [
        staff_gettext(
            "Les votes par la poste sont dans l’urne, mêlés aux autres : ils n’ont pas "
            "de compte à part."
        ),
        staff_gettext("Enveloppes arrivées trop tard, laissées fermées : %(n)s.", n=late),
        staff_gettext("Enveloppes de personnes venues voter, laissées fermées : %(n)s.", n=here),
    ]
    if off:
        words.append(
            staff_gettext(
                "Enveloppes de personnes qui ne sont plus sur la liste, laissées fermées : %(n)s.",
                n=off,
            )
        )
    return (Section(staff_gettext("Votes par la poste"), (Block("list", items=tuple(words)),)),)

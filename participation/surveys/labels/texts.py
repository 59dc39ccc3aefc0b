"""Words for where translations stand, and for what each language lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from participation.foundation.i18n import speaking, staff_lazy as _
from participation.foundation.languages import STAFF
from participation.surveys.adapters.tables import Headings
from participation.surveys.labels.po import TROUBLES
from participation.surveys.models import Campaign
from participation.surveys.queries.texts import Tongue
from participation.surveys.rules.texts import Hand, Sort, State, Trouble

STATES = {
    State.MISSING: _("À traduire"),
    State.STALE: _("À revoir : l’original a changé"),
    State.MACHINE: _("Fait par une machine"),
    State.TRANSLATED: _("Traduit"),
    State.REVIEWED: _("Relu"),
}
TONES = {State.MISSING: "worse", State.STALE: "worse", State.MACHINE: "worse"}
HANDS = {
    Hand.PERSON: _("Écrit par une personne"),
    Hand.MACHINE: _("Écrit par une machine"),
    Hand.IMPORTED: _("Venu d’un fichier"),
}
SORTS = {
    Sort.TITLE: _("Titre"),
    Sort.GROUP: _("Titre de partie"),
    Sort.LABEL: _("Question"),
    Sort.HINT: _("Aide"),
    Sort.CONSTRAINT_MESSAGE: _("Phrase si la réponse ne va pas"),
    Sort.REQUIRED_MESSAGE: _("Phrase si la réponse manque"),
    Sort.CHOICE: _("Réponse"),
}
DEEDS = {
    State.TRANSLATED: _("Une personne l’a traduit"),
    State.REVIEWED: _("Je lis cette langue : c’est juste"),
    State.MACHINE: _("Une machine l’a traduit"),
}
"""What somebody may say of a text, as the list of its form offers it."""


def why_not(trouble: Trouble) -> str:
    """Say in the reader's language why a text is not taken."""
    return str(TROUBLES[trouble])


@dataclass(frozen=True, slots=True)
class TongueLine:
    """A chosen language of a draft: what it lacks, text by text, and its sounds."""

    tag: str
    is_source: bool
    lacks: tuple[tuple[str, tuple[str, ...]], ...]
    """Sentence and original words; empty when the language is ready."""
    voiced: int
    total: int


def write_lacks(campaign: Campaign, source: str, tongues: Sequence[Tongue]) -> list[TongueLine]:
    """Say what stops each chosen language of a campaign, and how much of it is heard."""
    return [
        TongueLine(
            tag=one.language,
            is_source=one.language == source,
            lacks=tuple(_lacks(campaign, one)),
            voiced=one.voiced,
            total=one.total,
        )
        for one in tongues
    ]


def _lacks(campaign: Campaign, one: Tongue) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not campaign.purpose.get(one.language):
        yield str(_("À quoi serviront les réponses : à traduire")), ()
    for state in (State.MISSING, State.STALE, State.MACHINE):
        if found := [x.source or x.place for x in one.standings if x.state is state]:
            yield str(STATES[state]), tuple(dict.fromkeys(found))


def headings() -> Headings:
    """Give the words of a translators' workbook in the reader's language."""
    columns = (_("Endroit"), _("Sorte"), _("Original"), _("Traduction"), _("État"))
    known: dict[str, State] = {}
    for locale in STAFF:
        with speaking(locale):
            known |= {str(words): state for state, words in STATES.items()}
    first, second, third, fourth, fifth = map(str, columns)
    return Headings(
        columns=(first, second, third, fourth, fifth),
        sorts={sort: str(words) for sort, words in SORTS.items()},
        states={state: str(words) for state, words in STATES.items()},
        known=known,
    )

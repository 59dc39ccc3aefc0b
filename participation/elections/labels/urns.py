"""Words of a sealed vote for its bureau: where it stands, what is missing, what became of cards."""

from collections.abc import Iterator

from participation.elections.queries.urns import UrnSheet
from participation.elections.rules.sealed import CardState, Missing, Phase
from participation.foundation.i18n import staff_gettext, staff_lazy as _

PHASES = {
    None: _("À préparer"),
    Phase.CERTIFICATES: _("Les clés se font"),
    Phase.DEALING: _("Les clés se font"),
    Phase.KEYS: _("Les clés se font"),
    Phase.POSSESSION: _("Clés et cartes à vérifier"),
    Phase.READY: _("Prêt à ouvrir"),
    Phase.OPEN: _("Urne ouverte"),
    Phase.SUSPENDED: _("Urne suspendue"),
    Phase.PAPER: _("Bulletins en papier à entrer"),
    Phase.COUNT: _("À ouvrir avec les clés"),
    Phase.RESULT: _("Résultat sorti de l’urne"),
    Phase.DESTROYED: _("Clés détruites"),
}
MISSING = {
    Missing.CEREMONY: _("Nommez les trois personnes qui gardent les clés."),
    Missing.KEYS: _("Chaque personne fait sa clé, sur son appareil ou à son tour sur un seul."),
    Missing.POSSESSIONS: _("Chaque personne vérifie que sa carte de clé ouvre l’urne."),
    Missing.CARDS: _("Quelqu’un fait et imprime les cartes de vote."),
}
USED = {
    CardState.VOTED: _("Cartes qui ont voté"),
    CardState.EXCHANGED: _("Cartes échangées contre un bulletin en papier"),
    CardState.REVOKED: _("Cartes perdues, qui ne votent plus"),
}


def say_together(sheet: UrnSheet) -> str:
    """Say that one device held the keys of these people, and what that costs."""
    return staff_gettext(
        "Un seul appareil a tenu %(n)s clés sur %(size)s : %(names)s. Pendant ce temps, qui tenait "
        "cet appareil pouvait prendre ces clés.",
        n=len(sheet.together),
        size=len(sheet.trustees),
        names=", ".join(one.name for one in sheet.together),
    )


def say_opened_by_one() -> str:
    """Say that one device read several cards at the count, and what that costs."""
    return staff_gettext(
        "Pour ouvrir l’urne, un même appareil a lu plusieurs cartes de clé. Pendant ce temps, qui "
        "tenait cet appareil pouvait prendre ces clés."
    )


def lines_of(sheet: UrnSheet) -> Iterator[tuple[str, str]]:
    """Give the arithmetic of a sealed vote: cards, paper, null; names and numbers as text.

    Cards that voted and paper ballots that were sealed are the ballots of the urn; with the null
    ones they are the cards that voted and those that were exchanged.
    """
    sealed = sheet.sealed
    if sealed is None:
        return
    cards = sheet.cards
    used = cards.get(CardState.PAPER, 0)
    gone = sum(cards.get(state, 0) for state in USED)
    yield staff_gettext("Cartes de vote faites"), str(sealed.cards or 0)
    for state, words in USED.items():
        yield str(words), str(cards.get(state, 0))
    yield staff_gettext("Cartes qui n’ont pas servi"), str((sealed.cards or 0) - gone)
    if sealed.posted:
        yield staff_gettext("Petites enveloppes arrivées par la poste"), str(sealed.posted)
    yield staff_gettext("Bulletins en papier entrés dans l’urne"), str(used)
    yield staff_gettext("Bulletins en papier nuls"), str(sealed.null_papers or 0)
    yield staff_gettext("Bulletins dans l’urne électronique"), str(sealed.ballots or 0)
    if sealed.witnesses:
        yield staff_gettext("Bulletins témoins ouverts"), str(sealed.witnesses)
        wrong = str(sealed.witnesses_wrong)
        yield staff_gettext("Bulletins témoins qui disaient autre chose"), wrong

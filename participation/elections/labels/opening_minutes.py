"""The procès-verbal no. 1: keys, cards, empty urn, before the first vote; in French."""

from collections.abc import Iterator, Sequence

from participation.elections.adapters.count_papers import ActPaper, Block, Section
from participation.elections.labels.counting import FUNCTIONS
from participation.elections.labels.minutes import TEXT, act_paper, bureau_block, figure_table
from participation.elections.labels.urns import say_together
from participation.elections.labels.walls import title_of
from participation.elections.queries import VoteSheet
from participation.elections.queries.opening import OpeningSheet
from participation.elections.rules.sealed import OPENING, short_code
from participation.foundation.clock import PARIS
from participation.foundation.i18n import (
    show_hour,
    show_short_day,
    speaking,
    staff_gettext as _,
)
from participation.foundation.languages import SOURCE

SHORT = "short"


def write_opening(
    sheet: VoteSheet, openings: Sequence[OpeningSheet], organisation: str, qr: str
) -> ActPaper:
    """Give the procès-verbal no. 1 of an election whose sealed contests are all ready.

    `qr` is the code of `opening_lines`. The paper names who keeps a key and nobody who votes.
    """
    with speaking(SOURCE):
        sections = (
            Section(_("Le bureau"), tuple(_bureau(sheet))),
            *(Section(title_of(each.poll), tuple(_contest(each))) for each in openings),
            Section(_("L’ouverture"), tuple(_opening(sheet, openings))),
            _signing(sheet, openings),
        )
        title = _("Procès-verbal n° 1 : clés, cartes et urne vide")
        words = _("Ce code porte les empreintes de ce papier : élection, clés, liste des cartes.")
        return act_paper(sheet, organisation, title, sections, qr, words)


def opening_lines(sheet: VoteSheet, openings: Sequence[OpeningSheet]) -> tuple[str, ...]:
    """Give the lines that the code of the paper carries: each fingerprint, whole."""
    return (
        f"{OPENING} {sheet.key}",
        *(
            f"contest={each.poll.key} election={each.election} trustees={each.trustees} "
            f"cards={each.cards}"
            for each in openings
        ),
    )


def _bureau(sheet: VoteSheet) -> Iterator[Block]:
    if sheet.bureau:
        yield bureau_block(sheet, _("Qui tient le bureau"))
    else:
        yield Block("text", _("Personne n’est nommé."))


def _contest(sheet: OpeningSheet) -> Iterator[Block]:
    sealed, keepers = sheet.urn.sealed, sheet.urn.trustees
    if sealed is None:
        return
    shown = _("Oui : sa carte ouvre sa clé")
    yield Block(
        "table",
        _("Qui garde les clés"),
        columns=((_("Nom"), TEXT), (_("Carte de clé vérifiée"), TEXT)),
        rows=tuple((each.name, shown if each.possession else _("Non")) for each in keepers),
    )
    needed = {"threshold": sealed.threshold, "size": len(keepers)}
    yield Block(
        "text", _("Clés qu’il faut pour ouvrir l’urne : %(threshold)s sur %(size)s.", **needed)
    )
    yield Block("text", _("Il faut aussi la clé du serveur, qui ne suffit pas seule."))
    if sheet.urn.together:
        yield Block("text", say_together(sheet.urn))
    given = (
        (_("Cartes de vote faites"), str(sealed.cards or 0)),
        (_("Codes de papier faits"), str(sealed.papers or 0)),
    )
    yield figure_table(_("Cartes et codes"), _("Quoi"), _("Nombre"), given)
    prints = (
        (_("Élection"), sheet.election),
        (_("Clés"), sheet.trustees),
        (_("Liste des cartes"), sheet.cards),
    )
    yield Block(
        "table",
        _("Empreintes à comparer avec les appareils et avec l’archive"),
        columns=((_("Quoi"), SHORT), (_("Code court"), SHORT), (_("Empreinte entière"), "wide")),
        rows=tuple((what, short_code(whole), whole) for what, whole in prints),
    )


def _opening(sheet: VoteSheet, openings: Sequence[OpeningSheet]) -> Iterator[Block]:
    """Say when the vote opened, and leave room for what only people see.

    How many devices there were is one of these, unless one has said that it held every key.
    """
    is_known = all(len(each.urn.together) == len(each.urn.trustees) for each in openings)
    by_hand = [] if is_known else [_("Clés faites sur combien d’appareils")]
    opened = sheet.election.opened_at
    yield Block("text", _("L’urne électronique est faite vide quand le vote ouvre."))
    if opened is not None:
        day, hour = show_short_day(opened.astimezone(PARIS).date()), show_hour(opened)
        words = _("Ouvert le %(day)s à %(hour)s, l’urne montrée vide à tous.")
        yield Block("text", words % {"day": day, "hour": hour})
    else:
        yield Block("text", _("Le vote n’est pas ouvert. Écrivez ces lignes quand il ouvre."))
        by_hand += [_("Urne montrée vide à tous : oui ou non"), _("Jour et heure de l’ouverture")]
    if not by_hand:
        return
    columns = ((_("Quoi"), TEXT), (_("Écrit à la main"), "sign"))
    rows = tuple((each, "") for each in by_hand)
    yield Block("table", _("Ce que le bureau écrit"), columns=columns, rows=rows)


def _signing(sheet: VoteSheet, openings: Sequence[OpeningSheet]) -> Section:
    """Give a box to each member of the bureau, and to who keeps a key without being one."""
    members = {each.name: str(FUNCTIONS[each.function]) for each in sheet.bureau}
    keepers = {one.name: _("Garde une clé") for each in openings for one in each.urn.trustees}
    columns = ((_("Nom"), TEXT), (_("Fonction"), TEXT), (_("Signature"), "sign"))
    rows = tuple((name, function, "") for name, function in (keepers | members).items())
    caption = _("Chacun compare les codes, puis signe")
    return Section(_("Signatures"), (Block("table", caption, columns=columns, rows=rows),))

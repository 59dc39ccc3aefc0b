"""Papers that everybody reads: ballots, and who is elected, in easy words of each language."""

from collections.abc import Sequence

from participation.accounts.rules.pictures import PICTURES
from participation.councils.labels.words import COLLEGES, OFFICES, SEATS
from participation.councils.rules.kinds import SeatKind
from participation.elections.adapters.count_papers import (
    Ballot,
    BallotLine,
    BallotsPaper,
    ResultPoster,
    WallSection,
)
from participation.elections.labels.counting import KINDS
from participation.elections.models import Candidacy
from participation.elections.queries import CountSheet, VoteSheet
from participation.elections.rules.counting import is_shown
from participation.elections.rules.stages import Settlement, Stage
from participation.foundation.assets import drawing
from participation.foundation.i18n import gettext as _, ngettext, show_day, speaking


def picture_of(number: int) -> str:
    """Give the drawing that stands for a number on ballots, the same for everybody who votes."""
    return PICTURES[(number - 1) % len(PICTURES)]


def on_paper(name: str, colour: str = "#0d3763") -> str:
    """Give a drawing of the build in one colour, for paper; empty when there is none."""
    svg = drawing(name, "pictograms")
    if not svg:
        return ""
    drawn = str(svg).replace('aria-hidden="true"', 'xmlns="http://www.w3.org/2000/svg"', 1)
    if "line" in drawn.partition(">")[0]:
        paint = (
            f'fill="none" stroke="{colour}" stroke-width="1.6" stroke-linecap="round" '
            'stroke-linejoin="round"'
        )
    else:
        paint = f'fill="{colour}"'
    return drawn.replace("<svg ", f"<svg {paint} ", 1)


def title_of(sheet: CountSheet) -> str:
    """Name a contest: its college, or the office for which the elected vote."""
    if sheet.contest.office is not None:
        return str(OFFICES[sheet.contest.office])
    return str(COLLEGES[sheet.college.kind])


def write_ballots(locale: str, sheet: VoteSheet) -> BallotsPaper:
    """Give a model ballot of each contest that votes, in one language."""
    with speaking(locale):
        return BallotsPaper(
            locale=locale,
            title=_("Bulletin de vote"),
            subtitle=f"{sheet.council.name.text(locale)} · {KINDS[sheet.election.kind]}",
            ballots=tuple(_ballot(each) for each in sheet.voting),
        )


def _ballot(sheet: CountSheet) -> Ballot:
    most = sheet.contest.most_choices
    rule = ngettext(
        "Choisissez %(n)s personne. Faites une croix dans sa case.",
        "Choisissez jusqu’à %(n)s personnes. Faites une croix dans leurs cases.",
        most,
    )
    return Ballot(
        college=title_of(sheet),
        rule=f"{rule} {_('N’écrivez rien d’autre.')}",
        lines=tuple(_line(each) for each in sheet.candidacies),
        blank=_("Vote blanc : je ne choisis personne"),
    )


def _line(candidacy: Candidacy) -> BallotLine:
    number = candidacy.number or 0
    partner = _("Suppléant : %(name)s", name=candidacy.partner) if candidacy.partner else ""
    return BallotLine(
        number=str(number),
        name=candidacy.name,
        partner=partner,
        svg=on_paper(picture_of(number)) if number else "",
        photo=tuple(candidacy.photo or b""),
    )


def write_poster(locale: str, sheet: VoteSheet, house: str) -> ResultPoster:
    """Give the poster of a result: the elected in order, and never who got how many votes."""
    with speaking(locale):
        last = sheet.election.challenge_ends_on
        challenge = _(
            "Vous n’êtes pas d’accord avec le résultat ? Dites-le avant le %(day)s.",
            day=show_day(last),
        )
        return ResultPoster(
            locale=locale,
            title=_("Les personnes élues"),
            subtitle=f"{house} · {sheet.council.name.text(locale)}",
            svg=on_paper("vote", "#ffffff"),
            sections=tuple(_section(each) for each in sheet.contests if is_told(each)),
            explained=tuple(_explained(sheet)),
            challenge=challenge if sheet.election.stage is Stage.CHALLENGE else "",
            thanks=_("Merci à toutes les personnes qui ont voté."),
        )


def is_told(sheet: CountSheet) -> bool:
    """Say whether a contest has something to tell: those merged into another speak through it."""
    return bool(sheet.results) or sheet.contest.settlement is not Settlement.MERGED


def _explained(sheet: VoteSheet) -> Sequence[str]:
    """Say in easy words what the seats on the poster are; offices need no words."""
    kinds = {
        one.kind for each in sheet.contests if each.contest.office is None for one in each.results
    }
    words = {
        SeatKind.MEMBER: _("Titulaire : cette personne parle pour vous au conseil."),
        SeatKind.SUBSTITUTE: _("Suppléant : cette personne remplace un titulaire qui s’en va."),
    }
    return [words[kind] for kind in SeatKind if kind in kinds]


def _section(sheet: CountSheet) -> WallSection:
    elected = tuple((each.name, seat_words(sheet, each.kind.value)) for each in sheet.results)
    return WallSection(title_of(sheet), elected, tuple(public_words(sheet)))


def seat_words(sheet: CountSheet, kind: str) -> str:
    """Say which seat somebody has won."""
    if sheet.contest.office is not None:
        return str(OFFICES[sheet.contest.office])
    return str(next(words for seat, words in SEATS.items() if seat.value == kind))


def public_words(sheet: CountSheet) -> Sequence[str]:
    """Say what everybody may know of a count.

    How many voted; blank and null ballots from five ballots on only; that lots were drawn. Votes
    of candidates stay in the procès-verbal (voting.md §5).
    """
    settlement, figures = sheet.contest.settlement, sheet.figures
    if settlement is Settlement.DESIGNATION:
        return (_("Ces personnes ont été désignées, avec leur accord."),)
    if settlement is Settlement.DRAWING:
        return (_("Ces personnes étaient volontaires. Elles ont été tirées au sort."),)
    if settlement is Settlement.SHORTAGE:
        return (_("Personne ne s’est présenté. Ces sièges restent vides."),)
    if figures is None:
        return ()
    words = [
        ngettext(
            "%(n)s personne a voté, sur %(all)s.",
            "%(n)s personnes ont voté, sur %(all)s.",
            figures.signed,
            all=figures.registered,
        )
    ]
    if is_shown(figures.found):
        words.append(
            _(
                "Bulletins blancs : %(blank)s. Bulletins nuls : %(null)s.",
                blank=figures.blank,
                null=figures.null,
            )
        )
    if sheet.draws:
        words.append(_("Des personnes avaient le même nombre de voix. La règle les a départagées."))
    return words

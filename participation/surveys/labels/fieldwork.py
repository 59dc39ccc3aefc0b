"""A survey in the field, in the words of its team: the rate, the draw, the quality of typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.foundation.i18n import show_number, staff_gettext as _, staff_lazy
from participation.foundation.languages import find as find_language
from participation.surveys.labels.analysis import show_cell
from participation.surveys.labels.mixes import cell_of
from participation.surveys.labels.stages import CHANNELS
from participation.surveys.labels.tables import WordedTable
from participation.surveys.rules.intervals import sample_size
from participation.surveys.rules.lines import Line, LineKind
from participation.surveys.rules.report import RESPONSES, Publication
from participation.surveys.rules.sampling import Drawn
from participation.surveys.rules.tallies import OUTCOMES, Tally, rate_of

OUTCOME_WORDS = {
    Tally.REFUSED: staff_lazy("Ont dit non"),
    Tally.UNABLE: staff_lazy("N’ont pas pu répondre"),
    Tally.ABSENT: staff_lazy("Étaient absentes"),
    Tally.PROXY: staff_lazy("Quelqu’un a répondu à leur place"),
    Tally.NOT_REACHED: staff_lazy("N’ont pas été jointes"),
}
MARGINS = (5, 10, 15)
"""Margins that are told to everybody, in points."""


@dataclass(frozen=True, slots=True)
class RateWords:
    """The response rate in words, or why it is not said; and the counts behind it."""

    great: str
    note: str
    table: WordedTable | None


def write_rate(people: int, line: Line | None, tallies: Mapping[Tally, int]) -> RateWords:
    """Give RR1 with n and N, when the publication of the wave shows this service on its own.

    A number that the pages of the wave hide is not given here: it could be taken off their total.
    """
    if line is None or line.kind is LineKind.MERGED:
        return RateWords(
            "—",
            _("Trop peu de réponses pour montrer quoi que ce soit sans reconnaître les personnes."),
            None,
        )
    rate = rate_of(line.responses, people, tallies)
    note = _(
        "%(n)s réponses pour %(all)s personnes",
        n=show_number(line.responses),
        all=show_number(rate.base),
    )
    great = "—"
    if rate.value is not None:
        great = _("%(n)s %%", n=show_number(100 * rate.value))
    lines = [(_("Ont répondu"), line.responses)]
    lines += [(str(OUTCOME_WORDS[kind]), tallies.get(kind, 0)) for kind in OUTCOMES]
    lines.append((_("On ne sait pas"), rate.unknown))
    return RateWords(great, note, _table(_("Qui a répondu, et sinon pourquoi"), lines))


def _table(caption: str, lines: Sequence[tuple[str, int]]) -> WordedTable:
    columns = ((_("Personnes"), "text"), (_("Nombre"), "number"))
    rows = tuple((name, show_number(number)) for name, number in lines)
    return WordedTable("outcomes", caption, columns, rows)


def write_live(publication: Publication, line: Line | None) -> list[WordedTable]:
    """Set the people present against the answers, language by language; then each way of answering.

    Counts as the publication shows them: what it hides for the secrecy of few stays hidden here.
    Nothing while the service is shown with others, for its own numbers are then in no table.
    """
    if line is None or line.kind is LineKind.MERGED:
        return []
    spoken, used = publication.spoken, publication.languages
    tags = [tag for tag in (*spoken.columns, *used.columns) if tag not in {RESPONSES, "none"}]
    languages = tuple(
        (
            find_language(tag).autonym,
            show_cell(cell_of(spoken, line, tag)) if spoken.rows else "—",
            show_cell(cell_of(used, line, tag)),
        )
        for tag in sorted(set(tags), key=tags.index)
    )
    ways = tuple(
        (str(words), show_cell(cell_of(publication.channels, line, channel.value)))
        for channel, words in CHANNELS.items()
    )
    answers = (_("Réponses"), "number")
    heads = ((_("Langue"), "text"), (_("Personnes présentes"), "number"), answers)
    return [
        WordedTable("live-languages", _("Qui manque, langue par langue"), heads, languages),
        WordedTable("live-ways", _("Par quel moyen"), ((_("Où"), "text"), answers), ways),
    ]


def write_size(population: int, points: int) -> str:
    """Say how many answers give a margin in points, for a share of one half."""
    return _(
        "Pour une marge de ± %(points)s points : %(size)s réponses.",
        points=show_number(points),
        size=show_number(sample_size(population, points / 100)),
    )


def write_quality(tallies: Mapping[Tally, int]) -> str:
    """Say how often two typings of a sheet differed; empty while none was typed twice."""
    twice = tallies.get(Tally.TYPED_TWICE, 0)
    if not twice:
        return ""
    return _(
        "Feuilles tapées deux fois : %(twice)s. Lignes différentes : %(differing)s sur %(lines)s.",
        twice=show_number(twice),
        differing=show_number(tallies.get(Tally.LINES_DIFFERING, 0)),
        lines=show_number(tallies.get(Tally.LINES_COMPARED, 0)),
    )


def write_draw(drawn: Sequence[Drawn]) -> WordedTable:
    """Give the places drawn in the list of each group."""
    columns = (
        (_("Groupe"), "text"),
        (_("Personnes présentes"), "number"),
        (_("Tirées"), "number"),
        (_("Numéros dans la liste"), "text"),
    )
    rows = tuple(
        (
            each.stratum.name or _("Toutes les personnes"),
            show_number(each.stratum.people),
            show_number(len(each.places)),
            ", ".join(map(str, each.places)) or "—",
        )
        for each in drawn
    )
    return WordedTable("draw", _("Personnes tirées au sort"), columns, rows)


def write_sizes(population: int) -> list[str]:
    """Say how many answers give which margin, for a share of one half."""
    return [write_size(population, points) for points in MARGINS] if population else []

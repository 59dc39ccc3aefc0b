"""In words: how far to trust each figure, means, weights, tests of the whole scale, trends."""

from collections.abc import Mapping, Sequence

from participation.foundation.charts import Chart, Panel, multiples
from participation.foundation.i18n import show_number, staff_gettext as _, staff_lazy
from participation.surveys.labels.analysis import (
    VERDICTS,
    Names,
    bounds,
    percent,
    points,
    scales,
    show_share,
    show_told,
    span,
)
from participation.surveys.labels.mixes import Waves
from participation.surveys.labels.tables import NUMBER, TEXT, WordedTable
from participation.surveys.rules.comparison import Change
from participation.surveys.rules.contrasts import Compared, Tested, weighed
from participation.surveys.rules.findings import Findings
from participation.surveys.rules.lines import Line
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.report import Publication
from participation.surveys.rules.scores import Mean, Reliability, Share
from participation.surveys.rules.weighting import Unweighted, WeightedShare

RELIABILITY = {
    Reliability.SURE: staff_lazy("Très sûr"),
    Reliability.GOOD: staff_lazy("Sûr"),
    Reliability.ROUGH: staff_lazy("À peu près"),
    Reliability.WEAK: staff_lazy("Fragile"),
}
UNWEIGHTED = {
    Unweighted.FEW_ANSWERS: staff_lazy("Non : moins de 50 avis"),
    Unweighted.ONE_PART: staff_lazy("Non : un seul service"),
    Unweighted.HIDDEN_PART: staff_lazy("Non : un service est caché"),
    Unweighted.MARGIN_UNKNOWN: staff_lazy("Non : on ne sait pas combien de personnes"),
}


def measures_table(
    publication: Publication, line: Line, names: Names, theme: str = ""
) -> WordedTable:
    """Tell, for each question of a line, how far to trust its share, its mean, its weighting."""
    rows = tuple(
        (
            names.question(each),
            _reliability(each.share(line)),
            show_mean(each.mean(line)),
            *_weighted(weighed(publication, each, line)),
        )
        for each in scales(publication, theme)
    )
    columns = (
        (_("Question"), TEXT),
        (_("Fiabilité"), TEXT),
        (_("Moyenne sur 100 (intervalle)"), NUMBER),
        (_("Pondéré (intervalle)"), NUMBER),
        (_("Avis efficaces (Kish)"), NUMBER),
    )
    caption = _("Mesures : %(line)s", line=names.line(line))
    return WordedTable("measures", caption, columns, rows)


def tests_table(
    publication: Publication, compared: Mapping[str, Compared], line: Line, names: Names
) -> WordedTable:
    """Tell what the other tests of the same change say; empty when none could be made."""
    rows = tuple(
        (names.question(each), _verdict(found.scale), _verdict(found.weighted))
        for each in scales(publication)
        if (found := compared.get(each.question.name)) and (found.scale or found.weighted)
    )
    columns = (
        (_("Question"), TEXT),
        (_("Sur toute l’échelle"), TEXT),
        (_("Pondéré"), TEXT),
    )
    caption = _("Le même changement, mesuré autrement : %(line)s", line=names.line(line))
    return WordedTable("comparison-tests", caption, columns, rows)


def with_verdicts(
    table: WordedTable, publication: Publication, found: Mapping[str, Change], title: str
) -> WordedTable:
    """Add to a table of lines what may be said of each, and the change that could be seen."""
    if not found:
        return table
    rows = []
    for line, cells in zip(publication.lines, table.rows, strict=True):
        change = found.get(line.key)
        said = ("—", "—")
        if change is not None:
            said = (str(VERDICTS[change.verdict]), points(change.detectable, signed=False))
        rows.append((*cells, *said))
    columns = (*table.columns, (title, TEXT), (_("Écart visible à partir de"), NUMBER))
    return WordedTable(table.key, table.caption, columns, tuple(rows))


def against_others() -> str:
    """Head the column that sets each service against all others."""
    return _("Face aux autres services")


def since(year: str) -> str:
    """Head the column that sets the last wave against the first."""
    return _("Depuis %(year)s", year=year)


def line_trends_table(waves: Waves, line: Line, names: Names) -> WordedTable:
    """Tell the share of content people of one line over the waves, question by question."""
    rows = tuple(
        (names.question(each), *(_then(one, line, each) for _year, one in waves))
        for each in scales(waves[-1][1])
    )
    columns = ((_("Question"), TEXT), *((year, NUMBER) for year, _each in waves))
    caption = _("D’une enquête à l’autre : %(line)s", line=names.line(line))
    return WordedTable("trends-line", caption, columns, rows)


def line_trends_chart(waves: Waves, line: Line, names: Names) -> Chart:
    """Draw the same shares, one small line a question."""
    panels = []
    for each in scales(waves[-1][1]):
        told = [one.share_then(line, each.question) for _year, one in waves]
        drawn = [_three(share) if isinstance(share, Share) else None for share in told]
        last = each.share(line)
        words = show_share(last)
        shown, hidden = ("", words) if isinstance(last, Hidden) else (words, "")
        panels.append(Panel(names.question(each), points=tuple(drawn), label=shown, hidden=hidden))
    return multiples(
        _("D’une enquête à l’autre : %(line)s", line=names.line(line)),
        _("Une ligne par question, d’une enquête à l’autre ; la bande est l’intervalle."),
        panels,
    )


def show_mean(found: Mean | None) -> str:
    """Write a mean from 0 to 100 with its interval."""
    if found is None:
        return "—"
    if found.interval is None:
        return show_number(found.value)
    return f"{show_number(found.value)} ({span(found.interval)})"


def _reliability(found: Share | Hidden) -> str:
    return "—" if isinstance(found, Hidden) else str(RELIABILITY[found.reliability])


def _weighted(found: WeightedShare | Unweighted) -> Sequence[str]:
    if isinstance(found, Unweighted):
        return str(UNWEIGHTED[found]), "—"
    return f"{percent(found.value)} ({bounds(found.interval)})", show_number(found.effective)


def _verdict(found: Tested | None) -> str:
    return "—" if found is None else str(VERDICTS[found.verdict])


def _then(publication: Publication, line: Line, findings: Findings) -> str:
    found = publication.share_then(line, findings.question)
    return "—" if found is None else show_told(found)


def _three(found: Share) -> tuple[float, float, float]:
    between = found.interval
    return found.value, between.low, between.high

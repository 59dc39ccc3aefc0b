"""The report of a wave on paper, from the same publication and tables as the page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.followups.labels import STATES
from participation.followups.models import FollowUp
from participation.foundation.charts import Chart
from participation.foundation.i18n import show_number, show_short_day, staff_gettext as _
from participation.surveys.adapters.papers import Block, Figure, ReportPaper, Section
from participation.surveys.labels import analysis, drawings, tables
from participation.surveys.labels.analysis import Names
from participation.surveys.labels.tables import WordedTable
from participation.surveys.models import Campaign
from participation.surveys.rules.contrasts import Compared
from participation.surveys.rules.lines import Line, LineKind
from participation.surveys.rules.report import Publication, response_rate

LARGE = frozenset({LineKind.WHOLE, LineKind.POLE})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader reads of a wave: her publication, one line of it, and the wave before."""

    campaign: Campaign
    publication: Publication
    line: Line | None
    compared: Mapping[str, Compared]
    modes_moved: bool | None
    names: Names


def write_report(
    reading: Reading, organisation: str, follow_ups: Sequence[FollowUp]
) -> ReportPaper:
    """Give the whole report of a reader in the language of her names."""
    campaign, names = reading.campaign, reading.names
    dates = _(
        "Du %(first)s au %(last)s",
        first=show_short_day(campaign.opens_on),
        last=show_short_day(campaign.closes_on),
    )
    place = f" · {names.line(reading.line)}" if reading.line else ""
    return ReportPaper(
        locale=names.locale,
        organisation=organisation,
        title=names.text(campaign.title),
        subtitle=dates + place,
        foot=f"{organisation} · {names.text(campaign.title)}",
        figures=tuple(Figure(name, great, note) for name, great, note in great_figures(reading)),
        sections=tuple(_sections(reading, follow_ups)),
    )


def great_figures(reading: Reading) -> list[tuple[str, str, str]]:
    """Give the figures at the head of page and paper: name, figure, how to read it."""
    line, publication = reading.line, reading.publication
    if line is None:
        return []
    rate = response_rate(line)
    people = _(
        "%(n)s réponses pour %(all)s personnes",
        n=show_number(line.responses),
        all=show_number(line.population),
    )
    found = [(_("Participation"), analysis.percent(rate.value) if rate else "—", people)]
    best = analysis.extremes(publication, line)
    for title, findings in ((_("Le plus apprécié"), best[0]), (_("Le moins apprécié"), best[1])):
        if findings is not None:
            share = analysis.show_share(findings.share(line))
            found.append((title, share.partition(" (")[0], reading.names.question(findings)))
    if reading.compared:
        better, worse = analysis.count_verdicts(reading.compared)
        found.append(
            (
                _("Depuis la dernière fois"),
                f"+{better} / −{worse}",
                _("Questions où c’est mieux / moins bien"),
            )
        )
    return found


def _sections(reading: Reading, follow_ups: Sequence[FollowUp]) -> list[Section]:
    publication, line, names = reading.publication, reading.line, reading.names
    purpose = Block("text", names.text(reading.campaign.purpose))
    found = [Section(_("À quoi servent les réponses"), (purpose,))]
    found.append(Section(_("Qui a répondu"), _who(reading)))
    if line is not None:
        chart = drawings.opinions_chart(publication, line, names)
        table = tables.questions_table(publication, line, names)
        found.append(Section(_("Ce que disent les personnes"), (_drawn(chart), _table(table))))
    if line is not None and reading.compared:
        found.append(Section(_("Ce qui a changé"), _changed(reading, line)))
    if len(publication.lines) > 1:
        drawn = [_table(table) for table in tables.services_matrix(publication, names)]
        found.append(Section(_("Par service"), tuple(drawn)))
    if choices := analysis.others(publication):
        drawn = [_table(tables.choices_table(publication, each, names)) for each in choices]
        found.append(Section(_("Autres questions"), tuple(drawn)))
    if follow_ups:
        found.append(Section(_("Ce que nous allons faire"), (_promises(follow_ups, names),)))
    found.append(Section(_("Ce qui est caché, et comment lire"), _method(publication)))
    return found


def _who(reading: Reading) -> tuple[Block, ...]:
    publication, names = reading.publication, reading.names
    large = [line for line in publication.lines if line.kind in LARGE]
    rows = [names.line(line) for line in large or publication.lines]
    ways = [tables.only(table, rows) for table in tables.ways_tables(publication, names)]
    return (
        _table(tables.participation_table(publication, names)),
        *(_table(table) for table in ways if table.rows),
    )


def _changed(reading: Reading, line: Line) -> tuple[Block, ...]:
    publication, compared, names = reading.publication, reading.compared, reading.names
    chart = drawings.changes_chart(publication, compared, line, names)
    table = tables.comparison_table(publication, compared, line, names)
    return (
        Block("text", str(analysis.modes_sentence(moved=reading.modes_moved))),
        _drawn(chart),
        _table(table),
    )


def _promises(follow_ups: Sequence[FollowUp], names: Names) -> Block:
    """Give the decisions, each once with the number of services that share it."""
    counted = Counter(
        (
            names.text(one.said),
            names.text(one.decided),
            one.owner,
            show_short_day(one.due_on) if one.due_on else "—",
            str(STATES[one.state]),
        )
        for one in follow_ups
    )
    heads = (_("Vous avez dit"), _("Nous avons décidé"), _("Qui"), _("Pour quand"), _("État"))
    columns = (*((head, "text") for head in heads), (_("Services"), "number"))
    rows = tuple((*words, str(count)) for words, count in counted.items())
    return Block("table", _("Décisions"), columns=columns, rows=rows)


def _method(publication: Publication) -> tuple[Block, ...]:
    return (
        Block("list", items=tuple(analysis.reasons_seen(publication))),
        *(Block("text", sentence) for sentence in analysis.method()),
    )


def _table(table: WordedTable) -> Block:
    return Block("table", table.caption, columns=table.columns, rows=table.rows)


def _drawn(chart: Chart) -> Block:
    return Block("chart", svg=chart.on_paper, alt=f"{chart.title}. {chart.description}")

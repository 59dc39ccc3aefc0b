"""The report of a wave on paper, from the same publication and tables as the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from participation.followups.models import FollowUp
from participation.foundation.charts import Chart
from participation.foundation.i18n import show_number, show_short_day, staff_gettext as _
from participation.surveys.adapters.papers import Block, Figure, ReportPaper, Section
from participation.surveys.labels import (
    analysis,
    drawings,
    equal,
    followed,
    measures,
    messages,
    mixes,
    tables,
)
from participation.surveys.labels.analysis import Names
from participation.surveys.labels.mixes import Waves
from participation.surveys.labels.publics import PUBLICS
from participation.surveys.labels.tables import WordedTable
from participation.surveys.models import Campaign
from participation.surveys.queries.codebooks import Quoted
from participation.surveys.rules.contrasts import MANY_WAVES, Compared, Contrasts
from participation.surveys.rules.lines import Line, LineKind
from participation.surveys.rules.report import Publication, response_rate

LARGE = frozenset({LineKind.WHOLE, LineKind.POLE})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader reads of a wave: her publication, one line of it, and the waves before."""

    campaign: Campaign
    publication: Publication
    line: Line | None
    contrasts: Contrasts
    modes_moved: bool | None
    names: Names
    quoted: Sequence[Quoted] = ()
    read_alone: bool = False
    """No message was read a second time: nothing tells how far two people would agree."""

    @property
    def quotes(self) -> list[messages.Quote]:
        """Give the quotations that may be shown of the line that is read."""
        if self.line is None:
            return []
        return messages.quotes_shown(self.publication, self.line, self.names, self.quoted)

    earlier: Waves = field(default=())
    """The waves before with their years, the oldest first."""
    promised: Sequence[tuple[str, FollowUp]] = ()
    """What was decided after those waves, with their years."""

    @property
    def compared(self) -> Mapping[str, Compared]:
        """The questions of the line against the wave before."""
        return self.contrasts.questions

    @property
    def waves(self) -> Waves:
        """All waves with their years, the one being read last."""
        return (*self.earlier, (str(self.campaign.opens_on.year), self.publication))

    @property
    def pair(self) -> Waves:
        """The wave before and the one being read."""
        return self.waves[-2:]


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
        subtitle=f"{PUBLICS[campaign.public]} · {dates}{place}",
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
        finer = measures.measures_table(publication, line, names)
        told = (_drawn(chart), _table(table), _table(finer))
        found.append(Section(_("Ce que disent les personnes"), told))
    if line is not None and reading.compared:
        found.append(Section(_("Ce qui a changé"), _changed(reading, line)))
    if line is not None and len(reading.waves) >= MANY_WAVES:
        found.append(Section(_("Depuis plusieurs enquêtes"), _trends(reading, line)))
    if len(publication.lines) > 1:
        found.append(Section(_("Par service"), _services(publication, names)))
    if choices := analysis.others(publication):
        drawn = [_table(tables.choices_table(publication, each, names)) for each in choices]
        found.append(Section(_("Autres questions"), tuple(drawn)))
    if said := _messages(reading):
        found.append(Section(_("Ce que disent les messages"), said))
    if follow_ups:
        done = _table(followed.decisions_table(follow_ups, names))
        found.append(Section(_("Ce que nous allons faire"), (done,)))
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
        *_missing(publication, names),
        *(Block("text", each) for each in mixes.staff_warning(publication, names)),
        *_proxies(publication, names),
    )


def _missing(publication: Publication, names: Names) -> tuple[Block, ...]:
    table = mixes.missing_table(publication, names)
    return (_table(table),) if table.rows else ()


def _proxies(publication: Publication, names: Names) -> tuple[Block, ...]:
    found = mixes.proxies_tables(publication, names)
    if not found:
        return ()
    large = {names.line(line) for line in publication.lines if line.kind in LARGE}
    found[0] = tables.only(found[0], large) if large else found[0]
    return (Block("text", mixes.proxies_sentence()), *(_table(table) for table in found))


def _services(publication: Publication, names: Names) -> tuple[Block, ...]:
    """Set services side by side, with the ways by which each answered."""
    warnings = mixes.services_warnings(publication, names)
    return (
        *(Block("text", each) for each in warnings),
        *(_table(table) for table in tables.services_matrix(publication, names)),
        *(_table(table) for table in mixes.services_mix(publication, names)),
    )


def _trends(reading: Reading, line: Line) -> tuple[Block, ...]:
    """Follow a line over all its waves, with the ways by which it answered each time."""
    waves, names = reading.waves, reading.names
    return (
        *(Block("text", each) for each in mixes.waves_warning(waves, line)),
        _drawn(measures.line_trends_chart(waves, line, names)),
        _table(measures.line_trends_table(waves, line, names)),
        _table(mixes.waves_mix(waves, line, names)),
    )


def _messages(reading: Reading) -> tuple[Block, ...]:
    publication, line, names = reading.publication, reading.line, reading.names
    found: list[Block] = []
    if line is not None and (chart := messages.messages_chart(publication, line, names)):
        found.append(_drawn(chart))
    if line is not None and (table := messages.messages_table(publication, line, names)):
        found.append(_table(table))
        if reading.read_alone:
            found.append(Block("text", messages.alone_sentence()))
    if reading.quotes:
        said = tuple(
            _("%(theme)s : « %(words)s »", theme=one.theme, words=one.words)
            for one in reading.quotes
        )
        found.append(Block("list", items=said))
    if tongues := messages.tongues_table(publication, names):
        found.append(_table(tongues))
    return tuple(found)


def _changed(reading: Reading, line: Line) -> tuple[Block, ...]:
    publication, compared, names = reading.publication, reading.compared, reading.names
    chart = drawings.changes_chart(publication, compared, line, names)
    table = tables.comparison_table(publication, compared, line, names)
    return (
        Block("text", str(analysis.modes_sentence(moved=reading.modes_moved))),
        _drawn(chart),
        _table(table),
        *(Block("text", each) for each in equal.equal_sentences(compared)),
        *(_table(each) for each in beside_comparison(reading, line)),
    )


def beside_comparison(reading: Reading, line: Line) -> list[WordedTable]:
    """Give what stands beside every comparison of two waves: promises, ways, other tests."""
    publication, compared, names = reading.publication, reading.compared, reading.names
    found = [
        followed.promised_table(
            publication,
            compared,
            line,
            names,
            reading.promised,
            [wave for _y, wave in reading.earlier],
        ),
        mixes.waves_mix(reading.pair, line, names),
        equal.equal_table(publication, compared, line, names),
        measures.tests_table(publication, compared, line, names),
    ]
    return [table for table in found if table.rows]


def every_table(reading: Reading) -> list[WordedTable]:
    """Give all tables of a report in the order of the page, for files."""
    publication, line, names = reading.publication, reading.line, reading.names
    found = [
        tables.participation_table(publication, names),
        *tables.ways_tables(publication, names),
        mixes.missing_table(publication, names),
        *mixes.proxies_tables(publication, names),
    ]
    if line is not None:
        found.append(tables.questions_table(publication, line, names))
        found.append(measures.measures_table(publication, line, names))
        if reading.compared:
            found.append(tables.comparison_table(publication, reading.compared, line, names))
            found += beside_comparison(reading, line)
        if len(reading.waves) >= MANY_WAVES:
            found.append(measures.line_trends_table(reading.waves, line, names))
            found.append(mixes.waves_mix(reading.waves, line, names))
    found += [
        tables.services_table(publication, each, names) for each in analysis.scales(publication)
    ]
    found += mixes.services_mix(publication, names)
    found += [
        tables.choices_table(publication, each, names) for each in analysis.others(publication)
    ]
    return [table for table in found if table.rows]


def _method(publication: Publication) -> tuple[Block, ...]:
    return (
        Block("list", items=tuple(analysis.reasons_seen(publication))),
        *(Block("text", sentence) for sentence in analysis.method(publication)),
    )


def _table(table: WordedTable) -> Block:
    return Block("table", table.caption, columns=table.columns, rows=table.rows)


def _drawn(chart: Chart) -> Block:
    return Block("chart", svg=chart.on_paper, alt=f"{chart.title}. {chart.description}")

"""The charts of a report one by one, for slides: each with its name, its words and its numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from participation.foundation.charts import Chart
from participation.foundation.i18n import show_short_day, staff_gettext as _
from participation.surveys.labels import analysis, drawings, measures, messages, tables
from participation.surveys.labels.papers import Reading
from participation.surveys.labels.tables import WordedTable
from participation.surveys.rules.contrasts import MANY_WAVES
from participation.surveys.rules.lines import Line


@dataclass(frozen=True, slots=True)
class Piece:
    """One chart: a name that stays the same from wave to wave, the drawing, its table in words."""

    name: str
    chart: Chart
    table: WordedTable

    @property
    def alt(self) -> str:
        """Give what a slide says to whoever does not see the picture."""
        return f"{self.chart.title}. {self.chart.description}"

    @property
    def caption(self) -> list[str]:
        """Give what stands under the picture: every figure with its interval and its number."""
        heads = [label for label, _kind in self.table.columns[1:]]
        return [
            f"{name} : " + " ; ".join(f"{h} : {c}" for h, c in zip(heads, cells, strict=True) if c)
            for name, *cells in self.table.rows
        ]


def pieces(reading: Reading) -> list[Piece]:
    """Give every chart of the page; names tell the kind of chart and the number of the question."""
    publication, names = reading.publication, reading.names
    found = [
        Piece(
            "participation",
            drawings.participation_chart(publication, names, {}),
            tables.participation_table(publication, names),
        )
    ]
    if reading.line is not None:
        found += _of_line(reading, reading.line)
    return found + list(_of_services(reading))


def _of_line(reading: Reading, line: Line) -> Iterator[Piece]:
    publication, names = reading.publication, reading.names
    table = tables.questions_table(publication, line, names)
    if table.rows:
        yield Piece("opinions", drawings.opinions_chart(publication, line, names), table)
    if reading.compared:
        table = tables.comparison_table(publication, reading.compared, line, names)
        chart = drawings.changes_chart(publication, reading.compared, line, names)
        yield Piece("changes", chart, table)
    if len(reading.waves) >= MANY_WAVES:
        chart = measures.line_trends_chart(reading.waves, line, names)
        yield Piece("trends", chart, measures.line_trends_table(reading.waves, line, names))
    for each in analysis.others(publication):
        if drawn := drawings.choices_chart(each, line, names):
            shown = tables.only(tables.choices_table(publication, each, names), [names.line(line)])
            yield Piece(f"choices-q{each.question.number:02}", drawn, shown)
    drawn, told = (
        messages.messages_chart(publication, line, names),
        messages.messages_table(publication, line, names),
    )
    if drawn and told:
        yield Piece("messages", drawn, told)


def _of_services(reading: Reading) -> Iterator[Piece]:
    publication, names = reading.publication, reading.names
    if len(publication.lines) == 1:
        return
    before = [then for _year, then in reading.earlier]
    for each in analysis.scales(publication):
        number = f"q{each.question.number:02}"
        chart = drawings.services_chart(publication, each, names)
        yield Piece(f"services-{number}", chart, tables.services_table(publication, each, names))
        if before:
            chart = drawings.trends_chart(publication, before, each, names)
            table = tables.trends_table(reading.waves, each, names)
            yield Piece(f"services-trends-{number}", chart, table)


def captions(reading: Reading, found: list[Piece]) -> str:
    """Give the text that goes with the pictures: title, other words, figures, how to read."""
    names, campaign = reading.names, reading.campaign
    days = (show_short_day(campaign.opens_on), show_short_day(campaign.closes_on))
    lines = [
        names.text(campaign.title),
        _("Du %(first)s au %(last)s", first=days[0], last=days[1]),
        *analysis.method(reading.publication),
        *analysis.reasons_seen(reading.publication),
    ]
    for piece in found:
        files = f"{piece.name}.svg, {piece.name}.png"
        lines += [
            "",
            files,
            piece.chart.title,
            _("Texte de remplacement : %(words)s", words=piece.alt),
        ]
        lines += [f"- {line}" for line in piece.caption]
    return "\n".join(lines) + "\n"

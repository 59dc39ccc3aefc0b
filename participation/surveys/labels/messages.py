"""What messages say, in words: themes with their counts, languages, and chosen quotations."""

from collections.abc import Sequence
from dataclasses import dataclass

from participation.foundation.charts import Chart, Gauge, gauges
from participation.foundation.i18n import show_number, staff_gettext as _
from participation.foundation.languages import Language, find
from participation.surveys.labels.analysis import HIDDEN, Names, percent, show_cell
from participation.surveys.labels.tables import NUMBER, TEXT, WordedTable
from participation.surveys.queries.codebooks import Quoted
from participation.surveys.rules.findings import ANSWERED, Findings
from participation.surveys.rules.lines import Line
from participation.surveys.rules.publication import Cell, Hidden
from participation.surveys.rules.report import RESPONSES, Publication


def messages_chart(publication: Publication, line: Line, names: Names) -> Chart | None:
    """Draw the share of people whose messages speak of each theme; None where nothing may be shown.

    Without intervals: these are all the messages that were left, not a draw of them.
    """
    found = publication.messages
    read = _cell(found, line, ANSWERED)
    if found is None or isinstance(read, Hidden) or not read:
        return None
    lines = []
    for column in found.columns:
        cell = found.table.cell(line.key, column.key)
        name = names.column(found, column)
        if isinstance(cell, Hidden):
            lines.append(Gauge(name, hidden=str(HIDDEN[cell])))
        else:
            lines.append(Gauge(name, share=cell / read, label=percent(cell / read)))
    people = f"{_('Personnes au moins')} : {show_number(read)}"
    return gauges(_("De quoi parlent les messages"), people, lines)


def _cell(found: Findings | None, line: Line, column: str) -> Cell:
    if found is None or line.key not in found.table.rows:
        return Hidden.PROTECTS_ANOTHER
    return found.table.cell(line.key, column)


def messages_table(publication: Publication, line: Line, names: Names) -> WordedTable | None:
    """Tell how many people of a line at least speak of each theme; None before they are read.

    Nobody's messages are joined, so people are counted on the question where most said it: at
    least so many. The part is of those who left a message, counted in the same way.
    """
    found = publication.messages
    if found is None or line.key not in found.table.rows:
        return None
    read = _cell(found, line, ANSWERED)
    rows = [
        (
            names.column(found, column),
            show_cell(cell := found.table.cell(line.key, column.key)),
            "—" if isinstance(cell, Hidden) or isinstance(read, Hidden) else percent(cell / read),
        )
        for column in found.columns
    ]
    rows.append((_("Messages lus"), show_cell(read), "—"))
    columns = ((_("Thème"), TEXT), (_("Personnes au moins"), NUMBER), (_("Part"), NUMBER))
    caption = _("De quoi parlent les messages : %(line)s", line=names.line(line))
    return WordedTable(f"messages-{line.key}", caption, columns, tuple(rows))


def alone_sentence() -> str:
    """Say that one person alone gave the themes, so that no agreement is known."""
    return _("Lus par une seule personne : l’accord n’est pas mesuré.")


def tongues_table(publication: Publication, names: Names) -> WordedTable | None:
    """Tell in which languages people left messages; None where none was, or none may be told."""
    table = publication.tongues
    tongues = [column for column in table.columns if column not in {RESPONSES, "none"}]
    rows = tuple(
        (
            names.line(line),
            *(show_cell(table.cell(line.key, column)) for column in tongues),
            show_cell(table.cell(line.key, RESPONSES)),
        )
        for line in publication.lines
        if line.key in table.rows
    )
    if not tongues or not rows:
        return None
    heads = tuple((find(column).autonym, NUMBER) for column in tongues)
    columns = ((_("Service"), TEXT), *heads, (_("Personnes au moins"), NUMBER))
    return WordedTable("tongues", _("Dans quelle langue sont les messages"), columns, rows)


def every_messages_table(publication: Publication, names: Names) -> list[WordedTable]:
    """Give the tables of messages of each line, for files."""
    found = [messages_table(publication, line, names) for line in publication.lines]
    return [table for table in (*found, tongues_table(publication, names)) if table is not None]


def quotes_table(quotes: Sequence["Quote"]) -> list[WordedTable]:
    """Give the quotations as a table, for files; none where nothing is quoted."""
    rows = tuple((one.theme, one.words) for one in quotes)
    columns = ((_("Thème"), TEXT), (_("Message"), TEXT))
    return [WordedTable("quotes", _("Messages cités"), columns, rows)] if rows else []


@dataclass(frozen=True, slots=True)
class Quote:
    """A chosen message as it is shown: its theme, its words in their language."""

    theme: str
    words: str
    language: Language


def quotes_shown(
    publication: Publication, line: Line, names: Names, quoted: Sequence[Quoted]
) -> list[Quote]:
    """Give the quotations of a line whose own count is shown: a small group is never quoted."""
    found = publication.messages
    if found is None:
        return []
    titles = {min(column.values): names.column(found, column) for column in found.columns}
    return [
        Quote(titles[one.theme], one.words, find(one.language))
        for one in quoted
        if one.service_id in line.service_ids
        and one.theme in titles
        and publication.tells(one.theme, line)
        and publication.may_quote(one.theme, one.service_id, one.language)
    ]

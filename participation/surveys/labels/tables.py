"""Results as tables in words: the page, the exports and the papers all show these."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from participation.foundation.i18n import show_number, staff_gettext as _
from participation.foundation.languages import find as find_language
from participation.surveys.labels.analysis import (
    HIDDEN,
    VERDICTS,
    Names,
    part_words,
    percent,
    points,
    scales,
    show_cell,
    show_net,
    show_share,
    show_told,
)
from participation.surveys.labels.stages import AIDS, CHANNELS
from participation.surveys.rules.columns import asks_to_recommend
from participation.surveys.rules.contrasts import Compared
from participation.surveys.rules.findings import ANSWERED, Findings
from participation.surveys.rules.lines import Line
from participation.surveys.rules.publication import Hidden, ProtectedTable
from participation.surveys.rules.report import LISTENED, RESPONSES, Publication
from participation.surveys.rules.stages import Aid, Channel

NUMBER, TEXT = "number", "text"
ABREAST = 4
"""Questions side by side on an A4 page."""


@dataclass(frozen=True, slots=True)
class WordedTable:
    """A table in words; columns are (label, `text` or `number`), the first cell names its row."""

    key: str
    caption: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def only(table: WordedTable, rows: Collection[str]) -> WordedTable:
    """Keep the rows of these names."""
    return replace(table, rows=tuple(row for row in table.rows if row[0] in rows))


def participation_table(publication: Publication, names: Names) -> WordedTable:
    """Tell who is present and who responded, line by line."""
    rows = [
        (
            names.line(line),
            show_number(line.population),
            show_number(line.responses),
            _rate(line),
        )
        for line in publication.lines
    ]
    rows += [
        (names.services[key], "", str(HIDDEN[Hidden.FEW_ANSWERS]), "")
        for key in sorted(publication.left_out)
    ]
    columns = (
        (_("Service"), TEXT),
        (_("Personnes présentes"), NUMBER),
        (_("Réponses"), NUMBER),
        (_("Taux de participation"), NUMBER),
    )
    return WordedTable("participation", _("Participation"), columns, tuple(rows))


def _rate(line: Line) -> str:
    if not line.population or line.responses > line.population:
        return "—"
    return percent(line.responses / line.population)


def questions_table(
    publication: Publication, line: Line, names: Names, theme: str = ""
) -> WordedTable:
    """Tell, for one line, the share of content people of each question on a scale."""
    rows = []
    for findings in scales(publication, theme):
        parts = findings.parts(line)
        said = " · ".join(
            f"{part_words(names, findings, part)} : {show_number(part.count)}" for part in parts
        )
        apart = findings.no_opinion.get(line.key)
        rows.append(
            (
                names.question(findings),
                show_cell(findings.answered(line)),
                show_share(findings.share(line)),
                said or "—",
                "—" if apart is None else show_number(apart),
            )
        )
    columns = (
        (_("Question"), TEXT),
        (_("Avis donnés"), NUMBER),
        (_("Contents (intervalle)"), NUMBER),
        (_("Détail"), TEXT),
        (_("Sans avis"), NUMBER),
    )
    return WordedTable(
        "questions", _("Réponses : %(line)s", line=names.line(line)), columns, tuple(rows)
    )


def services_table(publication: Publication, findings: Findings, names: Names) -> WordedTable:
    """Compare lines on one question."""
    rows = tuple(
        (
            names.line(line),
            show_cell(findings.answered(line)),
            show_share(findings.share(line)),
        )
        for line in publication.lines
    )
    columns = (
        (_("Service"), TEXT),
        (_("Avis donnés"), NUMBER),
        (_("Contents (intervalle)"), NUMBER),
    )
    return WordedTable(
        f"services-{findings.question.name}", names.question(findings), columns, rows
    )


def trends_table(
    waves: Sequence[tuple[str, Publication]], findings: Findings, names: Names
) -> WordedTable:
    """Tell the share of content people of each line over the waves, the last one being read."""
    last = waves[-1][1]
    rows = tuple(
        (names.line(line), *(_then(each, line, findings) for _year, each in waves))
        for line in last.lines
    )
    columns = ((_("Service"), TEXT), *((year, NUMBER) for year, _each in waves))
    return WordedTable(f"trends-{findings.question.name}", names.question(findings), columns, rows)


def _then(publication: Publication, line: Line, findings: Findings) -> str:
    found = publication.share_then(line, findings.question)
    return "—" if found is None else show_told(found)


def services_matrix(publication: Publication, names: Names) -> list[WordedTable]:
    """Set services against questions, a few questions a table, for paper."""
    found = list(scales(publication))
    return [
        _matrix(publication, found[start : start + ABREAST], start, names)
        for start in range(0, len(found), ABREAST)
    ]


def _matrix(
    publication: Publication, some: Sequence[Findings], start: int, names: Names
) -> WordedTable:
    rows = tuple(
        (names.line(line), *(show_told(findings.share(line)) for findings in some))
        for line in publication.lines
    )
    columns = (
        (_("Service"), TEXT),
        *((names.question(findings), NUMBER) for findings in some),
    )
    caption = _("Personnes contentes, questions %(first)s à %(last)s")
    return WordedTable(
        f"matrix-{start}", caption % {"first": start + 1, "last": start + len(some)}, columns, rows
    )


def choices_table(publication: Publication, findings: Findings, names: Names) -> WordedTable:
    """Tell how often each choice was made, line by line, where it may be shown."""
    keys = (*(column.key for column in findings.columns), ANSWERED)
    lines = [
        line
        for line in publication.lines
        if line.key in findings.table.rows
        and not all(isinstance(findings.table.cell(line.key, key), Hidden) for key in keys)
    ]
    rows = tuple(
        (
            names.line(line),
            *(show_cell(findings.table.cell(line.key, column.key)) for column in findings.columns),
            show_cell(findings.table.cell(line.key, ANSWERED)),
        )
        for line in lines
    )
    columns: tuple[tuple[str, str], ...] = (
        (_("Service"), TEXT),
        *((names.column(findings, column), NUMBER) for column in findings.columns),
        (_("Avis donnés"), NUMBER),
    )
    if asks_to_recommend(findings.question):
        rows = tuple(
            (*row, show_net(findings.net(line))) for row, line in zip(rows, lines, strict=True)
        )
        columns += ((_("Score net : promoteurs moins détracteurs (intervalle)"), NUMBER),)
    return WordedTable(f"choices-{findings.question.name}", names.question(findings), columns, rows)


def comparison_table(
    publication: Publication, compared: Mapping[str, Compared], line: Line, names: Names
) -> WordedTable:
    """Tell what changed since the wave before, and the change that could have been seen."""
    rows = []
    for findings in scales(publication):
        found = compared.get(findings.question.name)
        now = show_told(findings.share(line))
        if found is None or found.before is None or found.change is None:
            rows.append((names.question(findings), "—", now, "—", "—", "—"))
            continue
        change = found.change
        rows.append(
            (
                names.question(findings),
                show_told(found.before),
                now,
                points(change.difference),
                str(VERDICTS[change.verdict]),
                points(change.detectable, signed=False),
            )
        )
    columns = (
        (_("Question"), TEXT),
        (_("Avant"), NUMBER),
        (_("Maintenant"), NUMBER),
        (_("Écart"), NUMBER),
        (_("Ce qu’on peut dire"), TEXT),
        (_("Écart visible à partir de"), NUMBER),
    )
    caption = _("Changement : %(line)s", line=names.line(line))
    return WordedTable("comparison", caption, columns, tuple(rows))


def ways_tables(publication: Publication, names: Names) -> list[WordedTable]:
    """Tell how the answers came: place, help, language, heard or read."""
    heard = {LISTENED: _("Écouté"), "read": _("Lu")}
    return [
        _ways("channels", _("Où"), publication.channels, publication, names, _words(CHANNELS)),
        _ways("aids", _("Avec quelle aide"), publication.aids, publication, names, _words(AIDS)),
        _ways("languages", _("Dans quelle langue"), publication.languages, publication, names, {}),
        _ways("listened", _("Écouté ou lu"), publication.listened, publication, names, heard),
    ]


def _words(labels: Mapping[Channel, str] | Mapping[Aid, str]) -> dict[str, str]:
    return {key.value: str(words) for key, words in labels.items()}


def _ways(
    key: str,
    caption: str,
    table: ProtectedTable,
    publication: Publication,
    names: Names,
    words: Mapping[str, str],
) -> WordedTable:
    columns = [column for column in table.columns if column not in {RESPONSES, "none"}]
    columns += ["none"] if "none" in words and "none" in table.columns else []
    rows = tuple(
        (
            names.line(line),
            *(show_cell(table.cell(line.key, column)) for column in columns),
            show_number(line.responses),
        )
        for line in publication.lines
        if line.key in table.rows
    )
    titles = [words.get(column) or find_language(column).autonym for column in columns]
    heads = ((_("Service"), TEXT), *((title, NUMBER) for title in titles), (_("Total"), NUMBER))
    return WordedTable(key, caption, heads, rows)

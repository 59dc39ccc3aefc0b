"""Results in words: shares with their interval, what is hidden and why, tables, verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.foundation.i18n import (
    show_number,
    staff_gettext as _,
    staff_lazy,
    staff_ngettext,
)
from participation.foundation.languages import find as find_language
from participation.foundation.localized import Localized
from participation.surveys.labels.stages import AIDS, CHANNELS
from participation.surveys.rules.comparison import Verdict
from participation.surveys.rules.findings import ANSWERED, REST, TOP, Column, Findings, Part, Shape
from participation.surveys.rules.lines import Line, LineKind
from participation.surveys.rules.publication import Cell, Hidden, ProtectedTable
from participation.surveys.rules.questions import OTHER, QuestionKind
from participation.surveys.rules.report import LISTENED, RESPONSES, Compared, Publication
from participation.surveys.rules.scores import Box, Share
from participation.surveys.rules.stages import Aid, Channel

HIDDEN = {
    Hidden.FEW_ANSWERS: staff_lazy("Moins de 5"),
    Hidden.NEARLY_ALL: staff_lazy("Presque tout le monde"),
    Hidden.PROTECTS_ANOTHER: staff_lazy("Caché"),
}
WHY_HIDDEN = {
    Hidden.FEW_ANSWERS: staff_lazy(
        "Moins de 5 personnes : dans une maison, on les reconnaîtrait. Le nombre est caché."
    ),
    Hidden.NEARLY_ALL: staff_lazy(
        "Il manque moins de 5 personnes pour que tout le monde ait dit pareil : le nombre exact "
        "est caché."
    ),
    Hidden.PROTECTS_ANOTHER: staff_lazy(
        "Ce nombre est caché parce qu'il permettrait de calculer un autre nombre caché."
    ),
}
VERDICTS = {
    Verdict.BETTER: staff_lazy("Mieux"),
    Verdict.WORSE: staff_lazy("Moins bien"),
    Verdict.SAME_OR_UNKNOWN: staff_lazy("Pareil, ou on ne peut pas savoir"),
}
BOXES = {
    Box.TOP.value: staff_lazy("Contents"),
    Box.MIDDLE.value: staff_lazy("Entre les deux"),
    Box.BOTTOM.value: staff_lazy("Pas contents"),
    REST: staff_lazy("Les autres"),
}
NUMBER, TEXT = "number", "text"


@dataclass(frozen=True, slots=True)
class WordedTable:
    """A table in words; columns are (label, `text` or `number`), the first cell names its row."""

    key: str
    caption: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Public names of services and poles, by key, and the reader's language."""

    services: Mapping[int, str]
    poles: Mapping[str, str]
    locale: str

    def line(self, line: Line) -> str:
        """Name a line of a report."""
        if line.kind is LineKind.WHOLE:
            return _("Tous les services")
        if line.kind is LineKind.POLE:
            return self.poles.get(line.key.removeprefix("pole:"), "")
        return " + ".join(sorted(self.services[key] for key in line.service_ids))

    def text(self, text: Mapping[str, str]) -> str:
        """Give a text of people in the reader's language."""
        return Localized(text).text(self.locale)

    def question(self, findings: Findings) -> str:
        """Give the words of a question."""
        return self.text(findings.question.label) or findings.question.name

    def column(self, findings: Findings, column: Column) -> str:
        """Give the words of a choice, or the limits of a band of numbers."""
        if column.band is not None:
            low, high = column.band
            return str(low) if low == high else _("%(low)s à %(high)s", low=low, high=high)
        question = findings.question
        words = [choice.label for choice in question.choices if choice.value in column.values]
        if words and words[0]:
            return self.text(words[0])
        if OTHER in column.values and question.or_other:
            return _("Autre")
        if question.kind is QuestionKind.YES_NO:
            return _("Oui") if column.box is Box.TOP else _("Non")
        return str(min(column.values, default=0))


def percent(share: float) -> str:
    """Write a share in percent without decimals: the interval is wider than any."""
    return _("%(number)s %%", number=show_number(100 * share))


def bounds(found: Share) -> str:
    """Write an interval in percent."""
    low, high = show_number(100 * found.interval.low), show_number(100 * found.interval.high)
    return f"{low}–{high}"


def show_share(found: Share | Hidden) -> str:
    """Write a share with its interval, or the word for why it is hidden."""
    if isinstance(found, Hidden):
        return str(HIDDEN[found])
    return f"{percent(found.value)} ({bounds(found)})"


def show_cell(found: Cell) -> str:
    """Write a count, or the word for why it is hidden."""
    return str(HIDDEN[found]) if isinstance(found, Hidden) else show_number(found)


def answers(n: int) -> str:
    """Write a number of answers."""
    return staff_ngettext("%(n)s réponse", "%(n)s réponses", n)


def tone(findings: Findings, part: Part) -> int:
    """Give the colour of a part from 1 (worst) to 5: a box has that of its strongest face."""
    if part.column is None or part.column.score is None:
        return {Box.BOTTOM.value: 2, Box.MIDDLE.value: 3, REST: 3, TOP: 4}.get(part.key, 4)
    last = max(column.score or 1 for column in findings.columns)
    return 1 + round((part.column.score - 1) * 4 / max(1, last - 1))


def part_words(names: Names, findings: Findings, part: Part) -> str:
    """Give the words of a part of a bar."""
    return str(BOXES[part.key]) if part.column is None else names.column(findings, part.column)


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


def questions_table(publication: Publication, line: Line, names: Names) -> WordedTable:
    """Tell, for one line, the share of content people of each question on a scale."""
    rows = []
    for findings in scales(publication):
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


def choices_table(publication: Publication, findings: Findings, names: Names) -> WordedTable:
    """Tell how often each choice was made, line by line, where it may be shown."""
    lines = [line for line in publication.lines if line.key in findings.table.rows]
    rows = tuple(
        (
            names.line(line),
            *(show_cell(findings.table.cell(line.key, column.key)) for column in findings.columns),
            show_cell(findings.table.cell(line.key, ANSWERED)),
        )
        for line in lines
    )
    columns = (
        (_("Service"), TEXT),
        *((names.column(findings, column), NUMBER) for column in findings.columns),
        (_("Avis donnés"), NUMBER),
    )
    return WordedTable(f"choices-{findings.question.name}", names.question(findings), columns, rows)


def comparison_table(
    publication: Publication, compared: Mapping[str, Compared], line: Line, names: Names
) -> WordedTable:
    """Tell what changed since the wave before, and the change that could have been seen."""
    rows = []
    for findings in scales(publication):
        found = compared.get(findings.question.name)
        now = show_share(findings.share(line))
        if found is None or found.before is None or found.change is None:
            rows.append((names.question(findings), "—", now, "—", "—", "—"))
            continue
        change = found.change
        rows.append(
            (
                names.question(findings),
                show_share(found.before),
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
        (_("Ce qu'on peut dire"), TEXT),
        (_("Écart visible à partir de"), NUMBER),
    )
    caption = _("Changement : %(line)s", line=names.line(line))
    return WordedTable("comparison", caption, columns, tuple(rows))


def points(share: float, *, signed: bool = True) -> str:
    """Write a difference of shares in points."""
    sign = "" if not signed else "+" if share > 0 else "−" if share < 0 else ""
    return _("%(number)s points", number=f"{sign}{show_number(abs(100 * share))}")


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


def scales(publication: Publication) -> Sequence[Findings]:
    """Give the questions that say content or not."""
    return [each for each in publication.findings if each.shape is Shape.SCALE]


def others(publication: Publication) -> Sequence[Findings]:
    """Give the questions that are no scale."""
    return [each for each in publication.findings if each.shape is not Shape.SCALE]


def reasons_seen(publication: Publication) -> list[str]:
    """Give the sentences for the reasons that some figure of this reader is hidden for."""
    found = {
        cell
        for findings in publication.findings
        for cell in findings.table.cells.values()
        if isinstance(cell, Hidden)
    }
    return [str(WHY_HIDDEN[reason]) for reason in Hidden if reason in found]

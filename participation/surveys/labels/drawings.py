"""Results as charts: bars around the middle, shares with their intervals, participation."""

from collections.abc import Mapping, Sequence

from participation.foundation.charts import (
    Bar,
    Chart,
    Dot,
    Gauge,
    Panel,
    Point,
    Segment,
    diverging,
    dots,
    gauges,
    multiples,
)
from participation.foundation.i18n import show_number, staff_gettext as _
from participation.surveys.labels.analysis import (
    HIDDEN,
    WHY_HIDDEN,
    Names,
    answers,
    percent,
    scales,
    show_share,
    tone,
)
from participation.surveys.rules.contrasts import Compared
from participation.surveys.rules.findings import ANSWERED, Findings
from participation.surveys.rules.lines import Line
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.report import Publication
from participation.surveys.rules.scores import Share

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def opinions_chart(publication: Publication, line: Line, names: Names, theme: str = "") -> Chart:
    """Draw each question of a line around the middle of its scale."""
    bars = [_bar(findings, line, names) for findings in scales(publication, theme)]
    return diverging(
        _("Ce que disent les personnes : %(line)s", line=names.line(line)),
        _("À gauche du trait, les personnes moins contentes ; à droite, les contentes."),
        bars,
    )


def _bar(findings: Findings, line: Line, names: Names) -> Bar:
    name, answered = names.question(findings), findings.answered(line)
    parts = findings.parts(line)
    if isinstance(answered, Hidden) or not answered:
        return Bar(name, hidden=str(WHY_HIDDEN[Hidden.FEW_ANSWERS]))
    if not parts:
        found = findings.share(line)
        reason = found if isinstance(found, Hidden) else Hidden.PROTECTS_ANOTHER
        return Bar(name, answers(answered), hidden=_hidden_words(reason))
    segments = tuple(
        Segment(
            part.count / answered, tone(findings, part), show_number(100 * part.count / answered)
        )
        for part in parts
    )
    return Bar(name, answers(answered), segments)


def _hidden_words(reason: Hidden) -> str:
    """Say of content people what may be said without a number."""
    return {
        Hidden.FEW_ANSWERS: _("Moins de 5 personnes sont contentes."),
        Hidden.NEARLY_ALL: _("Presque tout le monde est content."),
        Hidden.PROTECTS_ANOTHER: _("Caché pour protéger un autre nombre."),
        Hidden.WITHHELD: _("Caché pour protéger un autre nombre."),
    }[reason]


def changes_chart(
    publication: Publication, compared: Mapping[str, Compared], line: Line, names: Names
) -> Chart:
    """Draw the shares of content people now, above those of the wave before."""
    lines = []
    for findings in scales(publication):
        found = compared.get(findings.question.name)
        before = found.before if found else None
        lines.append(_dot(names.question(findings), findings.share(line), findings, line, before))
    return dots(
        _("Personnes contentes : %(line)s", line=names.line(line)),
        _("Point plein : maintenant. Point vide : la fois d’avant. Le trait est l’intervalle."),
        lines,
        [percent(tick) for tick in TICKS],
    )


def services_chart(publication: Publication, findings: Findings, names: Names) -> Chart:
    """Draw the shares of content people of each line for one question."""
    lines = [
        _dot(names.line(line), findings.share(line), findings, line) for line in publication.lines
    ]
    return dots(
        names.question(findings),
        _("Le trait est l’intervalle : deux traits qui se croisent peuvent dire la même chose."),
        lines,
        [percent(tick) for tick in TICKS],
    )


def trends_chart(
    publication: Publication, earlier: Sequence[Publication], findings: Findings, names: Names
) -> Chart:
    """Draw the share of content people of each line over the waves, for one question."""
    panels = []
    for line in publication.lines:
        found = findings.share(line)
        hidden = _hidden_words(found) if isinstance(found, Hidden) else ""
        label = "" if isinstance(found, Hidden) else show_share(found)
        points = [_earlier(each, line, findings) for each in earlier]
        points.append(None if isinstance(found, Hidden) else _three(found))
        panels.append(Panel(names.line(line), points=tuple(points), label=label, hidden=hidden))
    return multiples(
        names.question(findings),
        _("Une ligne par service, d’une enquête à l’autre ; la bande est l’intervalle."),
        panels,
    )


def _earlier(publication: Publication, line: Line, findings: Findings) -> Point | None:
    found = publication.share_then(line, findings.question)
    return None if found is None or isinstance(found, Hidden) else _three(found)


def _dot(
    name: str, found: Share | Hidden, findings: Findings, line: Line, before: Share | None = None
) -> Dot:
    answered = findings.answered(line)
    note = "" if isinstance(answered, Hidden) else answers(answered)
    if isinstance(found, Hidden):
        return Dot(name, note, hidden=_hidden_words(found))
    label = show_share(found)
    return Dot(name, note, _three(found), label, _three(before) if before else None)


def _three(found: Share) -> tuple[float, float, float]:
    between = found.interval
    return found.value, between.low, between.high


def participation_chart(
    publication: Publication, names: Names, targets: Mapping[int, int]
) -> Chart:
    """Draw responses over people present, with the sample wished; `targets` go by service."""
    lines = [
        Gauge(
            names.line(line),
            _("%(n)s personnes présentes", n=show_number(line.population)),
            line.responses / line.population if line.population else None,
            _target(line, targets),
            answers(line.responses),
            hidden=answers(line.responses),
        )
        for line in publication.lines
    ]
    lines += [
        Gauge(names.services[key], hidden=_("Moins de 5 réponses."))
        for key in sorted(publication.left_out)
    ]
    wished = _("Le trait est le nombre de réponses souhaité.") if any(targets.values()) else ""
    return gauges(_("Participation"), wished, lines)


def _target(line: Line, targets: Mapping[int, int]) -> float | None:
    wished = sum(targets.get(key, 0) for key in line.service_ids)
    return wished / line.population if wished and line.population else None


def choices_chart(findings: Findings, line: Line, names: Names) -> Chart | None:
    """Draw how often each choice was made in a line; None where nothing may be shown."""
    if line.key not in findings.table.rows:
        return None
    answered = findings.table.cell(line.key, ANSWERED)
    if isinstance(answered, Hidden) or not answered:
        return None
    lines = []
    for column in findings.columns:
        found = findings.share(line, column.key)
        name = names.column(findings, column)
        if isinstance(found, Hidden):
            lines.append(Gauge(name, hidden=str(HIDDEN[found])))
        else:
            lines.append(Gauge(name, share=found.value, label=show_share(found)))
    return gauges(names.question(findings), answers(answered), lines)


def legend() -> list[tuple[int, str]]:
    """Give the colours of the bars and what they say, from worst to best."""
    return [
        (1, _("Pas du tout contents")),
        (2, _("Pas contents")),
        (3, _("Entre les deux, ou les autres")),
        (4, _("Contents")),
        (5, _("Très contents")),
    ]

"""In words: a change between waves or services, had both been answered in the same ways."""

import math
from collections.abc import Iterable, Mapping

from participation.foundation.i18n import show_number, staff_gettext as _, staff_lazy
from participation.surveys.labels.analysis import Names, points, scales
from participation.surveys.labels.tables import NUMBER, TEXT, WordedTable
from participation.surveys.rules.comparison import Change
from participation.surveys.rules.contrasts import Compared, Contrasts
from participation.surveys.rules.findings import Findings
from participation.surveys.rules.intervals import Interval
from participation.surveys.rules.lines import Line
from participation.surveys.rules.report import Publication
from participation.surveys.rules.stages import Trait
from participation.surveys.rules.standard import Cause, Standardised, Unequal, cause

TRAITS = {
    Trait.PLACE: staff_lazy("À lieu égal"),
    Trait.HELP: staff_lazy("À aide égale"),
    Trait.STAY: staff_lazy("À durée de séjour égale"),
}
UNEQUAL = {
    Unequal.ONE_WAY: staff_lazy("Une seule façon"),
    Unequal.MISSING_WAY: staff_lazy("Non : façon absente d’une enquête"),
    Unequal.FEW_ANSWERS: staff_lazy("Non : trop peu de réponses"),
}
CAUSES = {
    Cause.STAYS: staff_lazy("Reste"),
    Cause.MAY_BE_THE_WAY: staff_lazy("Peut venir de là"),
}
TINY = 1e-9


def equal_table(
    publication: Publication, compared: Mapping[str, Compared], line: Line, names: Names
) -> WordedTable:
    """Set each change as it came beside what it is once each way of answering counts as much."""
    shown = [trait for trait in Trait if _is_told(compared, trait)]
    rows = [
        (
            names.question(each),
            points(found.change.difference),
            *(_of_trait(found, trait) for trait in shown),
        )
        for each in scales(publication)
        if (found := compared.get(each.question.name)) and found.change and shown
    ]
    columns = (
        (_("Question"), TEXT),
        (_("Écart"), NUMBER),
        *((str(TRAITS[trait]), TEXT) for trait in shown),
    )
    caption = _("À façon de répondre égale : %(line)s", line=names.line(line))
    return WordedTable("comparison-equal", caption, columns, tuple(rows))


def services_equal(
    publication: Publication, contrasts: Contrasts, chosen: Findings, names: Names
) -> WordedTable | None:
    """Set what parts each service from the others beside what is left of it at equal ways."""
    told = contrasts.services_equal
    shown = [trait for trait in Trait if _is_held(told.values(), trait)]
    rows = [
        (
            names.line(line),
            points(contrasts.services[line.key].difference),
            *(_words(told[line.key].get(each), contrasts.services[line.key]) for each in shown),
        )
        for line in publication.lines
        if shown and line.key in told
    ]
    columns = (
        (_("Service"), TEXT),
        (_("Écart"), NUMBER),
        *((str(TRAITS[trait]), TEXT) for trait in shown),
    )
    caption = _("À façon de répondre égale : %(line)s", line=names.question(chosen))
    return WordedTable("services-equal", caption, columns, tuple(rows)) if rows else None


def services_equal_sentence() -> str:
    """Say what a difference between services at equal ways of answering means."""
    return _(
        "À façon de répondre égale : l’écart avec les autres services, si autant de personnes y "
        "avaient répondu de chaque façon. « Peut venir de là » : l’écart vient peut-être de la "
        "façon de répondre."
    )


def equal_sentences(compared: Mapping[str, Compared]) -> list[str]:
    """Say what a change at equal ways of answering means; nothing where there is none."""
    if not any(_is_told(compared, trait) for trait in Trait):
        return []
    return [
        _(
            "À façon de répondre égale : l’écart, si autant de personnes avaient répondu de chaque "
            "façon aux deux enquêtes. Une façon compte selon sa part des réponses des deux. On "
            "tient une seule façon égale à la fois : le lieu, l’aide, la durée de séjour."
        ),
        _(
            "« Reste » : l’écart ne s’explique pas par là. « Peut venir de là » : sans ce "
            "changement de façon, on ne peut plus dire que c’est mieux ou moins bien."
        ),
    ]


def _is_told(compared: Mapping[str, Compared], trait: Trait) -> bool:
    """Say whether a way of answering was held equal for some question, or refused for a reason."""
    return _is_held((each.equal for each in compared.values()), trait)


def _is_held(every: Iterable[Mapping[Trait, Standardised | Unequal]], trait: Trait) -> bool:
    return bool({each.get(trait) for each in every} - {None, Unequal.ONE_WAY})


def _of_trait(compared: Compared, trait: Trait) -> str:
    return _words(compared.equal.get(trait), compared.change)


def _words(found: Standardised | Unequal | None, change: Change | None) -> str:
    if not isinstance(found, Standardised):
        return str(UNEQUAL[found]) if found else "—"
    told = _(
        "%(points)s (%(bounds)s)", points=points(found.difference), bounds=_span(found.interval)
    )
    left = cause(change.verdict, found) if change else None
    return f"{told} · {CAUSES[left]}" if left else told


def _span(interval: Interval) -> str:
    """Write bounds in points, rounded outwards: words claim no more than figures."""
    low = math.floor(100 * interval.low + TINY)
    high = math.ceil(100 * interval.high - TINY)
    return _("de %(low)s à %(high)s", low=_signed(low), high=_signed(high))


def _signed(number: int) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{show_number(abs(number))}"

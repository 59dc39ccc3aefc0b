"""Results in words: shares with their interval, what is hidden and why, verdicts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.foundation.i18n import (
    show_number,
    staff_gettext as _,
    staff_lazy,
    staff_ngettext,
)
from participation.foundation.localized import Localized
from participation.surveys.rules.columns import Column, Shape
from participation.surveys.rules.comparison import Verdict
from participation.surveys.rules.contrasts import Compared
from participation.surveys.rules.easy import easy_scale, every_choice
from participation.surveys.rules.findings import REST, TOP, Findings, Part
from participation.surveys.rules.intervals import Interval
from participation.surveys.rules.lines import Line, LineKind
from participation.surveys.rules.publication import Cell, Hidden
from participation.surveys.rules.questions import OTHER, QuestionKind
from participation.surveys.rules.report import Publication
from participation.surveys.rules.scores import Box, NetScore, Share

HIDDEN = {
    Hidden.FEW_ANSWERS: staff_lazy("Moins de 5"),
    Hidden.NEARLY_ALL: staff_lazy("Presque tout le monde"),
    Hidden.PROTECTS_ANOTHER: staff_lazy("Caché"),
    Hidden.WITHHELD: staff_lazy("Caché"),
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
        "Ce nombre est caché parce qu’il permettrait de calculer un autre nombre caché."
    ),
    Hidden.WITHHELD: staff_lazy(
        "Ce nombre est caché parce qu’il permettrait de calculer un autre nombre caché."
    ),
}
VERDICTS = {
    Verdict.BETTER: staff_lazy("Mieux"),
    Verdict.WORSE: staff_lazy("Moins bien"),
    Verdict.SAME_OR_UNKNOWN: staff_lazy("Pareil, ou on ne peut pas savoir"),
}
TINY = 1e-9
BOXES = {
    Box.TOP.value: staff_lazy("Contents"),
    Box.MIDDLE.value: staff_lazy("Entre les deux"),
    Box.BOTTOM.value: staff_lazy("Pas contents"),
    REST: staff_lazy("Les autres"),
}


THEMES = {
    "welcome": staff_lazy("Accueil"),
    "respect": staff_lazy("Respect et écoute"),
    "place": staff_lazy("Lieux"),
    "safety": staff_lazy("Sécurité"),
    "meals": staff_lazy("Repas"),
    "support": staff_lazy("Accompagnement"),
    "health": staff_lazy("Santé"),
    "rights": staff_lazy("Droits et participation"),
    "activities": staff_lazy("Activités"),
    "life": staff_lazy("Vie et avenir"),
    "team": staff_lazy("Équipe"),
    "privacy": staff_lazy("Vie privée"),
    "family": staff_lazy("Famille, visites"),
    "neighbourhood": staff_lazy("Quartier"),
    "participation": staff_lazy("Donner son avis"),
    "complaints": staff_lazy("Plaintes"),
    "priorities": staff_lazy("À changer d’abord"),
    "words": staff_lazy("Mots libres"),
}
"""Words of the themes that questionnaires are most often sorted by; others keep their own."""


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

    def theme(self, publication: Publication, theme: str) -> str:
        """Name a theme: by the group that residents read, by its usual word, or by itself."""
        usual = str(THEMES.get(theme, theme))
        return self.text(publication.themes.get(theme, {})) or usual

    def question(self, findings: Findings) -> str:
        """Give the words of a question."""
        return self.text(findings.question.label) or findings.question.name

    def column(self, findings: Findings, column: Column) -> str:
        """Give the words of a choice, or the limits of a band of numbers."""
        if column.band is not None:
            low, high = column.band
            return str(low) if low == high else _("%(low)s à %(high)s", low=low, high=high)
        question = findings.question
        every = every_choice(question)
        words = [choice.label for choice in every if choice.value in column.values]
        if words and words[0]:
            said = self.text(words[0])
            return _("%(words)s (3 visages)", words=said) if column.easy else said
        if OTHER in column.values and question.or_other:
            return _("Autre")
        if question.kind is QuestionKind.YES_NO:
            return _("Oui") if column.box is Box.TOP else _("Non")
        return str(min(column.values, default=0))


def percent(share: float) -> str:
    """Write a share in percent without decimals: the interval is wider than any."""
    return _("%(number)s %%", number=show_number(100 * share))


def bounds(found: Interval) -> str:
    """Write an interval in percent, rounded outwards: words claim no more than figures."""
    low = math.floor(100 * found.low + TINY)
    high = math.ceil(100 * found.high - TINY)
    return f"{show_number(low)}–{show_number(high)}"


def show_share(found: Share | Hidden) -> str:
    """Write a share with its interval, or the word for why it is hidden."""
    if isinstance(found, Hidden):
        return str(HIDDEN[found])
    return f"{percent(found.value)} ({bounds(found.interval)})"


def show_told(found: Share | Hidden) -> str:
    """Write a share with its interval and of how many, where no column beside it says so."""
    told = show_share(found)
    return (
        told
        if isinstance(found, Hidden)
        else f"{told}, n\u00a0=\u00a0{show_number(found.answered)}"
    )


def show_net(found: NetScore | None) -> str:
    """Write a net score from -100 to 100 with its interval, or that it is not shown."""
    if found is None:
        return "—"
    return f"{points(found.value)} ({span(found.interval, 100)})"


def span(interval: Interval, scale: float = 1) -> str:
    """Write the bounds of an interval of a mean or a net score."""
    return f"{show_number(scale * interval.low)}–{show_number(scale * interval.high)}"


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
    same = [column for column in findings.columns if column.easy is part.column.easy]
    last = max(column.score or 1 for column in same)
    return 1 + round((part.column.score - 1) * 4 / max(1, last - 1))


def part_words(names: Names, findings: Findings, part: Part) -> str:
    """Give the words of a part of a bar."""
    return str(BOXES[part.key]) if part.column is None else names.column(findings, part.column)


def points(share: float, *, signed: bool = True) -> str:
    """Write a difference of shares in points."""
    rounded = round(100 * share)
    sign = "" if not signed else "+" if rounded > 0 else "−" if rounded < 0 else ""
    return _("%(number)s points", number=f"{sign}{show_number(abs(rounded))}")


def scales(publication: Publication, theme: str = "") -> Sequence[Findings]:
    """Give the questions that say content or not, of one theme or of all."""
    return [
        each
        for each in publication.findings
        if each.shape is Shape.SCALE and theme in {"", each.question.theme}
    ]


def every_theme() -> str:
    """Name the filter that keeps all themes."""
    return _("Tous les thèmes")


def others(publication: Publication) -> Sequence[Findings]:
    """Give the questions that are no scale."""
    return [each for each in publication.findings if each.shape is not Shape.SCALE]


def reasons_seen(publication: Publication) -> list[str]:
    """Give the sentences for the reasons that some figure of this reader is hidden for."""
    found = {
        cell
        for findings in (*publication.findings, publication.messages)
        if findings is not None
        for cell in findings.table.cells.values()
        if isinstance(cell, Hidden)
    }
    said = (str(WHY_HIDDEN[reason]) for reason in Hidden if reason in found)
    return list(dict.fromkeys(said))


def extremes(publication: Publication, line: Line) -> tuple[Findings, Findings] | tuple[None, None]:
    """Give the questions with the largest and the smallest visible share of content people."""
    found = [
        (share.value, -findings.question.number, findings)
        for findings in scales(publication)
        if not isinstance(share := findings.share(line), Hidden) and share.answered
    ]
    if len(found) < 2:  # noqa: PLR2004 - the best and the worst are two
        return None, None
    return max(found, key=lambda each: each[:2])[2], min(found, key=lambda each: each[:2])[2]


def count_verdicts(compared: Mapping[str, Compared]) -> tuple[int, int]:
    """Count the questions that went better and worse."""
    verdicts = [each.change.verdict for each in compared.values() if each.change]
    return verdicts.count(Verdict.BETTER), verdicts.count(Verdict.WORSE)


def modes_sentence(*, moved: bool | None) -> str:
    """Say whether both waves were answered by the same ways, which moves answers by itself."""
    if moved is None:
        return _("On ne peut pas dire si les personnes ont répondu de la même façon qu’avant.")
    if moved:
        return _(
            "Attention : les personnes n’ont pas répondu de la même façon qu’avant (lieu, aide). "
            "Un écart peut venir de là."
        )
    return _("Les personnes ont répondu de la même façon qu’avant (lieu, aide).")


def method(publication: Publication) -> tuple[str, ...]:
    """Say how the figures were made and how far to trust them."""
    easy = _(
        "En français facile, certaines questions ont 3 visages au lieu de 5. Ces réponses comptent "
        "dans « Contents » (le visage du haut) et dans les autres ; jamais dans la moyenne, ni "
        "dans le test sur toute l’échelle."
    )
    return (
        *([easy] if any(easy_scale(each.question) for each in publication.findings) else []),
        _(
            "« Contents » réunit les réponses au-dessus du milieu de l’échelle. « Je ne sais "
            "pas », « je préfère ne pas répondre » et les questions passées sont comptés à part."
        ),
        _(
            "L’intervalle (à 95 %) est exact pour le nombre de personnes présentes (loi "
            "hypergéométrique). Il suppose que ceux qui ont répondu ressemblent aux autres : "
            "regardez qui n’a pas répondu."
        ),
        _(
            "Les « Mieux » et « Moins bien » par rapport à l’enquête d’avant sont testés ensemble "
            "(correction de Holm). Ceux d’une question, service par service, le sont à part. "
            "« Pareil, ou on ne peut pas savoir » ne veut pas dire que rien n’a changé."
        ),
        _(
            "« Pondéré » compte chaque service (ou chaque pôle, si un service est caché) selon son "
            "nombre de personnes, et non selon ses réponses. On ne pondère pas moins de 50 avis."
        ),
        _(
            "Rien n’est montré pour moins de 5 personnes (11 sur une affiche), ni ce qui "
            "permettrait de le calculer. Les services trop petits sont réunis, ou laissés hors "
            "des totaux."
        ),
    )

"""From a weak result to a decision, and from the decision back to the result a wave later."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.followups.labels import STATES
from participation.followups.models import FollowUp
from participation.foundation.i18n import show_short_day, speaking, staff_gettext as _
from participation.foundation.localized import Localized
from participation.surveys.labels import posters
from participation.surveys.labels.analysis import (
    VERDICTS,
    Names,
    answers,
    scales,
    show_share,
    show_told,
)
from participation.surveys.labels.tables import NUMBER, TEXT, WordedTable
from participation.surveys.rules.contrasts import Compared
from participation.surveys.rules.findings import Findings
from participation.surveys.rules.lines import Line, LineKind
from participation.surveys.rules.report import Publication
from participation.surveys.rules.weak import weakest

ASKING = ("?", "؟", ".", "!")
"""Signs after which a sentence may follow."""


@dataclass(frozen=True, slots=True)
class WeakResult:
    """A result that asks for a decision: what it says, and what was decided from it already."""

    number: int
    question: str
    share: str
    answered: str
    since: str
    criterion: str
    told: tuple[tuple[FollowUp, int], ...]
    """Decisions with the number of services that share them."""


def weak_results(
    publication: Publication,
    compared: Mapping[str, Compared],
    line: Line,
    names: Names,
    follow_ups: Sequence[FollowUp],
) -> list[WeakResult]:
    """Give the results of a line that ask for a decision, the weakest first."""
    here = [one for one in follow_ups if one.service_id in line.service_ids]
    return [
        WeakResult(
            number=each.question.number,
            question=names.question(each),
            share=show_share(share),
            answered=answers(share.answered),
            since=_since(compared.get(each.question.name)).strip("—"),
            criterion=each.question.criterion,
            told=_once([one for one in here if one.about == each.question.name]),
        )
        for each, share in weakest(scales(publication), compared, line)
    ]


def _since(found: Compared | None) -> str:
    return str(VERDICTS[found.change.verdict]) if found and found.change else "—"


def _once(found: Sequence[FollowUp]) -> tuple[tuple[FollowUp, int], ...]:
    """Keep one of those that were written alike for several services, with their number."""
    alike: dict[object, list[FollowUp]] = {}
    for one in found:
        alike.setdefault((one.said, one.decided, one.state), []).append(one)
    return tuple((every[0], len(every)) for every in alike.values())


def said_of(findings: Findings, line: Line, tags: Sequence[str]) -> Localized:
    """Write for residents what a result says, in their languages.

    The figure is given in tens, where the public may see it; else the question stands alone.
    """
    texts = {}
    for tag in tags:
        with speaking(tag):
            told = None if line.kind is LineKind.MERGED else posters.tell_one(findings, line)
            label = Localized(findings.question.label)
            if tag in label or tag == "fr":
                asked = label.text(tag)
                joined = " " if asked.endswith(ASKING) else " : "
                texts[tag] = f"{asked}{joined}{told.words}" if told else asked
    return Localized(texts)


def promised_table(
    publication: Publication,
    compared: Mapping[str, Compared],
    line: Line,
    names: Names,
    promised: Sequence[tuple[str, FollowUp]],
    earlier: Sequence[Publication] = (),
) -> WordedTable:
    """Set what was decided after earlier waves beside what the same question says now."""
    by_name = _by_every_name(publication, earlier)
    rows = [
        (
            names.question(found),
            year,
            names.text(one.decided or one.said),
            one.owner,
            str(STATES[one.state]),
            _before(compared.get(found.question.name)),
            show_told(found.share(line)),
            _since(compared.get(found.question.name)),
        )
        for year, one in promised
        if one.service_id in line.service_ids and (found := by_name.get(one.about))
    ]
    heads = (
        *((head, TEXT) for head in (_("Question"), _("Année"), _("Décision"), _("Qui"), _("État"))),
        (_("Avant"), NUMBER),
        (_("Maintenant"), NUMBER),
        (_("Ce qu’on peut dire"), TEXT),
    )
    caption = _("Ce que nous avions décidé, et ce que cela donne : %(line)s", line=names.line(line))
    return WordedTable("promised", caption, heads, tuple(dict.fromkeys(rows)))


def _by_every_name(
    publication: Publication, earlier: Sequence[Publication]
) -> Mapping[str, Findings]:
    """Give the questions of now by their names in every wave: the bank's may have another here."""
    now = scales(publication)
    then = {
        old.question.name: each
        for wave in earlier
        for each in now
        if (old := wave.alike(each.question))
    }
    return then | {each.question.name: each for each in now}


def _before(found: Compared | None) -> str:
    return show_told(found.before) if found and found.before else "—"


def decisions_table(follow_ups: Sequence[FollowUp], names: Names) -> WordedTable:
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
    columns = (*((head, TEXT) for head in heads), (_("Services"), NUMBER))
    rows = tuple((*words, str(count)) for words, count in counted.items())
    return WordedTable("decisions", _("Décisions"), columns, rows)

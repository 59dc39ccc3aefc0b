"""Conditions, calculations and words that read what is not asked: told, since it is empty."""

from collections.abc import Iterator

from ...rules.dependencies import tree_of
from ...rules.expressions import names_read
from ...rules.questions import Group, Question, QuestionKind, Questionnaire
from .columns import Table
from .names import references
from .report import Findings, Reason

_LOGIC = ("relevant", "required", "constraint", "calculation", "choice_filter")
_WORDS = ("label", "hint", "constraint_message", "required_message")


def report_unasked(questionnaire: Questionnaire, table: Table, findings: Findings) -> None:
    """Tell each cell that reads an item which is never asked, or a group, in rows that are."""
    empty = {
        question.name
        for question in questionnaire.questions()
        if question.kind is QuestionKind.NOT_ASKED
    }
    empty |= {group.name for group in questionnaire.groups()}
    if not empty:
        return
    for item in _items(questionnaire):
        for base, names in _reads(item):
            if item.origin and (read := sorted(names & empty)):
                where = (item.origin.sheet, item.origin.row, table.where(base))
                findings.warn(*where, Reason.READS_NOT_ASKED, name=", ".join(read))


def _items(questionnaire: Questionnaire) -> Iterator[Question | Group]:
    yield from questionnaire.groups()
    for question in questionnaire.questions():
        if question.kind is not QuestionKind.NOT_ASKED:
            yield question


def _reads(item: Question | Group) -> Iterator[tuple[str, set[str]]]:
    for base in _LOGIC:
        text = getattr(item, "required_when" if base == "required" else base, "")
        tree = tree_of(text, filtering=base == "choice_filter") if text else None
        if tree is not None:
            yield base, set(names_read(tree))
    for base in _WORDS:
        yield base, references(getattr(item, base, {}).values())

"""What may be changed in a questionnaire, and why a change is refused."""

from collections.abc import Mapping
from enum import StrEnum

from .conditions import Break, Broken, breaks, conditions_on
from .questions import Questionnaire

MOST_ITEMS = 300
"""Questions of one questionnaire made here; an import may hold more."""


class EditRefusal(StrEnum):
    """Why a change of a questionnaire is refused."""

    CHANGED_MEANWHILE = "changed-meanwhile"
    NEWER_DRAFT = "newer-draft"
    GONE = "gone"
    UNREADABLE = "condition-unreadable"
    UNKNOWN = "reads-unknown"
    LATER = "reads-later"
    CIRCULAR = "reads-itself"
    NO_CHOICE = "reads-no-choice"
    TOO_MANY = "too-many-questions"
    NOT_BANKABLE = "not-bankable"
    KIND_READ = "kind-is-read"
    ASKED_BEFORE = "asked-before"


_REFUSALS: Mapping[Broken, EditRefusal] = {
    Broken.UNREADABLE: EditRefusal.UNREADABLE,
    Broken.UNKNOWN: EditRefusal.UNKNOWN,
    Broken.LATER: EditRefusal.LATER,
    Broken.CIRCULAR: EditRefusal.CIRCULAR,
    Broken.NO_CHOICE: EditRefusal.NO_CHOICE,
}


def why_not(before: Questionnaire, after: Questionnaire) -> tuple[EditRefusal, Break] | None:
    """Say what a change would newly break, and for whom; what was broken before stays allowed."""
    count = sum(1 for _one in after.questions())
    if count > max(MOST_ITEMS, sum(1 for _one in before.questions())):
        return EditRefusal.TOO_MANY, Break(Broken.UNKNOWN, "")
    if read := _read_otherwise(before, after):
        return EditRefusal.KIND_READ, read
    fresh = sorted(breaks(after) - breaks(before), key=lambda one: (one.broken, one.reader))
    return (_REFUSALS[fresh[0].broken], fresh[0]) if fresh else None


def recasts(before: Questionnaire, after: Questionnaire) -> frozenset[str]:
    """Give the questions that have another kind than before."""
    kinds = {one.name: one.kind for one in before.questions()}
    return frozenset(x.name for x in after.questions() if kinds.get(x.name, x.kind) is not x.kind)


def _read_otherwise(before: Questionnaire, after: Questionnaire) -> Break | None:
    """Give who reads the answer of a question whose kind changes: it would mean another thing."""
    for name in sorted(recasts(before, after)):
        if readers := conditions_on(after, name):
            return Break(Broken.NO_CHOICE, readers[0], name)
    return None

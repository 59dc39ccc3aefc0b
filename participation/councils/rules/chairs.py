"""Who chairs a council, and from which colleges."""

from dataclasses import dataclass
from enum import StrEnum

from participation.councils.rules.kinds import FAMILIES, CollegeKind
from participation.organisations.rules.law import Law, Severity


class ChairLack(StrEnum):
    """What is wrong with the chair."""

    NOBODY = "no-chair"
    NOT_RESIDENT = "chair-not-resident"
    NOT_REPRESENTED = "chair-not-represented"


@dataclass(frozen=True, slots=True)
class ChairFinding:
    """One remark about who chairs."""

    lack: ChairLack
    severity: Severity
    provision: str = "chair"


def examine_chair(
    kind: CollegeKind | None, *, because: str, members: int, law: Law
) -> ChairFinding | None:
    """Say what is wrong with the chair's college; None for `kind` when nobody chairs (R19).

    The chair is elected by and among the residents, or among the families when that is
    impossible and somebody wrote why (D311-9). A council in which nobody sits needs no chair yet.
    """
    if kind is None:
        lack, severity = ChairLack.NOBODY, Severity.ADVICE
        return ChairFinding(lack, severity) if members else None
    if kind is CollegeKind.RESIDENTS:
        return None
    if kind in FAMILIES:
        return None if because.strip() else ChairFinding(ChairLack.NOT_RESIDENT, Severity.WARNING)
    return ChairFinding(ChairLack.NOT_REPRESENTED, law["chair"].weigh(Severity.ERROR))

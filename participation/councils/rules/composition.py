"""Colleges and their seats: the majority of the represented, and what a council still lacks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from participation.councils.rules.kinds import (
    CVS_FORMS,
    FAMILIES,
    OTHER_FORMS,
    REPRESENTED,
    CollegeKind,
    CouncilForm,
    Filling,
)
from participation.organisations.rules.law import Law, Severity

MOST_SEATS = 40
"""Of one kind in one college: more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Line:
    """A college as it is designed and as it sits; seats are those of titulaires.

    `stands_in` says that groupement seats speak for residents who cannot (D311-11, alinéa 4);
    `in_shortage` that a constat de carence was dated.
    """

    kind: CollegeKind
    seats: int
    occupied: int = 0
    substitutes: int = 0
    in_shortage: bool = False
    stands_in: bool = False
    filling: Filling = Filling.ELECTION


@dataclass(frozen=True, slots=True)
class Majority:
    """How the represented weigh against all others; `missing` is what they lack, in seats."""

    represented: int
    others: int
    missing: int

    @property
    def holds(self) -> bool:
        """Say whether the represented outnumber all others together."""
        return self.missing == 0

    @property
    def members(self) -> int:
        """Count everybody with a vote."""
        return self.represented + self.others


def speaks_for_residents(line: Line) -> bool:
    """Say whether a college counts among the represented: residents, families, their stand-ins."""
    return line.kind in REPRESENTED or (line.kind is CollegeKind.GROUPEMENT and line.stands_in)


def weigh(lines: Iterable[Line], *, margin: int = 1, sitting: bool = False) -> Majority:
    """Weigh the represented (R) against the others (O), by seats or by those who sit.

    R > (R + O) / 2 is R ≥ O + 1 in whole numbers (CASF D311-5): 2 + 1 + 1 is not lawful, 3 + 1 + 1
    is. A college that is empty under a constat de carence counts for nothing; the majority is then
    that of the colleges that are left (D311-7).
    """
    represented = others = 0
    for line in lines:
        count = line.occupied if sitting else 0 if line.in_shortage else line.seats
        if speaks_for_residents(line):
            represented += count
        else:
            others += count
    return Majority(represented, others, max(0, others + margin - represented))


class Gap(StrEnum):
    """What a council lacks or breaks."""

    RESIDENTS_MINIMUM = "residents-minimum"
    STAFF_MINIMUM = "staff-minimum"
    MANAGING_BODY_MINIMUM = "managing-body-minimum"
    MAJORITY_OF_SEATS = "majority-of-seats"
    MAJORITY_OF_SITTING = "majority-of-sitting"
    EMPTY_COLLEGE = "empty-college"
    TOO_MANY_STAND_INS = "too-many-stand-ins"
    NO_SUBSTITUTES = "no-substitutes"
    EMPTY_SEATS = "empty-seats"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say: what, how grave, by which provision, about which college, with numbers."""

    gap: Gap
    severity: Severity
    provision: str
    kind: CollegeKind | None = None
    facts: Mapping[str, int] = field(default_factory=dict)


def examine_design(form: CouncilForm, lines: Sequence[Line], law: Law) -> tuple[Finding, ...]:
    """Say what a composition breaks before anybody sits; nothing for forms without a rule."""
    if form in CVS_FORMS:
        return (*_minimum(lines, law), *_majority(lines, law, "majority"), *_beyond(lines, law))
    if form in OTHER_FORMS and form is not CouncilForm.CONSULTATION:
        return tuple(_majority(lines, law, "other-form-majority"))
    return ()


def _minimum(lines: Sequence[Line], law: Law) -> Iterator[Finding]:
    """Two residents, one member of staff, one of the managing body (D311-5, I).

    Residents who are too young give their seats to families (D311-7), and a college whose
    shortage was dated is asked for nothing.
    """
    asked = (
        (Gap.RESIDENTS_MINIMUM, "minimum-residents", CollegeKind.RESIDENTS),
        (Gap.STAFF_MINIMUM, "minimum-staff", CollegeKind.STAFF),
        (Gap.MANAGING_BODY_MINIMUM, "minimum-managing-body", CollegeKind.MANAGING_BODY),
    )
    for gap, key, kind in asked:
        own = [line for line in lines if line.kind is kind]
        seats = sum(line.seats for line in own)
        if kind is CollegeKind.RESIDENTS and any(line.stands_in for line in lines):
            continue
        if seats < law.number(key) and not any(line.in_shortage for line in own):
            severity = law[key].weigh(Severity.ERROR)
            facts = {"seats": seats, "least": law.number(key)}
            yield Finding(gap, severity, key, kind, facts)


def _majority(lines: Sequence[Line], law: Law, key: str) -> Iterator[Finding]:
    majority = weigh(lines, margin=law.number(key))
    if not majority.holds:
        yield Finding(
            Gap.MAJORITY_OF_SEATS, law[key].weigh(Severity.ERROR), key, None, _numbers(majority)
        )


def _numbers(majority: Majority) -> dict[str, int]:
    return {
        "represented": majority.represented,
        "others": majority.others,
        "missing": majority.missing,
    }


def _beyond(lines: Sequence[Line], law: Law) -> Iterator[Finding]:
    key = "groupement-stand-ins"
    stand_ins = sum(line.seats for line in lines if line.stands_in)
    if key in law and stand_ins > law.number(key):
        facts = {"seats": stand_ins, "most": law.number(key)}
        severity = law[key].weigh(Severity.ERROR)
        yield Finding(Gap.TOO_MANY_STAND_INS, severity, key, CollegeKind.GROUPEMENT, facts)
    for line in lines:
        elected = line.filling is Filling.ELECTION and speaks_for_residents(line)
        if elected and line.seats and not line.substitutes:
            yield Finding(
                Gap.NO_SUBSTITUTES,
                Severity.WARNING,
                "substitutes",
                line.kind,
                {"seats": line.seats},
            )


def examine_sitting(form: CouncilForm, lines: Sequence[Line], law: Law) -> tuple[Finding, ...]:
    """Say what a council lacks as it sits: empty colleges, and the majority of those designated.

    Empty seats do not block while the majority holds among those who sit (D311-6).
    """
    if form not in CVS_FORMS | OTHER_FORMS or form is CouncilForm.CONSULTATION:
        return ()
    key = "majority" if form in CVS_FORMS else "other-form-majority"
    found = list(_empty(lines, law)) if form in CVS_FORMS else []
    sitting = weigh(lines, margin=law.number(key), sitting=True)
    if sitting.members and not sitting.holds:
        severity = law[key].weigh(Severity.ERROR)
        found.append(Finding(Gap.MAJORITY_OF_SITTING, severity, key, None, _numbers(sitting)))
    return tuple(found)


def _empty(lines: Sequence[Line], law: Law) -> Iterator[Finding]:
    for line in lines:
        if not line.seats or line.in_shortage or line.occupied >= line.seats:
            continue
        facts = {"empty": line.seats - line.occupied, "seats": line.seats}
        if line.occupied:
            yield Finding(Gap.EMPTY_SEATS, Severity.ADVICE, "empty-seats", line.kind, facts)
        else:
            severity = law["empty-college"].weigh(Severity.ERROR)
            yield Finding(Gap.EMPTY_COLLEGE, severity, "empty-college", line.kind, facts)


def seats_moved(lines: Sequence[Line], *, too_young: bool, without_families: bool) -> list[Line]:
    """Give the composition when one side cannot sit: its seats go to the other (D311-7).

    Residents who are too young give theirs to families; families that are not justified give
    theirs to residents. Nothing moves when neither or both are true.
    """
    if too_young == without_families:
        return list(lines)
    giving = frozenset({CollegeKind.RESIDENTS}) if too_young else FAMILIES
    taking = CollegeKind.RELATIVES if too_young else CollegeKind.RESIDENTS
    moved = [line for line in lines if line.kind in giving]
    kept = [line for line in lines if line.kind not in giving]
    seats, substitutes = (
        sum(line.seats for line in moved),
        sum(line.substitutes for line in moved),
    )
    if not seats:
        return list(lines)
    for number, line in enumerate(kept):
        if line.kind is taking:
            kept[number] = Line(
                taking,
                line.seats + seats,
                line.occupied,
                line.substitutes + substitutes,
                line.in_shortage,
                line.stands_in,
                line.filling,
            )
            return kept
    return [Line(taking, seats, 0, substitutes), *kept]

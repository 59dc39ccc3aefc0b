"""Too few candidates: what may be done, in which order, by which provision."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from participation.councils.rules.kinds import REPRESENTED, CollegeKind
from participation.organisations.rules.law import Law

DESIGNATING = frozenset({"8°", "9°", "13°"})
"""Categories of L312-1, I where residents may be designated with their agreement (D311-10)."""


class Way(StrEnum):
    """What may be done about candidates who are too few."""

    EXTEND = "extend"
    DESIGNATE = "designate"
    DRAW_VOLUNTEERS = "draw-volunteers"
    HOLD_VOTE = "hold-vote"
    RECORD_SHORTAGE = "record-shortage"


@dataclass(frozen=True, slots=True)
class Candidacies:
    """Where a college stands at the end of candidacies.

    `category` is the service's number in CASF L312-1, I (“8°”); `volunteers` have agreed to serve
    without standing; `extensions` were granted already; `days_left` before the vote opens.
    """

    kind: CollegeKind
    members: int
    substitutes: int
    candidates: int
    volunteers: int = 0
    category: str = ""
    extensions: int = 0
    days_left: int = 0

    @property
    def missing(self) -> int:
        """Count the titulaires' seats without a candidate."""
        return max(0, self.members - self.candidates)

    @property
    def missing_substitutes(self) -> int:
        """Count the substitutes' seats without a candidate, the titulaires' filled first."""
        return max(0, self.substitutes - max(0, self.candidates - self.members))


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that may be done; `seats` is how many it could fill, `days` how long it takes."""

    way: Way
    provision: str
    verified: bool
    seats: int = 0
    days: int = 0


def is_short(of: Candidacies) -> bool:
    """Say whether a titulaire's or a substitute's seat has no candidate."""
    return of.missing > 0 or of.missing_substitutes > 0


def remedies(of: Candidacies, law: Law) -> tuple[Remedy, ...]:
    """Give what may be done, the best first; nothing when candidates are enough.

    One extension, while it leaves time for the list to hang before the vote. Then, in the
    services of 8°, 9° and 13°, designation of residents with their agreement. Then lots among
    volunteers. With one candidate or more the vote is held: empty seats do not block a council
    whose majority holds (D311-6). With none, the director dates a constat de carence (D311-7).
    """
    return tuple(_ways(of, law)) if is_short(of) else ()


def _ways(of: Candidacies, law: Law) -> Iterator[Remedy]:
    wanted = of.missing + of.missing_substitutes
    days = law.number("extension")
    if not of.extensions and of.days_left >= days + law.number("campaign-least"):
        yield Remedy(Way.EXTEND, "extension", law["extension"].verified, wanted, days)
    if of.kind is CollegeKind.RESIDENTS and of.category in DESIGNATING:
        yield Remedy(Way.DESIGNATE, "designation", law["designation"].verified, wanted)
    if of.volunteers:
        seats, verified = min(of.volunteers, wanted), law["volunteers-lots"].verified
        yield Remedy(Way.DRAW_VOLUNTEERS, "volunteers-lots", verified, seats)
    if of.candidates:
        yield Remedy(Way.HOLD_VOTE, "empty-seats", law["empty-seats"].verified, of.candidates)
    elif of.kind in REPRESENTED or not of.volunteers:
        yield Remedy(Way.RECORD_SHORTAGE, "empty-college", law["empty-college"].verified)

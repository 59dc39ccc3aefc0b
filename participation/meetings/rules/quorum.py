"""Quorum and majority of an opinion, on both readings of “half of the members” (CASF D311-17)."""

from collections.abc import Mapping
from dataclasses import dataclass

from participation.councils.rules.kinds import QuorumBase
from participation.meetings.rules.kinds import Outcome


@dataclass(frozen=True, slots=True)
class Room:
    """Who counts in the room: votes of the represented and of the others; all who sit at all.

    Advisory voices and guests are in none of the three (D311-9, D311-18).
    """

    represented: int
    others: int
    members: int

    @property
    def present(self) -> int:
        """Count the votes in the room."""
        return self.represented + self.others

    def half_of(self, base: QuorumBase) -> int:
        """Give the whole of which the represented must be more than half."""
        return self.members if base is QuorumBase.MEMBERS else self.present

    def is_quorate(self, base: QuorumBase) -> bool:
        """Say whether opinions count: represented present > half (D311-17)."""
        return 2 * self.represented > self.half_of(base)

    def missing(self, base: QuorumBase) -> int:
        """Count the represented who would have to come in for opinions to count.

        Whoever comes in is present as well, so on that reading both sides grow.
        """
        if base is QuorumBase.MEMBERS:
            return max(0, self.members // 2 + 1 - self.represented)
        return max(0, self.others + 1 - self.represented)


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes as they were counted."""

    in_favour: int
    against: int
    abstained: int = 0

    @property
    def cast(self) -> int:
        """Count them all."""
        return self.in_favour + self.against + self.abstained


def outcome_of(room: Room, votes: Votes, base: QuorumBase, *, is_second: bool) -> Outcome:
    """Say what a vote came to.

    With the quorum, more for than against. Without it the question goes to a later session; there,
    if the quorum is short again, it passes by the majority of the members present (D311-17).
    Raises ValueError when more votes were counted than there are in the room.
    """
    if min(votes.in_favour, votes.against, votes.abstained) < 0 or votes.cast > room.present:
        message = "more votes than people who vote"
        raise ValueError(message)
    if room.is_quorate(base):
        return Outcome.ADOPTED if votes.in_favour > votes.against else Outcome.REJECTED
    if not is_second:
        return Outcome.CARRIED
    return Outcome.ADOPTED if 2 * votes.in_favour > room.present else Outcome.REJECTED


def readings(room: Room, votes: Votes, *, is_second: bool) -> Mapping[QuorumBase, Outcome]:
    """Give the outcome on each reading of the base: the law's words do not say which."""
    return {base: outcome_of(room, votes, base, is_second=is_second) for base in QuorumBase}

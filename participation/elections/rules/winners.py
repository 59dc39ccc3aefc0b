"""Who is elected: most votes first, ties settled by their rule, seats filled in order."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from participation.councils.rules.kinds import SeatKind, SubstituteOrder


@dataclass(frozen=True, slots=True)
class Seats:
    """What a contest fills, and whether each titulaire brings her own substitute."""

    members: int
    substitutes: int
    order: SubstituteOrder = SubstituteOrder.RANKED

    @property
    def drawn_from(self) -> int:
        """Count the candidates who get a seat by their votes."""
        own = self.order is SubstituteOrder.RANKED
        return self.members + (self.substitutes if own else 0)


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates with as many votes each, among whom the order decides of something."""

    votes: int
    candidates: tuple[str, ...]
    first_place: int
    """The best place that one of them may have, from 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """A seat won: which kind, which rank in it, and whether it goes to the candidate's partner."""

    candidate: str
    kind: SeatKind
    rank: int
    is_partner: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the votes give: the seats won, and the ties to settle before they are certain."""

    places: tuple[Place, ...]
    open_ties: tuple[Tie, ...]
    empty_members: int
    empty_substitutes: int


def groups(votes: Mapping[str, int]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Give candidates by falling number of votes, those without any left out.

    Nobody is elected by no vote at all: the seat stays empty and does not block (D311-6).
    """
    counts = sorted({count for count in votes.values() if count > 0}, reverse=True)
    return tuple(
        (count, tuple(sorted(who for who, own in votes.items() if own == count)))
        for count in counts
    )


def ties(votes: Mapping[str, int], seats: Seats) -> tuple[Tie, ...]:
    """Give the ties that decide of something, the best placed first.

    A tie decides when it goes across the last titulaire's seat or across the last seat of all, and
    when it lies among ranked substitutes, of whom the first is called first. Among titulaires
    alone, and among those who get nothing, nothing is at stake and nothing is drawn.
    """
    return tuple(_deciding(votes, seats))


def _deciding(votes: Mapping[str, int], seats: Seats) -> Iterator[Tie]:
    before = 0
    for count, candidates in groups(votes):
        after = before + len(candidates)
        across = before < seats.members < after or before < seats.drawn_from < after
        among = seats.members <= before < seats.drawn_from
        if len(candidates) > 1 and (across or among):
            yield Tie(count, candidates, before + 1)
        before = after


def elect(
    votes: Mapping[str, int],
    seats: Seats,
    *,
    settled: Mapping[int, Sequence[str]],
    numbers: Mapping[str, int],
    partners: Collection[str] = (),
) -> Outcome:
    """Give every seat to whom it falls, and the ties still to be settled.

    `settled` gives, by number of votes, tied candidates in the order in which they are elected;
    it may name others too, such as one who has refused her seat since. Where nothing is at stake
    the `numbers` on the ballots give the order. With paired seats the `partners` are candidates
    who brought a substitute: she has the same rank. Raises ValueError when a settled tie leaves
    somebody out.
    """
    deciding = {tie.votes: tie for tie in ties(votes, seats)}
    ordered: list[str] = []
    for count, candidates in groups(votes):
        if count in settled:
            kept = [who for who in settled[count] if who in candidates]
            if sorted(kept) != sorted(candidates):
                message = f"the tie at {count} votes leaves somebody out, or names her twice"
                raise ValueError(message)
            ordered += kept
        else:
            ordered += sorted(candidates, key=lambda who: (numbers[who], who))
    open_ties = tuple(tie for count, tie in deciding.items() if count not in settled)
    places = tuple(_places(ordered, seats, frozenset(partners)))
    taken = sum(place.kind is SeatKind.MEMBER for place in places)
    return Outcome(
        places, open_ties, seats.members - taken, seats.substitutes - (len(places) - taken)
    )


def _places(ordered: Sequence[str], seats: Seats, partners: frozenset[str]) -> Iterator[Place]:
    members = ordered[: seats.members]
    for rank, candidate in enumerate(members, 1):
        yield Place(candidate, SeatKind.MEMBER, rank)
    if seats.order is SubstituteOrder.PAIRED:
        for rank, candidate in enumerate(members[: seats.substitutes], 1):
            if candidate in partners:
                yield Place(candidate, SeatKind.SUBSTITUTE, rank, is_partner=True)
        return
    waiting = ordered[seats.members : seats.members + seats.substitutes]
    for rank, candidate in enumerate(waiting, 1):
        yield Place(candidate, SeatKind.SUBSTITUTE, rank)

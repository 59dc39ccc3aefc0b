"""A sealed vote as its bureau sees it: what is missing, what became of the cards, and no vote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from participation.belenios.encoding import fingerprint
from participation.elections.models import Contest, SealedVote, Trustee
from participation.elections.rules.sealed import (
    BEFORE_OPENING,
    CARDS_IN_HAND,
    CardState,
    Missing,
    Phase,
    missing_before,
)

from .counting import VoteSheet
from .sealed import count_cards, find_sealed, list_trustees


@dataclass(frozen=True)
class UrnSheet:
    """A contest whose people vote in sealed ballots."""

    contest: Contest
    sealed: SealedVote | None
    """None before its ceremony was prepared."""
    trustees: Sequence[Trustee]
    cards: Mapping[CardState, int]
    """What became of the cards, as the urn said when the vote was closed."""

    @property
    def phase(self) -> Phase | None:
        """Say where it stands."""
        return None if self.sealed is None else self.sealed.phase

    @property
    def before_opening(self) -> bool:
        """Say whether keys and cards may still be made."""
        return self.phase is None or self.phase in BEFORE_OPENING

    @property
    def possessions(self) -> int:
        """Count the assessors who have shown that their card opens."""
        return sum(1 for each in self.trustees if each.possession is not None)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Say what must be done before the vote can open."""
        if not self.before_opening:
            return ()
        return missing_before(
            size=len(self.trustees),
            keys=sum(1 for each in self.trustees if each.key is not None),
            possessions=self.possessions,
            cards=(self.sealed.cards or 0) if self.sealed else 0,
        )

    @property
    def has_archive(self) -> bool:
        """Say whether its tally was fixed: an urn that was left closed has no archive."""
        return self.sealed is not None and self.sealed.ended_on is not None

    @property
    def has_cards_in_hand(self) -> bool:
        """Say whether cards were made, and the bureau may still take one back."""
        return bool(self.sealed and self.sealed.cards) and self.phase in CARDS_IN_HAND

    @property
    def decryptions(self) -> int:
        """Count the assessors who have helped to open the tally."""
        return sum(1 for each in self.trustees if each.partial is not None)

    @property
    def together(self) -> Sequence[Trustee]:
        """Give the assessors whose keys one device held; none where each had her own."""
        held = [each for each in self.trustees if each.shared]
        return held if len(held) > 1 else ()

    @property
    def one_opens(self) -> bool:
        """Say whether that device held enough keys to open the urn."""
        return self.sealed is not None and len(self.together) >= self.sealed.threshold

    @property
    def opened_by_one(self) -> bool:
        """Say whether one device is known to have read the cards of several people at the count."""
        return any(each.shared_at_count for each in self.trustees)

    @property
    def is_prepared(self) -> bool:
        """Say whether keys and cards are there, and each key was shown to open."""
        made = self.sealed
        has_keys = made is not None and bool(made.election and made.trustees and made.cards)
        return has_keys and bool(self.trustees) and self.possessions == len(self.trustees)

    @cached_property
    def fingerprint(self) -> str:
        """Give the fingerprint of the election, as everybody compares it; empty before its keys."""
        known = self.sealed.election if self.sealed else None
        return fingerprint(known.encode()) if known else ""


def see_urn(session: Session, contest: Contest) -> UrnSheet:
    """Give the sealed vote of a contest that was reached."""
    sealed = find_sealed(session, contest.id)
    if sealed is None:
        return UrnSheet(contest, None, (), {})
    trustees = list_trustees(session, sealed)
    return UrnSheet(contest, sealed, trustees, count_cards(session, sealed))


def see_urns(session: Session, sheet: VoteSheet) -> Mapping[int, UrnSheet]:
    """Give the sealed votes of an election, by the key of their contest."""
    return {
        each.contest.id: see_urn(session, each.contest) for each in sheet.voting if each.is_sealed
    }

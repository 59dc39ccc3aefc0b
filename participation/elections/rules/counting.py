"""The arithmetic of a count: what two readers found, whether it adds up, and its fingerprint."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

COUNT = "participation-count-1"
"""Name and version of the text whose SHA-256 is the fingerprint of a count."""
MINUTES = "participation-minutes-1"
"""Name and version of the text whose SHA-256 is the fingerprint of a procès-verbal."""
FEWEST_SHOWN = 5
"""Under so many ballots no count is shown outside the procès-verbal: it tells who chose whom."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one reader counted in a contest.

    `registered` stand on the roll, `signed` signed it, `found` lay in the urn; `blank` and `null`
    are among those found; `votes` counts the ballots that name each candidate. `chosen` is how
    many candidates a ballot may name.
    """

    registered: int
    signed: int
    found: int
    blank: int
    null: int
    votes: Mapping[str, int]
    chosen: int = 1

    @property
    def valid(self) -> int:
        """Count the ballots that name somebody, as they should."""
        return self.found - self.blank - self.null

    @property
    def gap(self) -> int:
        """Count the ballots found beyond the signatures; negative where some are missing."""
        return self.found - self.signed


class Fault(StrEnum):
    """What does not add up."""

    NEGATIVE = "negative-figure"
    TOO_MANY_SIGNATURES = "more-signatures-than-registered"
    TOO_MANY_BALLOTS = "more-ballots-than-registered"
    NO_VALID_LEFT = "blank-and-null-beyond-ballots"
    CANDIDATE_BEYOND = "candidate-beyond-ballots"
    TOO_MANY_VOTES = "more-votes-than-choices"
    TOO_FEW_VOTES = "fewer-votes-than-ballots"
    UNEXPLAINED_GAP = "ballots-differ-from-signatures"


def faults(of: Figures, *, explained: bool = False) -> Iterator[Fault]:
    """Say what does not add up in the figures of one reader; nothing when they do.

    Each valid ballot names one candidate at least and `chosen` at most, none of them twice. As
    many ballots as signatures: another number needs its explanation in the procès-verbal, and is
    no fault then, for a paper that was miscounted cannot be counted away. Nor can an urn that
    holds more ballots than there are people: it is written as it is, and then challenged.
    """
    if min((of.registered, of.signed, of.found, of.blank, of.null, *of.votes.values())) < 0:
        yield Fault.NEGATIVE
        return
    if of.signed > of.registered:
        yield Fault.TOO_MANY_SIGNATURES
    if of.found > of.registered and not explained:
        yield Fault.TOO_MANY_BALLOTS
    if of.valid < 0:
        yield Fault.NO_VALID_LEFT
        return
    if of.gap and not explained:
        yield Fault.UNEXPLAINED_GAP
    total = sum(of.votes.values())
    if any(count > of.valid for count in of.votes.values()):
        yield Fault.CANDIDATE_BEYOND
    if total > of.valid * of.chosen:
        yield Fault.TOO_MANY_VOTES
    if total < of.valid:
        yield Fault.TOO_FEW_VOTES


def disagreements(first: Figures, second: Figures) -> tuple[str, ...]:
    """Name the lines on which two readers differ; candidates by their key."""
    plain = ("registered", "signed", "found", "blank", "null")
    names = [name for name in plain if getattr(first, name) != getattr(second, name)]
    everyone = sorted({*first.votes, *second.votes})
    return (*names, *(key for key in everyone if first.votes.get(key) != second.votes.get(key)))


def written(of: Figures, *, contest: str) -> str:
    """Give the one text of a count: a line for each figure, candidates sorted by key."""
    lines = [COUNT, f"contest={contest}"]
    plain = ("registered", "signed", "found", "blank", "null", "chosen")
    lines += [f"{name}={getattr(of, name)}" for name in plain]
    lines += [f"{key}={of.votes[key]}" for key in sorted(of.votes)]
    return "\n".join(lines)


def fingerprint(of: Figures, *, contest: str) -> str:
    """Give the SHA-256, in hexadecimal, of the text of a count: `printf %s TEXT | sha256sum`."""
    return hashlib.sha256(written(of, contest=contest).encode()).hexdigest()


def figures_of_minutes(
    election: str, contests: Sequence[tuple[str, str, Sequence[tuple[str, int, str]]]]
) -> tuple[str, ...]:
    """Give the lines of a procès-verbal: each count's hash, then its elected (kind, rank, name)."""
    lines = [MINUTES, f"election={election}"]
    for contest, final_hash, elected in contests:
        lines.append(f"contest={contest} {final_hash}".rstrip())
        lines += [f"{kind} {rank} {name}" for kind, rank, name in elected]
    return tuple(lines)


def seal(lines: Sequence[str]) -> str:
    """Give the SHA-256, in hexadecimal, of lines joined by single line feeds."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def is_shown(ballots: int) -> bool:
    """Say whether blank and null ballots of a contest may be told outside the procès-verbal."""
    return ballots >= FEWEST_SHOWN

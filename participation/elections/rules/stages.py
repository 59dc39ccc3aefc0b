"""The stages of an election: what it is about, where it stands, how people vote."""

from enum import StrEnum


class ElectionKind(StrEnum):
    """What is elected."""

    COUNCIL = "council"
    PARTIAL = "partial"
    """Some seats of a council, until the term of the others ends; its parent filled them before."""
    CHAIR = "chair"
    """The chair and her deputy, by the elected (D311-9)."""
    SECOND_DEGREE = "second-degree"
    """Seats elsewhere (board, inter-service council), by the elected."""


BY_ELECTED = frozenset({ElectionKind.CHAIR, ElectionKind.SECOND_DEGREE})
"""Elections in which the elected vote: their roll is the councils themselves, nothing is called."""


class Stage(StrEnum):
    """Where an election stands; each stage allows its own deeds."""

    PREPARATION = "preparation"
    CALL = "call"
    """The call hangs and the roll is posted: candidacies and objections are received."""
    LIST = "list"
    """Roll and list of candidates are settled and posted; the campaign runs."""
    VOTE = "vote"
    SUSPENDED = "suspended"
    COUNT = "count"
    """The vote is closed: urns are opened, ballots counted, ties settled."""
    CHALLENGE = "challenge"
    """Results are posted and may be challenged."""
    PROCLAIMED = "proclaimed"
    """The elected sit."""
    ANNULLED = "annulled"


SHOWN = frozenset({Stage.CALL, Stage.LIST, Stage.VOTE, Stage.SUSPENDED})
"""When residents see an election; its results have their own page."""
POSTED = frozenset({Stage.LIST, Stage.VOTE, Stage.SUSPENDED, Stage.COUNT, Stage.CHALLENGE})
"""When the candidates are shown to everybody."""


def telling(kind: ElectionKind) -> tuple[Stage, ...]:
    """Give when candidates tell of themselves: until the list hangs, the elected until the vote."""
    return (Stage.CALL, Stage.LIST) if kind in BY_ELECTED else (Stage.CALL,)


class Way(StrEnum):
    """How the people of a contest vote."""

    PAPER = "paper"
    """Paper ballots only: fewer than five voters, or by choice of the bureau."""
    SEALED = "sealed"
    """Sealed ballots at the kiosk and on phones, and paper, in one merged count."""


class Settlement(StrEnum):
    """How a contest gets its elected."""

    VOTE = "vote"
    DESIGNATION = "designation"
    """With their agreement, in the services of 8°, 9° and 13° (D311-10)."""
    DRAWING = "drawing"
    """Lots drawn among volunteers."""
    SHORTAGE = "shortage"
    """No candidate: constat de carence (D311-7)."""
    MERGED = "merged"
    """Too few voters for secrecy: another contest elects for both."""

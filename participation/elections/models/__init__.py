"""What an election keeps."""

from participation.elections.models.contests import Contest, Election
from participation.elections.models.process import (
    Candidacy,
    Lots,
    Objection,
    RollEntry,
    Volunteer,
)
from participation.elections.models.sealed import ChainedBallot, SealedVote, Trustee, VoteCard

__all__ = [
    "Candidacy",
    "ChainedBallot",
    "Contest",
    "Election",
    "Lots",
    "Objection",
    "RollEntry",
    "SealedVote",
    "Trustee",
    "Volunteer",
    "VoteCard",
]

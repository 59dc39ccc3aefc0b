"""What an election keeps."""

from participation.elections.models.contests import Contest, Election
from participation.elections.models.counting import (
    AssistedVotes,
    BureauMember,
    Challenge,
    Count,
    Observation,
    Reading,
    Renunciation,
    Result,
    Tally,
    TieDraw,
)
from participation.elections.models.devices import VotingScreen
from participation.elections.models.incidents import Incident
from participation.elections.models.postal import PostalVote
from participation.elections.models.process import (
    Candidacy,
    Lots,
    Objection,
    RollEntry,
    Volunteer,
)
from participation.elections.models.sealed import (
    ChainedBallot,
    SealedVote,
    Trustee,
    VoteCard,
    WitnessBallot,
)

__all__ = [
    "AssistedVotes",
    "BureauMember",
    "Candidacy",
    "ChainedBallot",
    "Challenge",
    "Contest",
    "Count",
    "Election",
    "Incident",
    "Lots",
    "Objection",
    "Observation",
    "PostalVote",
    "Reading",
    "Renunciation",
    "Result",
    "RollEntry",
    "SealedVote",
    "Tally",
    "TieDraw",
    "Trustee",
    "Volunteer",
    "VoteCard",
    "VotingScreen",
    "WitnessBallot",
]

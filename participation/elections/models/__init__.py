"""What an election keeps."""

from participation.elections.models.contests import Contest, Election
from participation.elections.models.process import (
    Candidacy,
    Lots,
    Objection,
    RollEntry,
    Volunteer,
)

__all__ = ["Candidacy", "Contest", "Election", "Lots", "Objection", "RollEntry", "Volunteer"]

"""What an election keeps."""

from participation.elections.models.contests import Contest, Election

__all__ = ["Contest", "Election"]

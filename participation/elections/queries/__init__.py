"""Finding elections, their contests, rolls and candidacies."""

from .elections import (
    contest_of,
    council_of,
    get_candidacy,
    get_contest,
    get_entry,
    list_candidacies,
    list_contests,
    list_elections,
    list_objections,
    list_roll,
    list_volunteers,
    reach_election,
)

__all__ = [
    "contest_of",
    "council_of",
    "get_candidacy",
    "get_contest",
    "get_entry",
    "list_candidacies",
    "list_contests",
    "list_elections",
    "list_objections",
    "list_roll",
    "list_volunteers",
    "reach_election",
]

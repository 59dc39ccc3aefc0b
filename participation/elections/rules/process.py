"""The words of rolls and candidacies: where each stands, and what lots were drawn for."""

from enum import StrEnum


class CandidacyState(StrEnum):
    """Where a candidacy stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """Not eligible: the reason is written and told to her."""
    WITHDRAWN = "withdrawn"


class LotsFor(StrEnum):
    """What lots are drawn for before a vote."""

    ORDER = "order"
    """The numbers of the candidates on ballots and posters."""
    VOLUNTEERS = "volunteers"
    """Who of the volunteers sits, where candidates are too few."""

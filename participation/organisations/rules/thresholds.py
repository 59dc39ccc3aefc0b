"""The smallest group of people of whom anything is told: one place for every room."""

from enum import IntEnum


class Threshold(IntEnum):
    """Smallest count shown: within the services, and to the public or in crossed tables."""

    INTERNAL = 5
    PUBLIC = 11

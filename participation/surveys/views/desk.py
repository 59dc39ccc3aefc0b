"""Every page of the questionnaires' desk, gathered on its blueprint."""

from . import (
    asking,
    banking,
    bringing,
    conditions,
    easy,
    editing,
    rehearsing,
    texts,
    titles,
)
from .questionnaires import bp

__all__ = [
    "asking",
    "banking",
    "bp",
    "bringing",
    "conditions",
    "easy",
    "editing",
    "rehearsing",
    "texts",
    "titles",
]

"""The pages of councils: the desk of those who look after them, and who represents me."""

from . import (
    care,
    composition,
    events,
    evidence,
    gallery,
    instances,
    mandate,
    network,
    reports,
    resident,
    seats,
    works,
)
from .desk import bp

__all__ = [
    "bp",
    "care",
    "composition",
    "events",
    "evidence",
    "gallery",
    "instances",
    "mandate",
    "network",
    "reports",
    "resident",
    "seats",
    "works",
]

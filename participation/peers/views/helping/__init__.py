"""A helper's own pages, on her phone: her roster, her times, her profile, what comes after."""

from . import afterwards, feed, handing, portrait, profile, roster, times
from .door import bp

__all__ = ["afterwards", "bp", "feed", "handing", "portrait", "profile", "roster", "times"]

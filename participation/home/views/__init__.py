"""The first pages of a house: the resident's and the desk of staff."""

from . import staff
from .resident import bp

__all__ = ["bp", "staff"]

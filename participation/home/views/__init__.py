"""The first pages of a house: the resident's and the desk of staff."""

from . import menu, staff
from .front import bp as front
from .resident import bp

__all__ = ["bp", "front", "menu", "staff"]

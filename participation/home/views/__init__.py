"""The first pages of a house: the resident's, the desk of staff, and the guides."""

from . import guides, menu, staff
from .front import bp as front
from .resident import bp

__all__ = ["bp", "front", "guides", "menu", "staff"]

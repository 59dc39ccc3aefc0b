"""The first pages of a house: the resident's, the desk of staff, and the guides."""

from . import guides, staff
from .front import bp as front
from .resident import bp

__all__ = ["bp", "front", "guides", "staff"]

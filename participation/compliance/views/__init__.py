"""The pages of the state of the law and of the papers of trust."""

from . import facts, incidents, milestones, public, states
from .desk import bp
from .trust import bp as trust

__all__ = ["bp", "facts", "incidents", "milestones", "public", "states", "trust"]

"""The pages of the state of the law: the association, one service, its dated facts."""

from . import milestones, states
from .desk import bp

__all__ = ["bp", "milestones", "states"]

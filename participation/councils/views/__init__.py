"""The pages of councils: the desk of those who look after them, and who represents me."""

from . import composition, instances, resident, seats
from .desk import bp

__all__ = ["bp", "composition", "instances", "resident", "seats"]

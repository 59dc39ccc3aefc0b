"""The pages of residents who speak, of facilitators who listen, of those who name whom to ask."""

from . import alerting, aside, listening, resident, topics
from .desk import bp

__all__ = ["alerting", "aside", "bp", "listening", "resident", "topics"]

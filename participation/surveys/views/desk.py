"""Every page of the questionnaires' desk, gathered on its blueprint."""

from . import bringing
from .questionnaires import bp

__all__ = ["bp", "bringing"]

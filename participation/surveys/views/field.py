"""The blueprint of a survey in the field, with every door that opens on it."""

from . import fieldwork, scanning, typing
from .fieldwork import bp

__all__ = ["bp", "fieldwork", "scanning", "typing"]

"""Doors of public screens: what a resident meets, what a team does with them."""

from . import devices, screens
from .door import bp, with_screen

__all__ = ["bp", "devices", "screens", "with_screen"]

"""Every page of a resident's answers, gathered on its blueprint."""

from . import (
    answering,
    assisting,
    holding,
    parts,
    practising,
    sending,
    telling,
    touching,
    voices,
    whole,
)
from .door import bp

__all__ = [
    "answering",
    "assisting",
    "bp",
    "holding",
    "parts",
    "practising",
    "sending",
    "telling",
    "touching",
    "voices",
    "whole",
]

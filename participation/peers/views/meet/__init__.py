"""A resident's meetings: whom, when, done; groups; her own list; giving a time back."""

from . import choosing, groups, own, tickets
from .door import bp

__all__ = ["bp", "choosing", "groups", "own", "tickets"]

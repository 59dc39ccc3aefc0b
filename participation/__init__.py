"""Participation platform for social-care associations."""

__version__ = "0.1.0"

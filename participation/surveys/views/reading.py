"""The blueprint of results, with every door that opens on them."""

from . import analysis, downloads, following, hanging
from .analysis import bp

__all__ = ["analysis", "bp", "downloads", "following", "hanging"]

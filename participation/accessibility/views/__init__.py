"""The studio of voices and films, and what gives each page its clips and films."""

from .screening import film
from .studio import EXTENSION, Studio, bp, is_heard, open_studio

__all__ = ["EXTENSION", "Studio", "bp", "film", "is_heard", "open_studio"]

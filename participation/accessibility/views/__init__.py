"""The studio of voices and films, and what gives each page its clips and films."""

from .screening import film
from .studio import EXTENSION, Heard, Studio, bp, clip, is_heard, open_studio

__all__ = ["EXTENSION", "Heard", "Studio", "bp", "clip", "film", "is_heard", "open_studio"]

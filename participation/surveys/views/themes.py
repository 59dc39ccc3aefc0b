"""The pages of themes: reading messages for them, and choosing what is quoted."""

from participation.surveys.views import quoting
from participation.surveys.views.coding import bp

__all__ = ["bp", "quoting"]

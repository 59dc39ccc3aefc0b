"""The picture code: four of twelve drawings, in order."""

from collections.abc import Sequence

PICTURES = (
    "key",
    "sun",
    "fish",
    "tree",
    "cup",
    "boat",
    "bird",
    "house",
    "bicycle",
    "apple",
    "star",
    "umbrella",
)
"""Names of drawings; their order on the screen never changes (memory of place)."""
LENGTH = 4


def read_pictures(chosen: Sequence[str]) -> str | None:
    """Give the code to hash, or None unless four known pictures were chosen."""
    if len(chosen) != LENGTH or any(name not in PICTURES for name in chosen):
        return None
    return " ".join(chosen)


def is_too_simple(chosen: Sequence[str]) -> bool:
    """Say whether one picture four times was chosen: whoever looks on remembers it."""
    return len(set(chosen)) == 1

"""Measures surveys unless a word names `elections`, `peers` or `accessibility`: run.py bench."""

import sys

from tests.bench import accessibility, elections, peers, surveys

NAMED = {
    "surveys": surveys.main,
    "elections": elections.main,
    "peers": peers.main,
    "accessibility": accessibility.main,
}


def main(words: list[str] | None = None) -> int:
    """Measure what the first word names."""
    first, *rest = (sys.argv[1:] if words is None else words) or [""]
    return NAMED[first](rest) if first in NAMED else surveys.main([first, *rest] if first else [])


if __name__ == "__main__":
    sys.exit(main())

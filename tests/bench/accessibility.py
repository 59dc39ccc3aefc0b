"""Measures the accessibility of every page with axe, and writes what the public statement says."""

import sys
from pathlib import Path

import pytest

WALK = Path(__file__).with_name("every_page.py")


def main(rest: list[str]) -> int:
    """Walk the tour of the demonstration: `run.py bench accessibility`; some minutes."""
    options = ["-q", "-s", "-n", "0", "--database", "sqlite", "-p", "no:cacheprovider"]
    return int(pytest.main([*options, str(WALK), *rest]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Measures the accessibility of every page with axe, and writes what the public statement says."""

import subprocess
import sys
from pathlib import Path

WALK = Path(__file__).with_name("every_page.py")


def main(rest: list[str]) -> int:
    """Walk the tour of the demonstration: `run.py bench accessibility`; some minutes."""
    options = ["-q", "-s", "-n", "0", "--database", "sqlite", "-o", "faulthandler_timeout=0"]
    command = [sys.executable, "-m", "pytest", *options, str(WALK), *rest]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

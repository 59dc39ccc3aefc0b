"""A directory that is certified and shares no library with ours: npm's oidc-provider, on Node."""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from tests.accounts.registered import CLIENT, SECRET, Claims

HOME = Path(__file__).parent / "certified"
BIN = Path(__file__).parents[2] / ".venv" / "bin"


@dataclass(frozen=True, slots=True)
class Certified:
    """The directory as it runs: its address, and who is in it."""

    issuer: str
    said: IO[str]
    heard: IO[str]

    def knows(self, people: Mapping[str, Claims]) -> None:
        """Let these people be in it, and nobody else."""
        self.said.write(json.dumps(people) + "\n")
        self.said.flush()
        assert "known\n" in self.heard, "it has ended"  # after what it says of itself


@contextlib.contextmanager
def run_certified(base: str) -> Iterator[Certified]:
    """Let it answer for the association at an address of ours; end it afterwards."""
    node = shutil.which("node", path=f"{os.environ['PATH']}{os.pathsep}{BIN}") or ""
    if not node or not (HOME / "node_modules").is_dir():
        sentence = "the directory of tests is not there: python3 run.py test fetches it"
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(f"!!! {sentence}")
    way = f"{base}/sign-in/directory"
    words = [node, "provider.mjs", f"{way}/back", f"{way}/ended", CLIENT, SECRET]
    with subprocess.Popen(
        words, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin
        assert program.stdout
        try:
            yield Certified(program.stdout.readline().strip(), program.stdin, program.stdout)
        finally:
            program.terminate()

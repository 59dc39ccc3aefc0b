"""Asking the browser's modules something, by one process of Node."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.house.tree import ROOT


def find_node() -> str:
    """Give the path of Node; fail where `python3 run.py setup` has not brought it."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)])
    node = shutil.which("node", path=path)
    assert node, "python3 run.py setup brings Node where the machine has none"
    return node


def ask_node(script: str, sent: object) -> Any:
    """Give what a script of frontend/tests answers to JSON on its input."""
    done = subprocess.run(
        [find_node(), f"tests/{script}.js"],
        cwd=ROOT / "participation" / "frontend",
        input=json.dumps(sent),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

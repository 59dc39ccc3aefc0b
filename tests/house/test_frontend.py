"""The enhancements of the browser, under Node's own test runner."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT


def test_the_enhancements_do_what_they_say() -> None:
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)])
    npm = shutil.which("npm", path=path)
    assert npm, "python3 run.py setup brings Node where the machine has none"
    done = subprocess.run(
        [npm, "test"],
        cwd=ROOT / "participation" / "frontend",
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"pass [1-9]", done.stdout), "npm test ran nothing"

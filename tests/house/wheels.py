"""The wheel of this checkout, and one that stands for the version before it."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.house.tree import ROOT

MARK = "AGE"


def build(folder: Path) -> Path:
    """Build the wheel, as docs/install.md says, without a network."""
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--no-index", "--wheel-dir", folder, ROOT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def age(wheel: Path, folder: Path) -> Path:
    """Copy a wheel under the same name; the package of the copy says that it is an older one."""
    folder.mkdir()
    older = folder / wheel.name
    with zipfile.ZipFile(wheel) as source, zipfile.ZipFile(older, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "participation/__init__.py":
                content += f'\n{MARK} = "older"\n'.encode()
            target.writestr(name, content)
    return older

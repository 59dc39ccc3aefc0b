"""The wheel: everything that serves people, nothing that only builds."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house import wheels
from tests.house.tree import ROOT, shown


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheels.build(tmp_path_factory.mktemp("wheel"))


def test_it_carries_what_serves_people(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    static = (ROOT / "participation" / "static").rglob("*")
    package = (ROOT / "participation").rglob("*.py")
    wanted = {shown(path) for path in (*static, *package) if path.is_file()}
    for folder in ("templates", "translations"):
        found = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        wanted |= {f"participation/{shown(path)}" for path in found}
    assert wanted <= carried, sorted(wanted - carried)
    assert "participation/static/manifest.json" in wanted


def test_it_leaves_the_building_site_behind(wheel: Path) -> None:
    roots = ("participation/", "participation-")
    for name in zipfile.ZipFile(wheel).namelist():
        assert name.startswith(roots)
        assert not name.startswith("participation/frontend/"), name


def test_it_runs_where_there_is_no_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from participation import app, settings\n"
        "print(app.__file__, settings.folder('templates'), settings.folder('translations'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [Path(each).is_relative_to(tmp_path) for each in done.stdout.split()] == [True] * 3

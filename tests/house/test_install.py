"""docs/install.md is done as it says: its blocks are run in order, in a clean folder."""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests import postgresql
from tests.house import wheels
from tests.house.tree import ROOT

BLOCK = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall((ROOT / "docs" / "install.md").read_text())
DONE = {"", "may-fail"}
PIP = '#!/bin/sh\nexec "{}" -m pip "$@"\n'
"""pip is borrowed as the other libraries are."""


def blocks(kind: str, *marks: str) -> list[str]:
    """Give the blocks of a language that bear one of these marks."""
    return [text for found, mark, text in BLOCKS if found == kind and (not marks or mark in marks)]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give an empty folder in which the program is installed already."""
    place = tmp_path / "house"
    place.mkdir(mode=0o750)
    (place / "venv").symlink_to(sys.prefix)
    return place


def run(house: Path, *texts: str, **more: str) -> str:
    """Run blocks in one shell, as a person who types them would; give what they say."""
    names = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    names |= {"HOUSE": str(house), "HOME": str(house), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-ec", "\n".join(texts)],
        env=names | more,
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_each_block_has_a_known_mark() -> None:
    known = {"", "root", "install", "may-fail", "postgresql", "upgrade"}
    assert {mark for kind, mark, _text in BLOCKS if kind == "sh"} <= known
    assert len(blocks("sh", *DONE)) >= 5


def test_a_screen_keeps_on_its_disk_what_waits_for_the_network() -> None:
    (screen,) = [text for text in blocks("sh", "root") if "--kiosk" in text]
    assert "--user-data-dir=/var/lib/" in screen
    assert "incognito" not in (ROOT / "docs" / "install.md").read_text()


@pytest.mark.parametrize("text", blocks("sh"), ids=map(str, range(len(blocks("sh")))))
def test_each_block_is_well_spelt(text: str) -> None:
    done = subprocess.run(["sh", "-n"], input=text, text=True, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_the_blocks_are_done_in_order_and_the_house_stands(house: Path) -> None:
    texts = [
        text if mark != "may-fail" else f"set +e\n{text}set -e\n"
        for kind, mark, text in BLOCKS
        if kind == "sh" and mark in DONE
    ]
    said = run(house, *texts)
    assert "The settings are safe for production, at https://avis.example.org." in said
    assert re.search(r"https://avis\.example\.org/rive/password#\S+", said)
    assert "Restored the copy of" in said
    unsafe = [line for line in said.splitlines() if line.startswith("UNSAFE")]
    assert [line for line in unsafe if "runs as root" not in line] == []
    assert (house / "trial" / "participation.sqlite").is_file()
    assert (house / "settings").stat().st_mode & 0o077 == 0


@pytest.fixture
def server(run_folder: Path, request: pytest.FixtureRequest) -> Iterator[postgresql.Server]:
    """Give a server on which the roles and the database of the page are made, then gone."""
    found = postgresql.server(run_folder, request.config.option.postgresql)
    *statements, inside = [
        each.strip() for each in "".join(blocks("sql")).split(";") if each.strip()
    ]
    with found.reach("postgres") as connection:
        for statement in statements:
            connection.execute(statement.encode())
    with found.reach("avis") as connection:
        connection.execute(inside.encode())
    yield found
    found.drop("avis")
    with found.reach("postgres") as connection:
        for role in ("avis", "avis_owner"):
            connection.execute(psycopg.sql.SQL("DROP ROLE {}").format(psycopg.sql.Identifier(role)))


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """Give a folder with an environment of its own, which borrows the libraries of this one."""
    place = tmp_path / "apart"
    place.mkdir(mode=0o750)
    venv.create(place / "venv", symlinks=True)
    (packages,) = (place / "venv").glob("lib/python3*/site-packages")
    (packages / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    (place / "venv" / "bin" / "pip").write_text(PIP.format(place / "venv" / "bin" / "python"))
    (place / "venv" / "bin" / "pip").chmod(0o755)
    return place


@pytest.mark.long
def test_a_new_version_comes_and_goes_as_the_page_says(apart: Path, tmp_path: Path) -> None:
    new = wheels.build(tmp_path)
    older = wheels.age(new, tmp_path / "older")
    names = {"WHEEL": str(new), "OLD_WHEEL": str(older), "PYTHONPATH": "", "PIP_NO_INDEX": "1"}
    told = f"import participation; print(vars(participation).get({wheels.MARK!r}))"
    age = f'"$HOUSE/venv/bin/python" -c "{told}"'
    first, settings, founded = blocks("sh", "")[:3]
    upgrade, back = blocks("sh", "upgrade")
    bring = '"$HOUSE/venv/bin/pip" install --no-deps "$OLD_WHEEL"'
    found = '"$HOUSE/venv/bin/participation" found aval Aval --person Eve --email eve@example.org'
    said = run(apart, first, bring, settings, founded, age, upgrade, age, found, back, age, **names)
    ages = [line for line in said.splitlines() if line in {"older", "None"}]
    assert ages == ["older", "None", "older"]
    assert "Restored the copy of" in said
    rows = sqlite3.connect(apart / "data" / "participation.sqlite")
    with contextlib.closing(rows):
        assert rows.execute("SELECT slug FROM organisation").fetchall() == [("rive",)]


@pytest.mark.long
def test_it_moves_to_postgresql_as_the_page_says(house: Path, server: postgresql.Server) -> None:
    urls = {
        "OWNER_URL": server.url("avis", "avis_owner"),
        "PROGRAM_URL": server.url("avis", "avis"),
    }
    doctor = '"$HOUSE/venv/bin/participation" doctor || true'
    again = 'set -a; . "$HOUSE/settings"; set +a'
    said = run(house, *blocks("sh", "")[:3], *blocks("sh", "postgresql"), again, doctor, **urls)
    assert "each was read back and is the same" in said
    assert "passes through every wall" not in said
    assert "owns its tables" not in said
    assert "No wall between associations" not in said


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_the_units_are_understood(tmp_path: Path) -> None:
    for kind, mark, text in BLOCKS:
        if kind == "ini":
            unit = tmp_path / Path(mark).name
            sound = text.replace("/srv/participation/venv/bin/gunicorn", "/bin/true")
            sound = sound.replace("/srv/participation/venv/bin/participation", "/bin/true")
            unit.write_text(sound.replace("EnvironmentFile=", "EnvironmentFile=-"))
            done = subprocess.run(
                ["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False
            )
            assert unit.name not in done.stderr, done.stderr

"""The one command: bare Python is enough, locks are whole, a second time does nothing."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run
from tests.house.tree import ROOT, configuration

RUNTIME, TESTED, NODE, BOOT = (
    ROOT / ".ci" / f"requirements{name}.txt" for name in ("", "-test", "-node", "-boot")
)


def _locked(path: Path) -> dict[tuple[str, str], int]:
    """Give (package==version, marker) → number of hashes."""
    found: dict[tuple[str, str], int] = {}
    last = ("", "")
    for line in path.read_text().splitlines():
        if match := re.match(r"(\S+==\S+?)(?: ; (.+?))? \\$", line):
            last = (match[1], match[2] or "")
            found[last] = 0
        elif re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$", line):
            found[last] += 1
        else:
            pytest.fail(f"{path.name}: what is {line!r}?")
    return found


def test_run_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "run.py").read_text())
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([each.name for each in node.names] if isinstance(node, ast.Import)
                     else [node.module or ""])
    }  # fmt: skip
    assert imported <= sys.stdlib_module_names


def test_run_offers_its_commands() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "run.py", "--help"], capture_output=True, text=True, check=True
    )
    for command in ("demo", "test", "setup", "bench"):
        assert re.search(rf"^\s+{command}\s+\w", done.stdout, re.MULTILINE)


def test_an_old_python_is_told_what_to_do() -> None:
    lie = "import sys; sys.version_info = (3, 10, 4); exec(open('run.py').read())"
    done = subprocess.run(
        [sys.executable, "-c", lie], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The platform needs Python 3.11 or newer")


@pytest.mark.parametrize("path", [RUNTIME, TESTED, NODE, BOOT], ids=lambda path: path.name)
def test_locks_have_a_hash_for_each_package_and_name_no_registry(path: Path) -> None:
    locked = _locked(path)
    assert locked
    assert all(locked.values())
    assert "://" not in path.read_text()


def test_the_demonstration_runs_what_was_tested() -> None:
    assert set(_locked(RUNTIME)) <= set(_locked(TESTED))


def test_locks_hold_what_the_project_asks_for() -> None:
    project = configuration()["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[\[<>=~ ]", each)[0] for each in wanted} - {project["name"]}
    tested = {each.partition("==")[0] for each, _marker in _locked(TESTED)}
    assert names <= tested, "lock again: docs/development.md says how"


def test_ci_does_what_anyone_can_do() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = [line for line in script.read_text().splitlines() if line and line[0] != "#"]
    assert lines == ['cd "$(dirname "$0")/.." || exit', "CI=1 exec python3 run.py test"]


def test_a_second_time_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "VENV", tmp_path)
    done: list[str] = []
    for fingerprint, present in (("a", True), ("a", True), ("b", True), ("b", False)):
        run.once("thing", fingerprint, lambda: done.append("made"), present=present)
    assert len(done) == 3


def test_what_failed_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "VENV", tmp_path)
    run.once("thing", "a", lambda: None)

    def fail() -> None:
        sys.exit("no network")

    with pytest.raises(SystemExit):
        run.once("thing", "b", fail)
    done: list[str] = []
    run.once("thing", "a", lambda: done.append("made"))
    assert done == ["made"]


def test_a_changed_file_changes_the_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "main.js"
    file.write_text("let a = 1")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "foreign.js").write_text("let b = 2")
    assert run.files(tmp_path) == [file]
    before = run.digest(*run.files(tmp_path))
    file.write_text("let a = 2")
    assert run.digest(*run.files(tmp_path)) != before


def test_packages_that_another_checkout_shares_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, own = tmp_path / "shared", tmp_path / "own"
    shared.mkdir()
    own.mkdir()
    (own / "node_modules").symlink_to(shared)
    monkeypatch.setattr(run, "FRONTEND", own)
    monkeypatch.setattr(run, "node_path", lambda: "")
    monkeypatch.setattr(run, "call", lambda *_words, **_more: None)
    run.build_frontend()
    assert shared.is_dir()
    assert not (own / "node_modules").exists()


def test_a_failure_is_a_sentence_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    shout = "print('the cause'); raise SystemExit(3)"
    with pytest.raises(SystemExit, match=r"stopped with 3\. Call a friend\."):
        run.call(sys.executable, "-c", shout, remedy="Call a friend.")
    assert "the cause" in capsys.readouterr().err


def _no_browser(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    tried: list[tuple[object, ...]] = []

    def fail(*words: object) -> bool:
        tried.append(words)
        return False

    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(run, "works", fail)
    return tried


def test_without_any_browser_ci_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = _no_browser(monkeypatch)
    monkeypatch.setenv("CI", "1")
    with pytest.raises(SystemExit, match="No Chromium was found"):
        run.find_browser()
    assert list(tried[-1]) == [run.BIN / "playwright", "install", "chromium"]


def test_without_any_browser_a_person_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _no_browser(monkeypatch)
    monkeypatch.delenv("CI", raising=False)
    assert run.find_browser() == ""
    assert "SKIPPED" in capsys.readouterr().out


def test_as_root_debian_brings_a_browser_even_with_old_lists(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[tuple[object, ...]] = []
    answers = iter([False, True, True])

    def works(*words: object) -> bool:
        tried.append(words)
        return next(answers)

    places = {"chromium": iter([None, "/usr/bin/chromium"])}
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: next(places.get(name, iter([None]))))
    monkeypatch.setattr(run, "works", works)
    assert run.find_browser() == "/usr/bin/chromium"
    assert ["update" in each for each in tried] == [False, True, False]

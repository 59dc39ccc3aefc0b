"""The measures run from end to end; how fast this machine is, is no business of a test."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.elections import LINES as ELECTIONS, VOTES
from tests.bench.figures import LINES, PAGES, Line, table
from tests.bench.rosters import LINES as ROSTERS, OWN, QUICK
from tests.bench.weight import find_chromium

ROOT = Path(__file__).resolve().parents[1]
TINY_VOTES = {"ballots": 6, "votes": 12, "tallied": 8}
TINY = {"journeys": 8, "rounds": 1, "responses": 60, "answers": 1_320}
TINY |= {"associations": 2, "services": 3}


def test_every_line_of_the_table_is_measured(tmp_path: Path) -> None:
    kept = tmp_path / "bench.json"
    sizes = [word for name, size in TINY.items() for word in (f"--{name}", str(size))]
    words = [sys.executable, "-m", "tests.bench", "surveys", "--quick", "--database", "sqlite"]
    done = subprocess.run(
        [*words, *sizes, "--json", str(kept)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    written = json.loads(kept.read_text())
    names = {line.name for line in LINES}
    weighed = {name for name in names if name.startswith(tuple(PAGES))}
    expected = names - (set() if find_chromium() else weighed)
    assert set(written["figures"]["sqlite"]) == expected
    assert all(value >= 0 for value in written["figures"]["sqlite"].values()), written
    assert written["sizes"] == TINY
    assert all(line.words in done.stdout for line in LINES)


def test_a_missed_goal_is_marked() -> None:
    drawn = table({"here": {"group_per_second": 34.9, "group_cpu_ms": 34.9, "group_p50_ms": 900}})
    rows = {row[:40].strip(): row for row in drawn.splitlines()}
    assert "34.9*" in rows["by group: journeys a second"]
    assert "34.9 " in rows["by group: server CPU, ms a journey"]
    assert "900 " in rows["by group: median wait, ms"]
    assert not Line("name", "words").goal


def test_every_line_about_votes_is_measured(tmp_path: Path) -> None:
    kept = tmp_path / "bench.json"
    sizes = [word for name, size in TINY_VOTES.items() for word in (f"--{name}", str(size))]
    words = [sys.executable, "-m", "tests.bench", "elections", "--quick", "--database", "sqlite"]
    done = subprocess.run(
        [*words, *sizes, "--json", str(kept)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    written = json.loads(kept.read_text())
    assert set(written["figures"]["sqlite"]) == {line.name for line in VOTES}
    here = set(written["figures"]["here"])
    growing = {line.name for line in ELECTIONS if line.name.startswith("of_")}
    judged = {line.name for line in ELECTIONS if "tool" in line.name}
    assert here | judged == {line.name for line in ELECTIONS} - growing | {"of_100_ms", "of_100_mb"}
    assert written["sizes"] == TINY_VOTES
    assert all(line.words in done.stdout for line in (*ELECTIONS, *VOTES))


def test_every_line_about_rosters_is_measured(tmp_path: Path) -> None:
    kept = tmp_path / "bench.json"
    words = [sys.executable, "-m", "tests.bench", "peers", "--quick", "--json", str(kept)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(kept.read_text())["figures"]["here"]
    assert set(found) == {line.name for week in QUICK for line in week.lines()} | {OWN.name}
    assert set(found) <= {line.name for line in (*ROSTERS, OWN)}
    assert found["small_violations"] == found["scarce_violations"] == 0
    assert found["small_cover_gap"] == found["small_score_gap"] == 0

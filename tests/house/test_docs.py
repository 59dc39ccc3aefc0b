"""What README and docs/ promise: the two commands first, commands that exist, links that lead."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from participation.cli import participation
from tests.house.tree import ROOT, kept, shown

PAGES = [path for path in kept() if path.suffix == ".md"]
RUN = re.compile(r"python3 run\.py (\w+)")
COMMAND = re.compile(r"\bparticipation((?: [a-z][a-z-]+)+)")
PLACE = re.compile(r"`((?:participation|templates|translations|tests)/[\w./-]*)`")
LINK = re.compile(r"\]\(([^)#\s]+)")


def _code() -> str:
    """Give what stands in code, in blocks and in lines, on all pages."""
    texts = [path.read_text() for path in PAGES]
    return "\n".join(
        words for text in texts for words in re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    )


def test_readme_begins_with_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text().splitlines()
    assert lines[2:6] == ["```", "python3 run.py demo", "python3 run.py test", "```"]


def test_run_commands_of_the_pages_exist() -> None:
    assert set(RUN.findall(_code())) <= {"demo", "test", "setup", "bench"}


def test_commands_of_the_pages_exist() -> None:
    program = Path(sys.executable).parent / "participation"
    subprocess.run([program, "--help"], capture_output=True, check=True)
    for words in sorted(set(COMMAND.findall(_code()))):
        done = CliRunner().invoke(participation, [*words.split(), "--help"])
        assert done.exit_code == 0, f"`participation{words}` does not exist: {done.output}"


def test_places_of_the_pages_exist() -> None:
    named = set(PLACE.findall(_code()))
    assert named
    missing = {place for place in named if not any(ROOT.glob(place.replace("YYYY-MM-DD", "*")))}
    assert not missing


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text()):
        if "://" not in link:
            assert (path.parent / link).exists(), f"{shown(path)} points to {link}"

"""The library of sealed votes stays small, and what plays voters stays out of the server."""

import ast
import io
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

from tests.house.tree import ROOT, kept, shown

LIBRARY = ROOT / "participation" / "belenios"
FEWER_THAN = 900
"""What one person reads in an afternoon, and so can judge: issue 3."""
SILENT = {
    tokenize.COMMENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
    tokenize.INDENT,
    tokenize.NEWLINE,
    tokenize.NL,
}
SERVED = """
import sys
from pathlib import Path
from tests.application import create_app, settings_for
create_app(settings_for("sqlite://", Path(sys.argv[1])))
print(*(name for name in sys.modules if name.startswith("participation.")))
"""


def lines_of_code(text: str) -> int:
    """Count the lines that bear code: no blank ones, no comments, no docstrings."""
    bearing = {
        line
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in SILENT
        for line in range(token.start[0], token.end[0] + 1)
    }
    telling = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return len(bearing - telling)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('"""Caption\n\nof two."""\n\nX = 1\n"""What it is."""\n', 1),
        ("# why\ndef give(\n    a: int,\n) -> int:\n    '''Say.'''\n    return a  # so\n", 4),
        ('X = """a\nb\nc"""\n', 3),
    ],
    ids=["docstrings", "comments", "texts"],
)
def test_the_count_is_of_code_alone(text: str, lines: int) -> None:
    assert lines_of_code(text) == lines


def test_the_library_of_sealed_votes_is_read_in_an_afternoon() -> None:
    counted = {
        shown(path): lines_of_code(path.read_text())
        for path in kept()
        if path.suffix == ".py" and path.is_relative_to(LIBRARY)
    }
    total = sum(counted.values())
    assert len(counted) > 5
    assert total < FEWER_THAN, f"{total} lines of code, not fewer than {FEWER_THAN}: {counted}"


def test_the_server_holds_nothing_that_plays_a_voter_or_a_trustee(tmp_path: Path) -> None:
    """Keys come of seeds, and ballots are sealed, in the browser: only the demo plays it here."""
    command = [sys.executable, "-c", SERVED, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "participation.belenios.ballots" in loaded
    assert not [name for name in loaded if name.startswith("participation.seed")]

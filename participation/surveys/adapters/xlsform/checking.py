"""One form checked without importing it: the line that the command prints."""

from collections.abc import Callable
from pathlib import Path

from .cells import MAX_FILE
from .reader import read_form
from .report import Finding, Findings, Reason, Report


def check_file(path: Path, describe: Callable[[Finding], str] | None = None) -> dict[str, object]:
    """Read a form and say what was found, as plain JSON values.

    Keys: file, ok, questions, choices, languages, groups, warnings, errors; each warning and
    error has sheet, row (from 1, 0 for none), column (its letters, "" for none) and reason: the
    code of a `Reason`, or the sentence that `describe` makes of it. No file makes it raise: one
    that is missing or cannot be opened is an error like another.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
        report = read_form(content)[1]
    except OSError:
        findings = Findings()
        findings.error("", 0, "", Reason.UNREADABLE)
        report = Report((), findings.errors)
    say = describe or (lambda finding: finding.reason.value)
    return {
        "file": str(path),
        "ok": report.ok,
        "questions": report.questions,
        "choices": report.choices,
        "languages": list(report.languages),
        "groups": report.groups,
        "warnings": [_line(finding, say) for finding in report.warnings],
        "errors": [_line(finding, say) for finding in report.errors],
    }


def _line(finding: Finding, say: Callable[[Finding], str]) -> dict[str, object]:
    return {
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "reason": say(finding),
    }

"""XLSForm both ways: a lenient reader with a report by cell, and a writer pyxform accepts."""

from .checking import check_file
from .doubts import Doubt, doubts
from .reader import read_form
from .report import Finding, Reason, Report
from .writer import write_form

__all__ = [
    "Doubt",
    "Finding",
    "Reason",
    "Report",
    "check_file",
    "doubts",
    "read_form",
    "write_form",
]

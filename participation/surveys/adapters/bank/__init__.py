"""The bank of questions shipped with the program, read from its dated file."""

from functools import cache
from pathlib import Path

from participation.surveys.rules.bank import Banked, read_bank

FILE = Path(__file__).parent / "questions-2026-11-22.toml"


@cache
def shipped() -> tuple[Banked, ...]:
    """Give every question of the bank of the program, in its order."""
    return read_bank(FILE.read_text("utf-8"))

"""Colours are tokens, and every pair of text and ground that pages use can be read."""

import re
from itertools import product
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "participation" / "frontend" / "styles"
TOKENS = (STYLES / "tokens.css").read_text("utf-8")
BLOCK = re.compile(r"(:root|\[data-theme=\"\w+\"\]|:root:not\(\[data-theme\]\)) \{([^}]*)\}")
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
TEXTS = ("ink", "ink-soft", "action", "bad", "good")
GROUNDS = ("paper", "surface", "sunk", "soft")
PAIRS = (*product(TEXTS, GROUNDS), ("on-action", "action"), ("on-sun", "sun"))
THEMES = ("light", "dark", "contrast")
READABLE, SEEN = 7.0, 3.0
"""WCAG 2.2, 1.4.6 (text, level AAA) and 1.4.11 (edges of what one touches)."""


def blocks() -> dict[str, dict[str, str]]:
    """Give the colours that each part of the sheet sets."""
    found: dict[str, dict[str, str]] = {}
    for where, body in BLOCK.findall(TOKENS):
        found.setdefault(where, {}).update(COLOUR.findall(body))
    return found


def theme(name: str) -> dict[str, str]:
    """Give the colours of a theme: those of the page, with its own over them."""
    return {**blocks()[":root"], **blocks().get(f'[data-theme="{name}"]', {})}


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2, definition)."""
    short = colour[1:]
    digits = short if len(short) == 6 else "".join(each * 2 for each in short)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_every_ground(name: str) -> None:
    colours = theme(name)
    weak = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, ground in PAIRS
        if contrast(colours[text], colours[ground]) < READABLE
    }
    assert not weak


@pytest.mark.parametrize("name", THEMES)
def test_edges_stand_out_from_every_ground(name: str) -> None:
    colours = theme(name)
    weak = [each for each in GROUNDS if contrast(colours["line"], colours[each]) < SEEN]
    assert not weak


def test_the_dark_of_the_device_is_the_dark_theme() -> None:
    assert blocks()[":root:not([data-theme])"] == blocks()['[data-theme="dark"]']


def test_no_text_has_a_colour_of_its_own() -> None:
    """Let no page write in a colour that these tests do not see; paper is black on white."""
    own = {
        path.name: found
        for path in STYLES.glob("*.css")
        if path.name != "print.css"
        and (
            found := re.findall(r"[{;\s]color: (?!var|inherit|currentcolor)[^;]+", path.read_text())
        )
    }
    assert not own

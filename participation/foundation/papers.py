"""Papers: a Typst template and plain facts give a tagged PDF (PDF/UA-1), in our own fonts only."""

import datetime as dt
import json
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst
from fontTools.ttLib import TTFont

from participation.foundation.fonts import font_folder
from participation.foundation.languages import find

FAMILIES = ("Atkinson Hyperlegible Next", "Noto Sans", "Noto Sans Arabic")
ARABIC_FIRST = ("Noto Sans Arabic", "Atkinson Hyperlegible Next", "Noto Sans")
CYRILLIC_FIRST = ("Noto Sans", "Atkinson Hyperlegible Next", "Noto Sans Arabic")
KEPT_UNSEEN = frozenset("\n\t\u200c\u200d\u200e\u200f")
PLAIN = {"−": "-", "‑": "-", "‐": "-", "⁃": "-", "…": "..."}
SEEN, PRINTED = 72, 144
"""Points an inch of a picture to look at, and of one to print."""
ARABIC, CYRILLIC = frozenset({"ar", "fa_AF", "fa", "ps", "ur", "ckb"}), frozenset({"uk", "ru"})


def print_paper(
    template: Path, facts: Mapping[str, Any], *, cache: Path, printed_at: dt.datetime
) -> bytes:
    """Give the PDF of a template; facts reach it as JSON only, so no text is ever run.

    Fonts are made under `cache` the first time. Raises typst.TypstError when the paper would not
    pass the checks of PDF/UA-1, such as a picture without words.
    """
    return _compile(template, facts, cache, printed_at, "pdf")


def draw_paper(
    template: Path, facts: Mapping[str, Any], *, cache: Path, printed_at: dt.datetime
) -> bytes:
    """Give the first page of a paper as a PNG picture, to look at before printing."""
    return _compile(template, facts, cache, printed_at, "png")


def draw_pages(
    template: Path, facts: Mapping[str, Any], *, cache: Path, printed_at: dt.datetime
) -> list[bytes]:
    """Give every page of a paper as a PNG picture, sharp enough for print (144 points an inch)."""
    made = _compiled(template, facts, cache, printed_at, "png", PRINTED)
    return list(made) if isinstance(made, list) else [made]


def ask_paper(
    template: Path, facts: Mapping[str, Any], labels: Sequence[str], *, cache: Path
) -> list[list[dict[str, Any]]]:
    """Give what a paper left in itself under each label, such as where its boxes stand."""
    folder = font_folder(cache)
    written = json.dumps(legible(facts, _letters(folder)), ensure_ascii=False)
    compiler = typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=_fonts(folder),
        sys_inputs={"facts": written},
    )
    return [json.loads(compiler.query(label, field="value")) for label in labels]


def fonts_for(locale: str) -> tuple[str, ...]:
    """Give the families of a language, best first: its own script before any other."""
    if locale in ARABIC:
        return ARABIC_FIRST
    return CYRILLIC_FIRST if locale in CYRILLIC else FAMILIES


def facts_of(locale: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Add to the facts of a paper its language, its direction and its fonts."""
    language = find(locale)
    return {
        **facts,
        "lang": language.html.partition("-")[0],
        "dir": language.direction,
        "fonts": list(fonts_for(locale)),
    }


def on_paper(svg: str | None, colour: str) -> str:
    """Give a drawing of the build for paper: one colour, no class; empty when there is none."""
    if not svg:
        return ""
    drawn = "".join(svg).replace('aria-hidden="true"', 'xmlns="http://www.w3.org/2000/svg"', 1)
    if "line" in drawn.partition(">")[0]:
        paint = (
            f'fill="none" stroke="{colour}" stroke-width="1.6" stroke-linecap="round" '
            'stroke-linejoin="round"'
        )
    else:
        paint = f'fill="{colour}"'
    return drawn.replace("<svg ", f"<svg {paint} ", 1)


@lru_cache(maxsize=4)
def _letters(folder: Path) -> frozenset[int]:
    """Give the code points that some font of paper can draw."""
    found: set[int] = set()
    for path in sorted(folder.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


def legible(facts: Any, letters: frozenset[int]) -> Any:  # noqa: ANN401 - plain JSON of any shape
    """Replace the signs that no font draws, for one emoji would stop the whole paper (PDF/UA-1)."""
    if isinstance(facts, str):
        return "".join(sign if ord(sign) in letters else _nearest(sign, letters) for sign in facts)
    if isinstance(facts, Mapping):
        return {name: legible(each, letters) for name, each in facts.items()}
    if isinstance(facts, list | tuple):
        return [legible(each, letters) for each in facts]
    return facts


def _nearest(sign: str, letters: frozenset[int]) -> str:
    """Give a sign that can be drawn: its plain form, its letter without marks, or a question mark.

    Joiners, marks of direction and breaks are kept, for they draw nothing; other unseen signs go.
    """
    kind = unicodedata.category(sign)
    if sign in KEPT_UNSEEN:
        return sign
    if kind in {"Cc", "Cf", "Mn"}:
        return ""
    if kind in {"Zs", "Zl", "Zp"}:
        return " "
    plain = PLAIN.get(sign) or unicodedata.normalize("NFKD", sign)
    return "".join(each for each in plain if ord(each) in letters) or "?"


def _compile(
    template: Path,
    facts: Mapping[str, Any],
    cache: Path,
    printed_at: dt.datetime,
    kind: Literal["pdf", "png"],
) -> bytes:
    made = _compiled(template, facts, cache, printed_at, kind, SEEN)
    return made[0] if isinstance(made, list) else made


def _compiled(
    template: Path,
    facts: Mapping[str, Any],
    cache: Path,
    printed_at: dt.datetime,
    kind: Literal["pdf", "png"],
    sharpness: int,
) -> bytes | list[bytes]:
    folder = font_folder(cache)
    compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=_fonts(folder))
    drawable = legible(facts, _letters(folder))
    made = compiler.compile(
        format=kind,
        ppi=sharpness,
        sys_inputs={"facts": json.dumps(drawable, ensure_ascii=False)},
        pdf_standards=["ua-1"] if kind == "pdf" else None,
        timestamp=printed_at.replace(microsecond=0),
    )
    return made or b""


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )

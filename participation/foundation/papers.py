"""Papers: a Typst template and plain facts give a tagged PDF (PDF/UA-1), in our own fonts only."""

import datetime as dt
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from participation.foundation.fonts import font_folder

FAMILIES = ("Atkinson Hyperlegible Next", "Noto Sans", "Noto Sans Arabic")
ARABIC_FIRST = ("Noto Sans Arabic", "Atkinson Hyperlegible Next", "Noto Sans")
CYRILLIC_FIRST = ("Noto Sans", "Atkinson Hyperlegible Next", "Noto Sans Arabic")
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


def fonts_for(locale: str) -> tuple[str, ...]:
    """Give the families of a language, best first: its own script before any other."""
    if locale in ARABIC:
        return ARABIC_FIRST
    return CYRILLIC_FIRST if locale in CYRILLIC else FAMILIES


def _compile(
    template: Path,
    facts: Mapping[str, Any],
    cache: Path,
    printed_at: dt.datetime,
    kind: Literal["pdf", "png"],
) -> bytes:
    compiler = typst.Compiler(
        str(template), root=str(template.parent), font_paths=_fonts(font_folder(cache))
    )
    made = compiler.compile(
        format=kind,
        ppi=72,
        sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
        pdf_standards=["ua-1"] if kind == "pdf" else None,
        timestamp=printed_at,
    )
    page = made[0] if isinstance(made, list) else made
    return page or b""


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )

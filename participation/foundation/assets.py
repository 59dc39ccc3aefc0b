"""Names of the browser files that the build made, and the drawings it packed."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import Flask
from markupsafe import Markup

from participation.foundation.localized import isolated, spoken_as

FOLDER = Path(__file__).resolve().parents[1] / "static"
ADDRESS = "/static/"


class BuildMissingError(RuntimeError):
    """The browser files were never built, or the build is older than the page that asks."""


@cache
def _read(name: str, folder: Path) -> Mapping[str, str]:
    try:
        found: Mapping[str, str] = json.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise BuildMissingError(
            f"{folder / name} is missing: run `python3 run.py setup`, "
            "or `npm ci && node build.mjs` in participation/frontend"
        ) from missing
    return found


def asset(name: str, folder: Path = FOLDER) -> str:
    """Give the address of a built file by its plain name: `main.js` → `/static/main-ABC.js`.

    Raises BuildMissingError when there is no build, or when the build does not know this name.
    """
    names = _read("manifest.json", folder)
    if name not in names:
        raise BuildMissingError(
            f"the browser build has no {name!r}; it has: {', '.join(sorted(names))}"
        )
    return ADDRESS + names[name]


def built_file(name: str, folder: Path = FOLDER) -> Path:
    """Give the path of a built file by its plain name; BuildMissingError as for `asset`."""
    return folder / asset(name, folder).removeprefix(ADDRESS)


@cache
def drawing(name: str, kind: str = "icons", folder: Path = FOLDER) -> Markup | None:
    """Give a packed drawing as SVG, or None when none has this name.

    `kind` is `icons` (the interface's own) or `pictograms` (they carry a sense, beside a word).
    """
    svg = _read(f"{kind}.json", folder).get(name)
    return None if svg is None else Markup(svg)  # noqa: S704 - our own build made it


def pictogram_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """Give the names that a question or a choice may ask for, in order."""
    return tuple(sorted(_read("pictograms.json", folder)))


def credits_of(folder: Path = FOLDER) -> tuple[Mapping[str, str], ...]:
    """Give what the build packed from others: name, version, licence, use, notice."""
    entries: list[dict[str, str]] = json.loads((folder / "credits.json").read_text("utf-8"))
    return tuple(entries)


def furnish(app: Flask) -> None:
    """Give templates `asset`, `drawing`, `spoken_as` and the filter `isolated`."""
    app.jinja_env.globals.update(asset=asset, drawing=drawing, spoken_as=spoken_as)
    app.jinja_env.filters["isolated"] = isolated

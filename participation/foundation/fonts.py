"""Fonts for printed papers: the packed web fonts turned into files that Typst reads."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from fontTools import merge
from fontTools.ttLib import TTFont

from participation.foundation.assets import FOLDER, built_file

WEIGHTS = ("400", "700")
FAMILIES: Mapping[str, Sequence[str]] = {
    "latin": ("latin", "latin-west", "latin-more"),
    "cyrillic": ("cyrillic",),
    "arabic": ("arabic",),
}
"""Files of the web build that make one printed font; Latin is packed in three for small pages."""
TABLES_TO_LEAVE = ("GPOS", "GSUB", "GDEF", "STAT", "DSIG")
"""Kerning of the Latin parts cannot be merged soundly, and print does without."""


def font_folder(cache: Path, build: Path = FOLDER) -> Path:
    """Give the folder of TrueType fonts for this build, making it under `cache` the first time.

    Two processes may make it at once: the second finds the first one's files. Raises BuildMissing
    when the browser files were never built.
    """
    packed = {
        f"{part}-{weight}": built_file(f"{part}-{weight}.woff2", build)
        for parts in FAMILIES.values()
        for part in parts
        for weight in WEIGHTS
    }
    digest = hashlib.sha256("".join(sorted(path.name for path in packed.values())).encode())
    folder = cache / f"fonts-{digest.hexdigest()[:16]}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=cache))
    for name, font in _printed(packed):
        font.save(draft / f"{name}.ttf")
    draft.chmod(0o755)
    try:
        draft.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
        for path in draft.iterdir():
            path.unlink()
        draft.rmdir()
    return folder


def _printed(packed: Mapping[str, Path]) -> Iterator[tuple[str, TTFont]]:
    """Give each printed font with its name."""
    for family, parts in FAMILIES.items():
        for weight in WEIGHTS:
            fonts = [TTFont(packed[f"{part}-{weight}"]) for part in parts]
            for font in fonts:
                font.flavor = None
            yield f"{family}-{weight}", fonts[0] if len(fonts) == 1 else _merge(fonts)


def _merge(fonts: Sequence[TTFont]) -> TTFont:
    """Put the letters of several fonts of one family into one; the first wins where both draw."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, font in enumerate(fonts):
            for table in TABLES_TO_LEAVE:
                if table in font:
                    del font[table]
            path = Path(folder) / f"{number}.ttf"
            font.save(path)
            paths.append(str(path))
        return merge.Merger().merge(paths)

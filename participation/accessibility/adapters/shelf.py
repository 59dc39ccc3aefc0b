"""Clips of the program's own sentences: files shared by every association, made again at will."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from ..rules import Sound, file_key, spoken_language

ENDINGS = ("opus", "aac")
FILES = {"opus": ".ogg", "aac": ".m4a"}


@dataclass(slots=True)
class Shelf:
    """A folder of clips, `<language>/<key>.ogg` and `.m4a`; what is there is known by heart."""

    folder: Path
    _names: dict[str, frozenset[str]] = field(default_factory=dict)
    _stamps: dict[str, int] = field(default_factory=dict)

    def find(self, locale: str, text: str) -> tuple[str, str] | None:
        """Give (language, key) of the clip of a sentence, or nothing: no file is opened."""
        language = spoken_language(locale)
        key = file_key(locale, text)
        return (language, key) if key in self._known(language) else None

    def _known(self, language: str) -> frozenset[str]:
        place = self.folder / language
        try:
            stamp = os.stat(place).st_mtime_ns  # noqa: PTH116 - a third of the time of Path.stat
        except OSError:
            return frozenset()
        if self._stamps.get(language) != stamp:
            self._names[language] = frozenset(path.stem for path in place.glob("*.ogg"))
            self._stamps[language] = stamp
        return self._names[language]

    def path(self, language: str, key: str, ending: str) -> Path | None:
        """Give the file of a clip that is on the shelf, or nothing."""
        known = ending in FILES and key in self._known(language)
        return self.folder / language / f"{key}{FILES[ending]}" if known else None

    def put(self, locale: str, text: str, sound: Sound) -> None:
        """Keep a clip; the Ogg file comes last, since its name says that both are there.

        Two programs that make the same clip at once write files of their own.
        """
        place = self.folder / spoken_language(locale)
        place.mkdir(parents=True, exist_ok=True)
        key = file_key(locale, text)
        for ending, content in (("aac", sound.aac), ("opus", sound.opus)):
            part = place / f"{key}.{os.getpid()}{FILES[ending]}.part"
            part.write_bytes(content)
            part.replace(place / f"{key}{FILES[ending]}")

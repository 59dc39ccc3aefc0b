"""Databases prepared once a run, and copied for each test."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from participation.foundation.database import APART
from tests import postgresql


class Templates:
    """Databases prepared once a run, copied for each test."""

    def __init__(self, folder: Path, server: postgresql.Server | None) -> None:
        self.folder = folder
        self.server = server

    def prepare(self, name: str, make: Callable[[str], None], start: str | None = None) -> None:
        """Make a template unless this run has it, from nothing or from the template `start`.

        `make` receives the URL of the owner, and leaves no connection open.
        """
        ready = self.folder / f"{name}-{'postgresql' if self.server else 'sqlite'}.ready"
        with postgresql.locked(ready.with_suffix(".lock")):
            if ready.exists():
                return
            if self.server:
                self.server.drop(name)
                self.server.create(name, start or "template0")
                postgresql.grant(self.server, name)
                make(self.server.url(name, postgresql.OWNER))
            else:
                for file in self._files(name):
                    file.unlink(missing_ok=True)
                if start:
                    self._copy(start, self._file(name))
                make(f"sqlite:///{self._file(name)}")
            ready.touch()

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite"

    def _files(self, name: str) -> tuple[Path, Path]:
        """Give the main database's file, and the one of the urn beside it."""
        main = self._file(name)
        return main, main.with_stem(f"{main.stem}-{APART}")

    def _copy(self, name: str, place: Path) -> None:
        for file, copy in zip(
            self._files(name), (place, place.with_stem(f"{place.stem}-{APART}")), strict=True
        ):
            if file.exists():
                shutil.copyfile(file, copy)

    @contextlib.contextmanager
    def lend(self, name: str, place: Path) -> Iterator[str]:
        """Lend the URL of a database without rows: on PostgreSQL, the one of this worker."""
        if self.server:
            with self.server.lend(name) as lent:
                yield self.server.url(lent)
        else:
            with self.copy(name, place) as url:
                yield url

    @contextlib.contextmanager
    def copy(self, name: str, place: Path) -> Iterator[str]:
        """Lend the URL of a fresh copy."""
        if self.server:
            with self.server.copy(name) as copied:
                yield self.server.url(copied)
        else:
            file = place / "participation.sqlite"
            self._copy(name, file)
            yield f"sqlite:///{file}"

"""Messages as files in a folder, one a message, for demonstrations and development."""

from dataclasses import dataclass
from pathlib import Path

from ..rules import Letter


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that receives what would have left."""

    path: Path

    def send(self, letter: Letter) -> None:
        """Write the letter under its key: a second sending writes the same file."""
        self.path.mkdir(parents=True, exist_ok=True)
        content = f"{letter.to}\n{letter.subject}\n\n{letter.text}\n"
        (self.path / f"{letter.key}.txt").write_text(content)

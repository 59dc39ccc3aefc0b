"""Scanned sheets that wait: how many of each kind, and one opened for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.foundation.security import sealer

from ..models import ScannedSheet
from ..rules import scanned
from ..rules.scanned import Scanned

PURPOSE = "scanned-sheet"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sheet that waits: its first page in the files, how many questions a person looks at."""

    key: UUID
    place: int
    doubts: int
    is_drawn: bool

    @property
    def is_clear(self) -> bool:
        """Say whether it can be kept as it was read."""
        return not self.doubts and not self.is_drawn


def list_waiting(session: Session, survey_id: int) -> Sequence[Waiting]:
    """Give the sheets of a survey that wait, as the pile lies."""
    columns = ScannedSheet.key, ScannedSheet.place, ScannedSheet.doubts, ScannedSheet.is_drawn
    statement = (
        select(*columns)
        .where(ScannedSheet.survey_id == survey_id)
        .order_by(ScannedSheet.day, ScannedSheet.place, ScannedSheet.key)
    )
    return [Waiting(*row) for row in session.execute(statement)]


def count_waiting(session: Session, survey_id: int) -> int:
    """Count the sheets of a survey that wait."""
    statement = select(func.count()).where(ScannedSheet.survey_id == survey_id)
    return session.scalar(statement) or 0


def list_clear(session: Session, survey_id: int) -> Sequence[tuple[UUID, Scanned]]:
    """Give the sheets that can be kept as they were read, opened; in the order of their keys."""
    statement = (
        select(ScannedSheet.key, ScannedSheet.content)
        .where(
            ScannedSheet.survey_id == survey_id,
            ScannedSheet.doubts == 0,
            ScannedSheet.is_drawn.is_(False),
        )
        .order_by(ScannedSheet.key)
    )
    opened = [(key, _opened(content)) for key, content in session.execute(statement)]
    return [(key, sheet) for key, sheet in opened if sheet is not None]


def open_sheet(session: Session, survey_id: int, key: UUID) -> Scanned | None:
    """Give a sheet that waits; nothing when it does not, or was sealed by another installation."""
    statement = select(ScannedSheet.content).where(
        ScannedSheet.survey_id == survey_id, ScannedSheet.key == key
    )
    content = session.scalar(statement)
    return None if content is None else _opened(content)


def _opened(content: bytes) -> Scanned | None:
    plain = sealer(PURPOSE).open(content)
    return None if plain is None else scanned.read(plain)

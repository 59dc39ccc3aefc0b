"""What every operation receives first, and what it raises when a rule says no."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """A rule said no: `reason` is turned into a sentence by the labels of its room."""

    def __init__(self, reason: StrEnum, **facts: object) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts (`user:…`, `kiosk:…`, `anonymous`, `system`), when (UTC), in which session."""

    session: Session
    actor: str
    now: dt.datetime

    @property
    def organisation_id(self) -> int:
        """Key of the organisation in which the session was opened."""
        organisation_id: int = self.session.info["organisation"]
        return organisation_id

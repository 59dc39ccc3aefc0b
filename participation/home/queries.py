"""What a resident may do today in a house."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.followups.queries import list_follow_ups
from participation.surveys.queries.answering import OpenSurvey, list_open


@dataclass(frozen=True, slots=True)
class Today:
    """What is open in a house on a day; nothing else is shown."""

    surveys: Sequence[OpenSurvey]
    has_changes: bool


def see_today(session: Session, today: dt.date) -> Today:
    """Give what the entered services offer to residents on a day."""
    return Today(
        surveys=list_open(session, today),
        has_changes=bool(list_follow_ups(session, public_only=True)),
    )

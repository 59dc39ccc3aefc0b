"""Whether a file of results was asked for, and so journaled, a moment ago."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.audit.models import Entry
from participation.audit.rules import Action
from participation.foundation.keys import to_text
from participation.surveys.models import Campaign


def export_subject(campaign: Campaign) -> str:
    """Name a campaign as the journal does."""
    return f"campaign:{to_text(campaign.id)}"


def was_asked(session: Session, *, actor: str, subject: str, kind: str, since: dt.datetime) -> bool:
    """Say whether this person's request for this file stands in the journal since an instant."""
    statement = (
        select(Entry.facts)
        .where(
            Entry.action == Action.RESULTS_EXPORTED.value,
            Entry.actor == actor,
            Entry.subject == subject,
            Entry.at >= since,
        )
        .order_by(Entry.number.desc())
        .limit(20)
    )
    return any(f'"{kind}"' in facts for facts in session.scalars(statement))

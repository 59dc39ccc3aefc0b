"""What meetings keep of one person, for herself: when she was called, came, asked for a session."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries.facts import Facts
from participation.councils.models import Term
from participation.meetings.models import Invitation, Meeting, Presence, SessionAsker

from .meetings import day_of


def tell_facts(session: Session, user: User) -> Mapping[str, Sequence[Facts]]:
    """Give the meetings to which she was called, those where she was noted, her requests."""
    held = select(Membership.id).where(Membership.user_id == user.id)
    own = set(session.scalars(select(Term.id).where(Term.membership_id.in_(held))))
    called = session.execute(
        select(Invitation, Meeting)
        .join(Meeting, Invitation.meeting_id == Meeting.id)
        .where(Invitation.term_id.in_(own))
    )
    noted = session.execute(
        select(Presence, Meeting)
        .join(Meeting, Presence.meeting_id == Meeting.id)
        .where(Presence.term_id.in_(own))
    )
    asked = session.scalars(select(SessionAsker).where(SessionAsker.term_id.in_(own)))
    return {
        "convocations": [
            {
                "meeting": str(day_of(meeting)),
                "way": one.way.value,
                "sent_on": str(one.sent_on),
                "answer": one.answer.value,
            }
            for one, meeting in called
        ],
        "attendance": [
            {
                "meeting": str(day_of(meeting)),
                "name": one.name,
                "as": one.quality.value,
                "chaired": str(one.is_chairing),
                "wrote_minutes": str(one.is_secretary),
            }
            for one, meeting in noted
        ],
        "sessions_asked": [{"asked_on": str(one.asked_on)} for one in asked],
    }

"""The candidacies of one person, for herself."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries.facts import Facts
from participation.elections.models import Candidacy


def tell_facts(session: Session, user: User) -> Mapping[str, Sequence[Facts]]:
    """Give her candidacies with her words; how she voted is kept nowhere."""
    held = select(Membership.id).where(Membership.user_id == user.id)
    statement = select(Candidacy).where(Candidacy.membership_id.in_(held)).order_by(Candidacy.id)
    return {
        "candidacies": [
            {
                "name": one.name,
                "partner": one.partner,
                "statement": one.statement.text(user.locale),
                "agreed_on": str(one.agreed_on),
                "state": one.state.value,
                "has_photo": str(one.has_photo),
                "has_sound": str(one.has_sound),
            }
            for one in session.scalars(statement)
        ]
    }

"""Looking for one person on a roll, which is never shown whole."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership
from participation.elections.models import Contest, RollEntry
from participation.organisations.queries import list_services


def search_roll(session: Session, contest: Contest, typed: str, most: int) -> Sequence[RollEntry]:
    """Give whom a few typed letters name on the roll of a contest that was reached, at most some.

    Fewer than two letters find nobody: the desk must not become a list of who has not voted.
    """
    if len(typed) < 2:  # noqa: PLR2004 - said above
        return ()
    pattern = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    statement = select(RollEntry).where(
        RollEntry.contest_id == contest.id,
        RollEntry.left_out_because == "",
        RollEntry.name.ilike(f"%{pattern}%", escape="\\"),
    )
    return session.scalars(statement.order_by(RollEntry.name, RollEntry.id).limit(most)).all()


def tell_apart(session: Session, entries: Sequence[RollEntry]) -> Mapping[int, str]:
    """Give the house of those who bear one name on the roll of several; protected ones unnamed."""
    times = Counter(one.name.casefold() for one in entries)
    alike = {one.membership_id: one.id for one in entries if times[one.name.casefold()] > 1}
    roles = session.scalars(select(Membership).where(Membership.id.in_(alike)))
    services = {one.id: one for one in list_services(session) if not one.is_protected}
    return {
        alike[role.id]: services[role.service_id].public_name
        for role in roles
        if role.service_id in services
    }

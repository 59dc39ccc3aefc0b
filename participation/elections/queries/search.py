"""Looking for one person on a roll, which is never shown whole."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.elections.models import Contest, RollEntry


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

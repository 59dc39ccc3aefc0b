"""What the worker tells those who look after councils: terms that end, seats that fall empty."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import and_, select

from participation.accounts.models import Membership, User
from participation.accounts.queries import contact_of, held_on
from participation.accounts.rules.powers import Role
from participation.audit.operations import unjournaled
from participation.councils import queries
from participation.councils.queries import CouncilSheet
from participation.councils.queries.sheet import span_of
from participation.councils.queries.successions import Step, successions
from participation.councils.rules.serving import REMEMBERED, milestone
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.notifications.operations import queue
from participation.notifications.queries import find_message
from participation.notifications.rules import Kind
from participation.organisations.queries import get_organisation

from .holding import today

TOLD = frozenset({Role.MANAGER, Role.FACILITATOR})
PRESSING = frozenset({Step.GONE, Step.VACANT, Step.NOBODY})


@unjournaled("each message has its own entry")
def remind_of_terms(act: Act, *, base_url: str) -> int:
    """Write to the manager and the facilitator of each council that something waits there.

    Six, three and one months before terms end, and once when a seat falls empty or its holder has
    left the service. The words say nothing of it: a link, behind their door. One message for each
    event and person, however often it runs; give how many were written.
    """
    day, count = today(act), 0
    slug = get_organisation(act.session).slug
    councils = queries.list_councils(act.session, on=day)
    for sheet in queries.see_councils(act.session, councils, day):
        link = f"{base_url.rstrip('/')}/{slug}/councils/{to_text(sheet.council.id)}"
        people = _told(act, sheet.council.carrier_id, day)
        for event in (*_ending(sheet, day), *_empty(act, sheet, day)):
            for user in people:
                address = contact_of(user, prefer_email=True)
                dedupe = f"council:{event}:{user.id}"
                if address is not None and find_message(act.session, dedupe) is None:
                    queue(act, address=address, kind=Kind.TASK_WAITS, dedupe=dedupe, link=link)
                    count += 1
    return count


def _ending(sheet: CouncilSheet, day: dt.date) -> Iterator[str]:
    """Name the ends of terms whose alert is due: council, day, months before."""
    holders = [seat.holder for college in sheet.colleges for seat in college.seats]
    ends = [one.term.until for one in holders if one and span_of(one.term).holds(day)]
    for until in sorted({each for each in ends if each is not None}):
        months = milestone(until, day)
        if months is not None:
            yield f"{sheet.council.id}:{until.isoformat()}:{months}"


def _empty(act: Act, sheet: CouncilSheet, day: dt.date) -> Iterator[str]:
    """Name the seats that somebody must see to, while the outbox remembers that it told."""
    for one in successions(act.session, sheet, day):
        recent = one.on is not None and day < one.on + REMEMBERED
        if one.step in PRESSING and one.who is not None and recent:
            yield f"{one.who.term.id}:{one.step.value}"


def _told(act: Act, service_id: int, day: dt.date) -> Sequence[User]:
    statement = (
        select(User)
        .join(
            Membership,
            and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id),
        )
        .where(
            Membership.service_id == service_id,
            Membership.role.in_(TOLD),
            User.is_disabled.is_(False),
            held_on(day),
        )
        .order_by(User.id)
        .distinct()
    )
    return act.session.scalars(statement).all()

"""People of a sitting council and their mandates, found by name."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum

import pytest
from sqlalchemy import Engine, select

from participation.accounts.models import Membership, User
from participation.councils import operations, queries
from participation.councils.models import Term
from participation.councils.queries.mandates import Mandate, mandates_of
from participation.councils.rules.kinds import EndReason
from participation.foundation.act import Act, Refused
from tests.builders import Town, acting_in
from tests.councils.sitting import TODAY, Sitting, term_of


def user_id_of(act: Act, name: str) -> int:
    """Give the person of a name."""
    return act.session.scalars(select(User.id).where(User.name == name)).one()


def person(engine: Engine, town: Town, name: str) -> int:
    """Give the key of the person of a name."""
    with acting_in(engine, town) as act:
        return user_id_of(act, name)


def mandate_of(act: Act, name: str) -> Mandate:
    """Give the one mandate of a person today."""
    return mandates_of(act.session, user_id_of(act, name), TODAY)[0]


def move_out(act: Act, name: str, on: dt.date) -> None:
    """End the stay of somebody in her house, and nothing else."""
    found = select(Membership).where(Membership.user_id == user_id_of(act, name))
    act.session.scalars(found).one().until = on
    act.session.flush()


def leave_seat(act: Act, sitting: Sitting, name: str, on: dt.date = TODAY) -> Term:
    """Write down that somebody left her house and her seat."""
    term = queries.get_term(act.session, term_of(act, sitting, name).id)
    return operations.end_term(act, term, on=on, reason=EndReason.LEFT)


def reason_of(deed: Callable[..., object], *given: object, **named: object) -> StrEnum:
    """Give the reason for which a deed is refused, whatever part of the room refuses."""
    with pytest.raises(Refused) as refused:
        deed(*given, **named)
    return refused.value.reason

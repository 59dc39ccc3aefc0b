"""Residents who agreed to messages, and what left for them, for the tests of a wave's messages."""

from collections.abc import Sequence

from sqlalchemy import Engine, select

from participation.accounts.models import User
from participation.accounts.operations import keep_wish
from participation.accounts.rules.powers import Role
from participation.accounts.rules.writing import Way
from participation.foundation.act import Act
from participation.notifications.models import Message
from participation.notifications.rules import Kind
from tests.builders import Town, looking_in, make_person

AGREED = (
    ("Amina", "fr", "+33639980001", None),
    ("Farid", "ar", "+33639980002", None),
    ("Olena", "uk", None, "olena@example.org"),
)


def make_reader(
    act: Act,
    service_id: int,
    name: str = "Amina",
    locale: str = "fr",
    phone: str | None = "+33639980001",
    email: str | None = None,
) -> User:
    """Add a resident who agreed to be written to."""
    user = make_person(act, name, Role.RESIDENT, service_id, locale=locale, email=email)
    user.phone = phone
    act.session.flush()
    keep_wish(act, user, agrees=True, way=Way.SPOKEN)
    return user


def make_readers(act: Act, service_id: int) -> list[User]:
    """Add three residents who agreed, by telephone or e-mail, in three languages."""
    return [make_reader(act, service_id, *each) for each in AGREED]


def queued(engine: Engine, town: Town) -> Sequence[Message]:
    """Give the messages of surveys in the outbox, by kind."""
    kinds = (Kind.SURVEY_OPEN.value, Kind.SURVEY_AGAIN.value)
    with looking_in(engine, town) as session:
        rows = select(Message).where(Message.kind.in_(kinds)).order_by(Message.dedupe)
        return session.scalars(rows).all()

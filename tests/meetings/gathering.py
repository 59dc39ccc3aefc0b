"""A council that meets: who sits, an agenda, a room, minutes; and who opens its pages."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from participation.accounts.models import Membership
from participation.accounts.operations.signing import open_session
from participation.accounts.queries import get_user
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.councils import operations as councils
from participation.councils.rules.kinds import Office
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.cycle import TOKEN
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.meetings import operations, queries
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.operations import ItemSheet, MeetingPlan
from participation.meetings.queries import MeetingSheet
from participation.meetings.rules.refusals import Refusal
from tests.builders import Town, acting_in
from tests.councils.sitting import Sitting, make_council, role_of, term_of
from tests.councils.visiting import LOCAL
from tests.inspection import Inspecting, client_of

MEETS_AT = dt.datetime(2026, 4, 14, 14, 0, tzinfo=PARIS)
"""Four weeks after the day on which every test begins."""
POINTS = ("Les repas du soir", "Le bruit la nuit")


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting of a council of the first house."""

    sitting: Sitting
    meeting_id: int

    @property
    def key(self) -> str:
        """Give the meeting as addresses write it."""
        return to_text(self.meeting_id)

    def meeting(self, session: Session) -> Meeting:
        """Give the meeting's row."""
        return queries.get_meeting(session, self.meeting_id)

    def sheet(self, session: Session) -> MeetingSheet:
        """Give the meeting with all that hangs on it."""
        return queries.see_meeting(session, self.meeting(session))

    def items(self, session: Session) -> list[AgendaItem]:
        """Give the points that stand on the agenda."""
        return self.sheet(session).agenda

    def term(self, act: Act, name: str) -> int:
        """Give the term of somebody who sits."""
        return term_of(act, self.sitting, name).id

    def seat(self, act: Act, name: str) -> int:
        """Give the seat of somebody who sits."""
        return term_of(act, self.sitting, name).seat_id

    def enter(self, act: Act, *names: str) -> None:
        """Let titulaires come in."""
        for name in names:
            operations.note_member(act, self.meeting(act.session), self.term(act, name))
            act.session.flush()


def plan_of(when: dt.datetime = MEETS_AT, place: str = "Salle commune") -> MeetingPlan:
    """Give a plan that is in order."""
    return MeetingPlan(when.astimezone(dt.UTC), place, 90)


def point(title: str) -> ItemSheet:
    """Give a point with a title in French."""
    return ItemSheet(Localized(fr=title))


def gather(engine: Engine, town: Town) -> Gathering:
    """Plan a meeting with two points; Amina chairs the council."""
    sitting = make_council(engine, town)
    with acting_in(engine, town) as act:
        amina = term_of(act, sitting, "Amina")
        council = sitting.council(act.session)
        councils.give_office(act, council, amina, Office.CHAIR, since=amina.since)
        meeting = operations.plan_meeting(act, council, plan_of())
        for title in POINTS:
            operations.add_item(act, meeting, point(title))
            act.session.flush()
        return Gathering(sitting, meeting.id)


def call(engine: Engine, town: Town, gathering: Gathering) -> None:
    """Call everybody who sits."""
    with acting_in(engine, town) as act:
        operations.call_meeting(
            act, gathering.meeting(act.session), link=lambda _tag: "http://localhost/x"
        )


def begin(engine: Engine, town: Town, gathering: Gathering, *names: str) -> None:
    """Let people in and begin; the clock must stand on the day of the meeting."""
    with acting_in(engine, town) as act:
        gathering.enter(act, *(names or ("Amina", "Bilal", "Colette", "Farid", "Ginette Roy")))
        operations.open_meeting(act, gathering.meeting(act.session))


def refusal(deed: Callable[..., object], *given: object, **named: object) -> Refusal:
    """Give the reason for which a deed is refused."""
    with pytest.raises(Refused) as refused:
        deed(*given, **named)
    reason = refused.value.reason
    assert isinstance(reason, Refusal)
    return reason


def user_of(act: Act, gathering: Gathering, name: str) -> int:
    """Give the account of somebody who sits."""
    membership_id = term_of(act, gathering.sitting, name).membership_id
    row = act.session.get(Membership, (act.organisation_id, membership_id))
    assert row is not None
    assert role_of(act.session, row.user_id) == membership_id
    return row.user_id


def sign_in(app: Flask, engine: Engine, town: Town, gathering: Gathering, name: str) -> Inspecting:
    """Give a client signed in as somebody who sits."""
    app.config["WTF_CSRF_ENABLED"] = False
    with acting_in(engine, town) as act:
        person = get_user(act.session, user_of(act, gathering, name))
        token = open_session(act, person, SessionKind.RESIDENT, SessionStage.OPEN).token
    client = client_of(app)
    with client.session_transaction(base_url=LOCAL) as browser:
        browser[TOKEN] = token
    return client

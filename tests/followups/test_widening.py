"""What was promised before answers could be owed stays as it was, through the step and back."""

import datetime as dt

from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.queries import list_follow_ups
from participation.followups.rules import Climb, ParticipationLevel, State
from participation.foundation.database import connect
from participation.foundation.localized import Localized
from participation.migrations import run
from tests.builders import acting_in, looking_in, make_town
from tests.conftest import owner_url

STEP = "d5f2578dedca"
DUE = dt.date(2026, 6, 1)


def test_promises_go_back_one_step_and_forward_again(engine: Engine, database: str) -> None:
    town = make_town(engine)
    said, decided = Localized(fr="Il fait froid", ar="الجو بارد"), Localized(fr="Un radiateur")
    with acting_in(engine, town) as act:
        for state in (State.PROMISED, State.OPEN):
            sheet = FollowUpSheet(said, decided, "la maintenance", state, due_on=DUE)
            open_follow_up(act, sheet, service_id=town.here, origin="talk:")
    engine.dispose()
    owner = connect(owner_url(database))
    parent = ScriptDirectory.from_config(run.configuration()).get_revision(STEP).down_revision
    assert isinstance(parent, str)
    run.downgrade(owner, parent)
    assert run.upgrade(owner) >= 1
    owner.dispose()
    with looking_in(engine, town) as session:
        found = list_follow_ups(session)
    kept = {(one.said, one.decided, one.due_on, one.origin, one.state) for one in found}
    assert kept == {(said, decided, DUE, "talk:", State.PROMISED)}
    assert len(found) == 2
    levels = {(one.level, one.climb) for one in found}
    assert levels == {(ParticipationLevel.CONSULT, Climb.NONE)}

"""A secretary who does not write speaks; the shared screen sees when something has changed."""

import datetime as dt
import io

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.meetings import operations, queries
from participation.meetings.models import SpokenSection
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from participation.meetings.rules.writing import Section
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, page, send, visit
from tests.meetings.gathering import (
    MEETS_AT,
    Gathering,
    begin,
    gather,
    plan_of,
    refusal,
    sign_in,
)
from tests.surveys.sounds import voice

ROOM = "/rive/tilleul/meetings"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town, clock: Clock) -> Gathering:
    gathering = gather(engine, town)
    clock.set(MEETS_AT.astimezone(dt.UTC))
    begin(engine, town, gathering)
    return gathering


def drafted(engine: Engine, town: Town, gathering: Gathering) -> int:
    """End the meeting, whose secretary is Bilal; give its draft."""
    with acting_in(engine, town) as act:
        meeting, sheet = gathering.meeting(act.session), gathering.sheet(act.session)
        bilal = next(one for one in sheet.presences if one.name == "Bilal")
        operations.name_secretary(act, bilal)
        operations.close_meeting(act, meeting)
        row = operations.draft_minutes(act, meeting, [Section("Les repas", "Dit.")])
        act.session.flush()
        return row.id


def test_the_secretary_says_a_section_and_it_goes_with_the_adoption(
    app: Flask, engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    key = drafted(engine, town, gathering)
    path = f"{ROOM}/minutes/{to_text(key)}/1"
    bilal = sign_in(app, engine, town, gathering, "Bilal")
    wrong = {"words": "Dit.", "voice": (io.BytesIO(b"<html>"), "a.webm")}
    assert "son" in send(bilal, path, wrong, status=422)
    send(bilal, path, {"words": "Dit.", "voice": (io.BytesIO(voice()), "a.webm")})
    assert f"{path}/voice.opus" in page(bilal, path)
    heard = bilal.get(f"{path}/voice.opus", base_url=LOCAL)
    assert heard.data.startswith(b"OggS")
    assert heard.headers["Cache-Control"] == "no-store"
    stranger = visit(app, engine, town, Role.RESIDENT, town.here)
    assert stranger.get(f"{path}/voice.opus", base_url=LOCAL).status_code == 404
    with acting_in(engine, town) as act:
        row = queries.get_minutes(act.session, key)
        operations.sign_minutes(act, row, name="Amina", on=MEETS_AT.date(), agrees=True)
        act.session.flush()
        assert refusal(operations.speak_section, act, row, 1, voice()) is R.MINUTES_SIGNED
        assert queries.list_spoken_numbers(act.session, row) == {1}
        council = gathering.sitting.council(act.session)
        later = operations.plan_meeting(act, council, plan_of(MEETS_AT + dt.timedelta(days=30)))
        later_id = later.id
    clock.advance(days=30)
    with acting_in(engine, town) as act:
        later = queries.get_meeting(act.session, later_id)
        operations.note_member(act, later, gathering.term(act, "Amina"))
        operations.open_meeting(act, later)
        operations.adopt_minutes(act, queries.get_minutes(act.session, key), later)
    with looking_in(engine, town) as session:
        assert session.scalars(select(SpokenSection)).all() == []


def test_a_voice_may_be_taken_back(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    path = f"{ROOM}/minutes/{to_text(drafted(engine, town, gathering))}/1"
    bilal = sign_in(app, engine, town, gathering, "Bilal")
    send(bilal, path, {"words": "Dit.", "voice": (io.BytesIO(voice()), "a.webm")})
    send(bilal, path, {"erase": "1"})
    assert "voice.opus" not in page(bilal, path)
    assert "Dit." in page(bilal, path), "what is written stays"


def test_the_shared_screen_knows_when_something_changed(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    now = f"{ROOM}/{gathering.key}/now"
    screen = sign_in(app, engine, town, gathering, "Colette")
    with acting_in(engine, town) as act:
        before = gathering.sheet(act.session).mark
        assert gathering.sheet(act.session).mark == before
    assert f'data-enhance="fresh" data-mark="{before}"' in page(screen, now)
    assert f'href="{now}"' in page(screen, now), "a plain link does the same by hand"
    with acting_in(engine, town) as act:
        operations.conclude_item(act, gathering.items(act.session)[0], "Nous avons faim.")
        after = gathering.sheet(act.session).mark
    assert after != before
    assert f'data-mark="{after}"' in page(screen, now)

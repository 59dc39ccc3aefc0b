"""Messages of a wave: to those who agreed, each once, and never to be set beside an answer."""

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from participation.accounts.models import Membership, User
from participation.accounts.operations import erase_person, keep_wish
from participation.accounts.rules.powers import Role
from participation.accounts.rules.writing import Way
from participation.audit.models import Entry
from participation.foundation.act import Refused
from participation.foundation.keys import to_text
from participation.foundation.security import keep_secret
from participation.notifications.rules import Channel, Kind
from participation.organisations.models import Service
from participation.rooms import introduce
from participation.surveys.models import SurveyCall
from participation.surveys.operations.calls import call_people
from participation.surveys.operations.campaigns import close_campaign, turn_stages
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.rules import calls as rules
from participation.surveys.rules.calls import Call, Refusal
from participation.surveys.rules.stages import Public, Stage
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import Clock
from tests.surveys.asking import open_house
from tests.surveys.called import make_reader, make_readers, queued
from tests.surveys.waves import make_campaign, make_open_campaign

LINK = "https://avis.example.org/rive/answer/0000000000001"
DAY = dt.date(2026, 3, 17)
OPENED = {Call.OPENING: DAY - dt.timedelta(days=5)}
BOTH = OPENED | {Call.FIRST: DAY - dt.timedelta(days=4)}
ALL = {call: DAY - dt.timedelta(days=30) for call in Call}


@pytest.mark.parametrize(
    ("call", "sent", "people", "reason"),
    [
        pytest.param(Call.OPENING, {}, 3, None, id="first of all"),
        pytest.param(Call.FIRST, {}, 3, Refusal.NOT_ITS_TURN, id="no reminder of nothing"),
        pytest.param(Call.OPENING, {}, 0, Refusal.NOBODY, id="nobody agreed"),
        pytest.param(Call.OPENING, OPENED, 3, Refusal.ALREADY, id="once"),
        pytest.param(Call.FIRST, OPENED, 3, None, id="on the fifth day"),
        pytest.param(Call.FIRST, {Call.OPENING: DAY}, 3, Refusal.TOO_SOON, id="the same day"),
        pytest.param(Call.SECOND, BOTH, 3, Refusal.TOO_SOON, id="on the fourth day"),
        pytest.param(Call.SECOND, OPENED, 3, Refusal.NOT_ITS_TURN, id="in order"),
        pytest.param(Call.SECOND, ALL, 3, Refusal.ALREADY, id="never a third"),
    ],
)
def test_when_a_message_may_leave(
    call: Call, sent: dict[Call, dt.date], people: int, reason: Refusal | None
) -> None:
    assert rules.why_not_call(call, sent, today=DAY, people=people) is reason


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        pytest.param({}, None, id="open"),
        pytest.param({"stage": Stage.TRANSLATED}, Refusal.NOT_OPEN, id="before"),
        pytest.param({"stage": Stage.CLOSED}, Refusal.ENDED, id="after"),
        pytest.param({"closes_on": DAY}, None, id="on the last day"),
        pytest.param(
            {"closes_on": DAY, "leaves_on": DAY + dt.timedelta(days=1)},
            Refusal.LAST_EVENING,
            id="it would ring after the closing",
        ),
        pytest.param({"public": Public.STAFF}, Refusal.NOT_RESIDENTS, id="of others"),
        pytest.param({"is_protected": True}, Refusal.PROTECTED, id="who hides"),
    ],
)
def test_where_messages_may_leave(facts: dict[str, object], reason: Refusal | None) -> None:
    usual = {
        "stage": Stage.OPEN,
        "closes_on": DAY + dt.timedelta(days=9),
        "leaves_on": DAY,
        "public": Public.RESIDENTS,
        "is_protected": False,
    }
    assert rules.why_not_place(**usual | facts) is reason  # type: ignore[arg-type]


@pytest.fixture
def town(engine: Engine) -> Town:
    keep_secret("a secret of tests " * 3)
    introduce("http://localhost")
    return make_town(engine)


def opened(engine: Engine, town: Town) -> int:
    """Open a wave over both services and give its key."""
    with acting_in(engine, town) as act:
        return make_open_campaign(act, town).id


def call(engine: Engine, town: Town, campaign_id: int, which: Call, *services: int) -> int:
    with acting_in(engine, town, *services) as act:
        return call_people(act, get_campaign(act.session, campaign_id), which, link=LINK)


def refusal(engine: Engine, town: Town, campaign_id: int, which: Call) -> object:
    """Give why a message does not leave."""
    with pytest.raises(Refused) as refused:
        call(engine, town, campaign_id, which)
    return refused.value.reason


def test_those_who_agreed_are_written_to_once_and_nobody_else(engine: Engine, town: Town) -> None:
    campaign_id = opened(engine, town)
    with acting_in(engine, town) as act:
        agreed = {user.id for user in make_readers(act, town.here)}
        both = make_reader(act, town.there, "Deux maisons", phone="+33639980009")
        since = dt.date(2026, 1, 1)
        act.session.add(
            Membership(user_id=both.id, service_id=town.here, role=Role.RESIDENT, since=since)
        )
        make_person(act, "Jamais demandée", Role.RESIDENT, town.here).phone = "+33639980010"
        make_reader(act, town.here, "Sans adresse", phone=None)
        make_reader(act, town.here, "Fermée", phone="+33639980011").is_disabled = True
        gone = make_reader(act, town.here, "Partie", phone="+33639980012")
        act.session.flush()
        left = select(Membership).where(Membership.user_id == gone.id)
        act.session.scalars(left).one().until = act.now.date()
        changed = make_reader(act, town.here, "A changé d’avis", phone="+33639980013")
        keep_wish(act, changed, agrees=False, way=Way.OWN_PAGE)
    assert call(engine, town, campaign_id, Call.OPENING) == 4
    named = {int(row.dedupe.rpartition(":")[2]) for row in queued(engine, town)}
    assert named == agreed | {both.id}
    assert {row.locale for row in queued(engine, town)} == {"fr", "ar", "uk"}
    assert refusal(engine, town, campaign_id, Call.OPENING) is Refusal.ALREADY
    assert len(queued(engine, town)) == 4
    with looking_in(engine, town) as session:
        rows = session.scalars(select(SurveyCall).order_by(SurveyCall.people)).all()
        assert [(row.service_id, row.people) for row in rows] == [(town.there, 1), (town.here, 4)]
        entry = session.scalars(select(Entry).where(Entry.action == "survey.called")).one()
        assert json.loads(entry.facts) == {"call": "opening", "people": 4}
        journal = " ".join(f"{one.subject} {one.facts}" for one in session.scalars(select(Entry)))
    assert "+336" not in journal
    assert "@" not in journal


def test_each_team_writes_to_its_own_service(engine: Engine, town: Town) -> None:
    campaign_id = opened(engine, town)
    with acting_in(engine, town) as act:
        make_reader(act, town.here)
        make_reader(act, town.there, "Là-bas", phone="+33639980002")
    assert call(engine, town, campaign_id, Call.OPENING, town.here) == 1
    assert call(engine, town, campaign_id, Call.OPENING) == 1, "the other service was left"
    assert refusal(engine, town, campaign_id, Call.FIRST) is Refusal.TOO_SOON


def test_two_reminders_five_days_apart_and_none_after_the_closing(
    engine: Engine, town: Town, clock: Clock
) -> None:
    campaign_id = opened(engine, town)
    with acting_in(engine, town) as act:
        make_readers(act, town.here)
    call(engine, town, campaign_id, Call.OPENING)
    for which in (Call.FIRST, Call.SECOND):
        clock.advance(days=4)
        assert refusal(engine, town, campaign_id, which) is Refusal.TOO_SOON
        clock.advance(days=1)
        assert call(engine, town, campaign_id, which) == 3
    kinds = [row.kind for row in queued(engine, town)]
    assert sorted(kinds) == [Kind.SURVEY_AGAIN.value] * 6 + [Kind.SURVEY_OPEN.value] * 3
    clock.advance(days=5)
    for which in Call:
        assert refusal(engine, town, campaign_id, which) is Refusal.ALREADY
    with acting_in(engine, town) as act:
        close_campaign(act, get_campaign(act.session, campaign_id))
    assert refusal(engine, town, campaign_id, Call.SECOND) is Refusal.ENDED


def test_at_night_telephones_wait_and_a_closed_wave_takes_its_messages_back(
    engine: Engine, town: Town, clock: Clock
) -> None:
    campaign_id = opened(engine, town)
    with acting_in(engine, town) as act:
        make_readers(act, town.here)
    clock.set(dt.datetime(2026, 4, 12, 21, 30, tzinfo=dt.UTC))
    assert refusal(engine, town, campaign_id, Call.OPENING) is Refusal.LAST_EVENING
    clock.set(dt.datetime(2026, 4, 11, 21, 30, tzinfo=dt.UTC))
    call(engine, town, campaign_id, Call.OPENING)
    due = {row.channel: row.due_at for row in queued(engine, town)}
    assert due[Channel.SMS] == dt.datetime(2026, 4, 12, 6, tzinfo=dt.UTC), "8:00 in Paris"
    assert due[Channel.EMAIL] == clock.now
    clock.set(dt.datetime(2026, 4, 12, 22, 1, tzinfo=dt.UTC))
    with acting_in(engine, town) as act:
        assert turn_stages(act) == 1
    assert queued(engine, town) == [], "what did not leave would lead to a shut door"


def test_who_says_stop_or_is_erased_is_written_to_no_more(engine: Engine, town: Town) -> None:
    campaign_id = opened(engine, town)
    with acting_in(engine, town) as act:
        stops, goes, stays = (user.id for user in make_readers(act, town.here))
    call(engine, town, campaign_id, Call.OPENING)
    with acting_in(engine, town) as act:
        first, second = (
            act.session.get_one(User, (town.organisation_id, key)) for key in (stops, goes)
        )
        keep_wish(act, first, agrees=False, way=Way.STOP_PAGE)
        erase_person(act, second)
    assert [row.dedupe.rpartition(":")[2] for row in queued(engine, town)] == [str(stays)]


def test_a_protected_service_sends_nothing_and_is_not_named(engine: Engine, tmp_path: Path) -> None:
    house = open_house(engine, tmp_path)
    with acting_in(engine, house.town) as act:
        make_readers(act, house.town.here)
        place = act.session.get_one(Service, (house.town.organisation_id, house.town.here))
        place.is_protected = True
    reason = refusal(engine, house.town, house.campaign_id, Call.OPENING)
    assert reason is Refusal.PROTECTED
    page = house.browser().get(f"/rive/answer/{to_text(house.campaign_id)}")
    assert "Maison Tilleul" not in page.text


def test_a_draft_is_told_to_nobody(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        make_readers(act, town.here)
        campaign_id = make_campaign(act, town).id
    assert refusal(engine, town, campaign_id, Call.OPENING) is Refusal.NOT_OPEN

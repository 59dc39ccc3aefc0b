"""Two deeds about one wave at the same instant: the second one sees what the first one did."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine

from participation.accounts.operations import keep_wish
from participation.accounts.queries import get_user
from participation.accounts.rules.writing import Way
from participation.foundation.act import Act, Refused
from participation.foundation.security import keep_secret
from participation.rooms import introduce
from participation.surveys.models import Campaign
from participation.surveys.operations.calls import call_people
from participation.surveys.operations.campaigns import (
    CampaignSheet,
    change_campaign,
    close_campaign,
    declare_translated,
)
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.rules import stages
from participation.surveys.rules.calls import Call, Refusal
from tests.builders import Town, acting_in, make_town
from tests.surveys.called import make_reader, queued
from tests.surveys.waves import make_campaign, make_open_campaign
from tests.waiting import await_a_waiter

pytestmark = pytest.mark.postgresql
"""SQLite's single writer lets nobody begin before the other has ended."""
LINK = "https://avis.example.org/rive/answer/0000000000001"


@pytest.fixture
def town(engine: Engine) -> Town:
    keep_secret("a secret of tests " * 3)
    introduce("http://localhost")
    return make_town(engine)


@contextmanager
def seen(engine: Engine, town: Town, campaign_id: int) -> Iterator[tuple[Act, Campaign]]:
    """Act on a wave that was read before somebody else's deed."""
    with acting_in(engine, town) as act:
        yield act, get_campaign(act.session, campaign_id)


def close(engine: Engine, town: Town, campaign_id: int) -> None:
    with acting_in(engine, town) as act:
        close_campaign(act, get_campaign(act.session, campaign_id))


def test_a_wave_that_was_just_closed_is_closed_once_and_calls_nobody(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        campaign_id = make_open_campaign(act, town).id
        make_reader(act, town.here)
    with seen(engine, town, campaign_id) as (late, same), seen(engine, town, campaign_id) as other:
        close(engine, town, campaign_id)
        with pytest.raises(Refused) as twice:
            close_campaign(late, same)
        late.session.rollback()
        with pytest.raises(Refused) as called:
            call_people(*other, Call.OPENING, link=LINK)
    assert twice.value.reason is stages.Refusal.NOT_OPEN
    assert called.value.reason is Refusal.ENDED
    assert queued(engine, town) == [], "it would lead to a shut door"


def test_what_was_just_frozen_is_not_rewritten(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        campaign_id = make_campaign(act, town).id
    with seen(engine, town, campaign_id) as (late, same):
        facts = {name: getattr(same, name) for name in CampaignSheet.__slots__}
        sheet = CampaignSheet(**facts | {"languages": ["fr"]})
        with acting_in(engine, town) as act:
            declare_translated(act, get_campaign(act.session, campaign_id))
        with pytest.raises(Refused) as refused:
            change_campaign(late, same, sheet, service_ids=[town.here])
    assert refused.value.reason is stages.Refusal.NOT_DRAFT


def test_a_no_said_while_messages_are_queued_takes_them_back(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        campaign_id = make_open_campaign(act, town).id
        reader = make_reader(act, town.here).id
    called = threading.Event()

    def refuse() -> None:
        called.wait(60)
        with acting_in(engine, town) as act:
            keep_wish(act, get_user(act.session, reader), agrees=False, way=Way.STOP_PAGE)

    with ThreadPoolExecutor(1) as pool:
        with seen(engine, town, campaign_id) as (act, campaign):
            call_people(act, campaign, Call.OPENING, link=LINK)
            refusing = pool.submit(refuse)
            called.set()
            await_a_waiter(engine)
        refusing.result(60)
    assert queued(engine, town) == []

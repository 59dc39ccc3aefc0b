"""A quality manager at her desk: a signed-in client, a closed wave with one tiny service."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import Engine

from participation.accounts.operations.signing import open_session
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation.cycle import TOKEN
from participation.foundation.keys import to_text
from participation.surveys.operations.campaigns import close_campaign
from participation.surveys.rules.stages import Aid
from tests.builders import Town, acting_in, make_person
from tests.inspection import Inspecting, client_of
from tests.surveys.waves import (
    answer,
    make_open_campaign,
    make_residents,
    part_poles,
    survey_in,
)

LOCAL = "http://localhost"


def sign_in(
    app: Flask, engine: Engine, town: Town, role: Role = Role.QUALITY_MANAGER
) -> Inspecting:
    """Give a client signed in as somebody who holds a role everywhere."""
    with acting_in(engine, town) as act:
        person = make_person(act, "Claire", role, None)
        token = open_session(act, person, SessionKind.STAFF, SessionStage.OPEN).token
    client = client_of(app)
    with client.session_transaction(base_url=LOCAL) as browser:
        browser[TOKEN] = token
    return client


def page(desk: Inspecting, path: str) -> str:
    """Give the words of a page that opens."""
    given = desk.get(f"/rive{path}", base_url=LOCAL)
    assert given.status_code == 200, path
    return given.get_data(as_text=True)


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed wave: 37 answers here and 6 given instead of residents, 4 there."""

    campaign_id: int
    here_id: int
    there_id: int

    @property
    def key(self) -> str:
        """Give the campaign as addresses write it."""
        return to_text(self.campaign_id)


def close_wave(engine: Engine, town: Town, *, merged: bool = False) -> Closed:
    """Close a wave answered by 37 of 44 people here, and for 6 others, and by 4 of 9 there.

    The two services are of different poles, unless they are to be shown `merged`.
    """
    with acting_in(engine, town) as act:
        if not merged:
            part_poles(act, town)
        make_residents(act, town.here, 44)
        make_residents(act, town.there, 9)
        campaign = make_open_campaign(act, town)
        here, there = (survey_in(act, campaign, key) for key in (town.here, town.there))
        answer(act, here, [{1: 5, 2: 4, 3: [1]}] * 13 + [{1: 4, 2: 2}] * 11 + [{1: 1, 2: 1}] * 10)
        answer(act, here, [{1: 3, 3: [2, 3]}] * 3, language="en")
        answer(act, there, [{1: 5}, {1: 5}, {1: 1}, {1: 2}], language="en")
        answer(act, here, [{1: 1, 2: 5, 3: [1, 2]}] * 6, aid=Aid.RELATIVE, proxy=True)
        close_campaign(act, campaign)
        return Closed(campaign.id, here.id, there.id)

"""Taking envelopes in: once, whatever is sent again, and each for itself; on both databases."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from participation.foundation.act import Act
from participation.foundation.keys import new_key, random_key
from participation.surveys.adapters.envelopes import pair_of, pass_of
from participation.surveys.models import Answer, Campaign, Comment, Response
from participation.surveys.operations import envelopes as operations
from participation.surveys.operations.campaigns import close_campaign
from participation.surveys.operations.responses import ResponseSheet
from participation.surveys.queries.answering import get_asked
from participation.surveys.queries.fieldwork import count_late, see_tallies
from participation.surveys.rules import envelopes as rules
from participation.surveys.rules.envelopes import Envelope, Fate
from participation.surveys.rules.tallies import Tally
from tests.builders import acting_in
from tests.conftest import Clock
from tests.surveys.asking import House, open_house
from tests.surveys.sealing import envelope, letter, posted

TWINS = 12


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path)


Seal = Callable[..., Envelope]


@pytest.fixture
def seal(house: House) -> Seal:
    """Give what seals an envelope for the open survey."""
    public = pair_of(house.town.organisation_id, house.survey_id).public
    with house.looking() as session:
        known = get_asked(session, house.survey_id).version

    def make(version: str = known, **changed: Any) -> Envelope:
        return envelope(public, house.survey_id, version, letter(**changed))

    return make


def send(house: House, *sent: Envelope, place: str = "") -> dict[str, str]:
    """Send envelopes as a device does, without a cookie or a token; give their fates."""
    answer = post(house, *sent, place=place)
    assert answer.status_code == 200, answer.text[:500]
    fates: dict[str, str] = answer.get_json()["fates"]
    return fates


def post(house: House, *sent: Envelope, place: str = "") -> TestResponse:
    path = place or house.path.rpartition("/")[0]
    client = house.app.test_client()
    answer = client.post(f"{path}/envelopes", json={"envelopes": [posted(each) for each in sent]})
    assert "Set-Cookie" not in answer.headers, "the server knows nobody again"
    return answer


def test_an_envelope_becomes_a_response_like_any_other(house: House, seal: Seal) -> None:
    one = seal(channel="kiosk", aid="peer", listened=True, language="ar", day="2026-03-10")
    assert send(house, one) == {one.key: "kept"}
    with house.looking() as session:
        row = session.scalars(select(Response)).one()
        said = {(each.question, each.value) for each in session.scalars(select(Answer))}
        words = session.scalars(select(Comment)).one()
    assert (row.channel, row.aid, row.language, row.listened) == ("kiosk", "peer", "ar", True)
    assert row.key.hex != one.key, "nothing joins the envelope to what was in it"
    assert said == {(1, 4), (2, 2), (3, 0), (3, 2), (4, 7)}
    assert (words.text, words.language) == ("Merci", "ar")


def test_an_interview_is_one_by_the_pass_of_those_who_help(house: House, seal: Seal) -> None:
    own = pass_of(house.town.organisation_id, house.survey_id)
    others = pass_of(house.town.organisation_id, house.survey_id + 1)
    said = {"channel": "interview", "aid": "interpreter", "proxy": True}
    for given in (own, others, "", None, "é"):
        one = seal(**said, **({} if given is None else {"pass": given}))
        assert send(house, one) == {one.key: "kept"}, "nothing of what she said is lost"
    odd = seal(**said, **{"pass": [own]})
    assert send(house, odd) == {odd.key: "refused"}
    with house.looking() as session:
        rows = session.scalars(select(Response)).all()
    assert sorted(row.channel.value for row in rows) == ["interview", *["phone"] * 4]
    assert {(row.aid.value, row.proxy) for row in rows} == {("interpreter", True)}


def test_what_is_sent_again_is_known_and_changes_nothing(house: House, seal: Seal) -> None:
    one, other = seal(), seal()
    assert send(house, one, other, one) == {one.key: "known", other.key: "kept"}
    before = house.count()
    assert set(send(house, one, other).values()) == {"known"}
    assert house.count() == before


def test_the_same_letter_under_another_key_is_one_response(house: House, seal: Seal) -> None:
    inner = random_key().hex
    twins = [seal(key=inner) for _twin in range(TWINS)]
    with ThreadPoolExecutor(TWINS) as pool:
        fates = list(pool.map(lambda each: send(house, each)[each.key], twins))
    assert sorted(fates) == ["kept", *["known"] * (TWINS - 1)]
    assert house.count() == {"response": 1, "answer": 5, "comment": 1, "pending_voice": 0}


def test_one_bad_envelope_does_not_hold_up_the_others(house: House, seal: Seal) -> None:
    good = seal()
    sound = seal()
    changed = sound.sealed[:-1] + bytes([sound.sealed[-1] ^ 1])
    spoilt = Envelope(sound.key, sound.survey_id, sound.version, changed)
    cases = {
        Fate.KEPT: good,
        Fate.UNREADABLE: spoilt,
        Fate.OTHER_VERSION: seal(version="another"),
        Fate.REFUSED: seal(answers=[[1, 9], [2, 1]]),
        Fate.LATER: Envelope(random_key().hex, house.survey_id, good.version, b"x" * 200),
    }
    assert send(house, *cases.values()) == {each.key: fate for fate, each in cases.items()}
    missing = seal(answers=[[1, 4]])
    foreign = seal(answers=[[2, 1], [99, 3]], language="xx")
    ignored = seal(answers=[[2, 1], [99, 3], [3, [1]]])
    assert send(house, missing, foreign, ignored) == {
        missing.key: "refused",
        foreign.key: "refused",
        ignored.key: "kept",
    }
    assert house.count()["response"] == 2


def test_a_survey_of_elsewhere_is_unknown_here(house: House, seal: Seal, tmp_path: Path) -> None:
    one = seal()
    there = house.path.rpartition("/")[0].replace("tilleul", "olivier")
    assert send(house, one, place=there) == {one.key: "unknown"}
    other = open_house(house.engine, tmp_path, "loire")
    client = other.app.test_client()
    answer = client.post(
        f"{other.path.rpartition('/')[0]}/envelopes", json={"envelopes": [posted(one)]}
    )
    assert answer.get_json()["fates"] == {one.key: "unknown"}
    assert client.post(f"/{new_key()}/x/surveys/envelopes").status_code == 404
    assert house.count()["response"] == 0


def test_what_comes_after_the_closing_is_counted_once_and_not_kept(
    house: House, seal: Seal, clock: Clock
) -> None:
    known, late = seal(), seal()
    send(house, known)
    with acting_in(house.engine, house.town) as act:
        close_campaign(
            act, act.session.get_one(Campaign, (house.town.organisation_id, house.campaign_id))
        )
    clock.advance(minutes=1)
    for _again in range(2):
        assert send(house, known, late) == {known.key: "known", late.key: "closed"}
    with house.looking() as session:
        assert see_tallies(session, house.survey_id) == {Tally.LATE: 1}
        assert count_late(session, house.campaign_id) == 1
    assert house.count()["response"] == 1


def test_a_sending_is_bounded_and_counted(
    house: House, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = house.path.rpartition("/")[0] + "/envelopes"
    client = house.app.test_client()
    assert client.post(path, data=b"x" * 5_000_000).status_code == 413
    for body in (b"", b"[" * 500_000, json.dumps({"envelopes": [1] * 21}).encode()):
        assert client.post(path, data=body).status_code == 400
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    assert client.post(path, json={"envelopes": []}, headers=foreign).status_code == 403
    monkeypatch.setattr(rules, "SENDINGS", 2)
    one = seal()
    assert [post(house, one).status_code for _ in range(3)] == [200, 200, 429]


def test_the_day_of_the_device_counts_however_wrong_its_clock(
    house: House, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []

    def record(_act: Act, _survey_id: int, sheet: ResponseSheet) -> bool:
        found.append(str(sheet.day))
        return True

    monkeypatch.setattr(operations, "record_response", record)
    days = ["2026-03-01", "1970-01-01", "2031-12-24"]
    send(house, *(seal(day=day) for day in days))
    assert found == days

"""The messages of people: read page by page, kept with names masked, a voice for its reviewer."""

import html
import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, insert

from participation.accounts.rules.powers import Role
from participation.audit.queries import list_entries
from participation.foundation.keys import random_key
from participation.surveys.models import Comment
from participation.surveys.operations.campaigns import declare_translated
from participation.surveys.queries.comments import count_waiting, get_comment
from participation.surveys.rules.stages import CommentState
from tests.builders import Town, acting_in, looking_in, make_town
from tests.inspection import Inspecting
from tests.surveys.desk import LOCAL, page, sign_in
from tests.surveys.waves import make_campaign, survey_in


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


def _comment(engine: Engine, town: Town, text: str, sound: bytes | None = None) -> UUID:
    return _comments(engine, town, [text], sound)[0]


def _comments(
    engine: Engine, town: Town, texts: list[str], sound: bytes | None = None
) -> list[UUID]:
    with acting_in(engine, town) as act:
        campaign = make_campaign(act, town)
        declare_translated(act, campaign)
        common = {
            "organisation_id": town.organisation_id,
            "service_id": town.here,
            "survey_id": survey_in(act, campaign, town.here).id,
            "question": 4,
            "language": "ar",
            "sound": sound,
            "state": CommentState.WAITING,
            "public_text": "",
        }
        keys = [random_key() for _text in texts]
        rows = [{**common, "key": key, "text": text} for key, text in zip(keys, texts, strict=True)]
        act.session.execute(insert(Comment), rows)
        return keys


def test_many_comments_are_read_page_by_page(desk: Inspecting, engine: Engine, town: Town) -> None:
    texts = [f"تعليق {number:02}" for number in range(23)]
    _comments(engine, town, texts)
    path, pages = "/comments", 0
    seen: list[str] = []
    while path:
        words = page(desk, path)
        pages += 1
        seen += set(re.findall(r"تعليق \d\d", words))
        following = re.search(r"/comments[?]state=waiting&amp;after=[0-9a-f-]+", words)
        path = html.unescape(following[0]) if following else ""
    assert pages == 3
    assert sorted(seen) == texts
    assert page(desk, "/comments?after=x").count("<textarea") == 10


def test_a_comment_is_kept_with_its_names_masked(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    key = _comment(engine, town, "أحمد لا يسمعني")
    said = page(desk, "/comments")
    assert 'dir="rtl"' in said
    empty = desk.post(f"/rive/comments/{key}", data={"keep": "1"}, base_url=LOCAL)
    assert empty.status_code == 422
    form = {"keep": "1", "public_text": "[…] لا يسمعني"}
    assert desk.post(f"/rive/comments/{key}", data=form, base_url=LOCAL).status_code == 303
    with looking_in(engine, town) as session:
        kept = get_comment(session, key)
        assert (kept.state, kept.public_text) == (CommentState.KEPT, "[…] لا يسمعني")
        assert count_waiting(session) == 0
        entry = next(each for each in list_entries(session) if each.action == "comment.reviewed")
    assert entry.facts == '{"state": "kept"}'
    assert "[…]" in page(desk, "/comments?state=kept")


def test_a_voice_is_played_to_its_reviewer_alone(
    app: Flask, desk: Inspecting, engine: Engine, town: Town
) -> None:
    key = _comment(engine, town, "", b"OggS" + b"\x00" * 40)
    given = desk.get(f"/rive/comments/{key}/voice", base_url=LOCAL)
    assert (given.status_code, given.mimetype) == (200, "audio/ogg")
    assert given.headers["Cache-Control"] == "no-store"
    manager = sign_in(app, engine, town, Role.MANAGER)
    assert manager.get(f"/rive/comments/{key}/voice", base_url=LOCAL).status_code == 403

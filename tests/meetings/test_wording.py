"""What residents read, written in other languages: nothing is lost, and the French stays."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import State
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.meetings import operations, queries
from participation.meetings.queries.wording import Text, find_text, list_texts
from participation.meetings.rules.kinds import ItemState
from participation.meetings.rules.merging import marks_of, read_marks
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from participation.meetings.rules.wording import TextKind, fields_of, why_not_translated
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import TODAY
from tests.councils.visiting import LOCAL, page, send, visit
from tests.meetings.gathering import MEETS_AT, POINTS, Gathering, gather, point, refusal

ALL = "/rive/translations"
SUPPER, DINNER = "عشاء", "وجبات المساء"
PARTS = {"title": {"fr": "Les repas", "ar": "وجبات"}, "words": {"fr": "Parlons."}}
SEEN = read_marks(marks_of(fields_of(PARTS, "ar")))
TYPED = {"title": DINNER, "words": "لنتكلم"}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


@pytest.mark.parametrize(
    ("now", "tag", "typed", "reason"),
    [
        ({}, "ar", {}, None),
        ({}, "fr", {}, R.NOT_A_TRANSLATION),
        ({}, "ar", {"words": " "}, R.PART_MISSING),
        ({"title": {"fr": "Le dîner", "ar": "وجبات"}}, "ar", {}, R.SOURCE_CHANGED),
        ({"title": {"fr": "Les repas", "ar": SUPPER}}, "ar", {}, R.TEXT_CHANGED),
        ({"title": {"fr": "Les repas", "ar": SUPPER}}, "ar", {"title": SUPPER}, None),
        ({"title": {"fr": "Les repas", "ar": "وجبات", "uk": "Їжа"}}, "ar", {}, None),
    ],
)
def test_a_translation_is_whole_and_of_the_words_that_were_seen(
    now: dict[str, dict[str, str]], tag: str, typed: dict[str, str], reason: R | None
) -> None:
    assert why_not_translated(PARTS | now, tag, TYPED | typed, SEEN) is reason


def seen_of(text: Text, tag: str) -> dict[str, str]:
    return read_marks(marks_of(fields_of(text.parts, tag)))


def test_a_text_is_written_in_a_language_and_nothing_else_of_it_changes(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    answer = FollowUpSheet(
        said=Localized(fr="Il fait froid", en="It is cold"),
        decided=Localized(fr="Un chauffagiste vient jeudi"),
        owner="la direction",
        state=State.IN_PROGRESS,
        due_on=MEETS_AT.date(),
        is_public=True,
    )
    with acting_in(engine, town) as act:
        open_follow_up(act, answer, service_id=town.here, origin="talk:")
        act.session.flush()
        texts = list_texts(act.session, TODAY)
        found = [one.first for one in texts]
        assert found == ["Le conseil de la maison", *POINTS, "Il fait froid"]
        name, meals, _noise, told = texts
        assert told.parts.keys() == {"said", "decided"}, "what is not written asks for nothing"
        write, typed = operations.translate_text, {"said": "الجو بارد", "decided": "يأتي الخميس"}
        write(act, told, "ar", typed, seen=seen_of(told, "ar"))
        assert told.parts["said"] == Localized(fr="Il fait froid", en="It is cold", ar="الجو بارد")
        assert not told.lacks("ar")
        before = seen_of(meals, "ar")
        write(act, meals, "ar", {"title": DINNER}, seen=before)
        assert refusal(write, act, meals, "ar", {"title": SUPPER}, seen=before) is R.TEXT_CHANGED
        assert meals.parts["title"]["ar"] == DINNER
        item = gathering.items(act.session)[0]
        operations.change_item(act, item, point("Le dîner"), seen={})
        stale = refusal(write, act, meals, "uk", {"title": "Вечеря"}, seen=before)
        assert stale is R.SOURCE_CHANGED
        actions = act.session.scalars(select(Entry.action)).all()
        write(act, name, "ar", {"name": "مجلس البيت"}, seen=seen_of(name, "ar"))
        assert name.parts["name"]["en"] == "The council of the house"
        assert actions.count("text.translated") == 2


def test_a_translator_sees_what_is_missing_and_writes_it_under_the_french(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        operations.withdraw_item(act, gathering.items(act.session)[1])
        council = gathering.sitting.council(act.session)
        council.name = Localized({**council.name, "ar": "مجلس البيت"})
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    shown = page(desk, f"{ALL}?language=ar")
    assert POINTS[0] in shown
    assert POINTS[1] not in shown
    found = re.search(rf'href="({ALL}/point/[0-9a-z]{{13}}/ar)"', shown)
    assert found
    path = found[1]
    form = page(desk, path)
    assert POINTS[0] in form
    assert re.search(r'<textarea[^>]*dir="rtl"', form)
    seen = re.search(r'name="seen"[^>]*value="([^"]+)"', form)
    assert seen
    assert "Remplissez cette case" in send(desk, path, {"title": "", "seen": seen[1]}, status=422)
    send(desk, path, {"title": DINNER, "seen": seen[1]})
    assert "Rien ne manque dans cette langue" in page(desk, f"{ALL}?language=ar")
    both = send(desk, path, {"title": SUPPER, "seen": seen[1]}, status=422)
    assert SUPPER in both
    assert re.search(rf'<li lang="ar" dir="rtl">{DINNER}</li>', both)
    again = re.search(r'name="seen"[^>]*value="([^"]+)"', both)
    assert again
    send(desk, path, {"title": SUPPER, "seen": again[1]})
    with looking_in(engine, town) as session:
        rows = queries.list_items(session, gathering.meeting(session))
        text = find_text(session, TextKind.POINT, gathering.items(session)[0].id, TODAY)
        assert text
        assert text.parts["title"] == Localized(fr=POINTS[0], ar=SUPPER)
    withdrawn = to_text(next(one.id for one in rows if one.state is ItemState.WITHDRAWN))
    for wrong in (path[:-3] + "/fr", path[:-3] + "/xx", f"{ALL}/point/{withdrawn}/ar"):
        assert desk.get(wrong, base_url=LOCAL).status_code == 404
    other = visit(app, engine, town, Role.FACILITATOR, town.there)
    assert other.get(path, base_url=LOCAL).status_code == 404

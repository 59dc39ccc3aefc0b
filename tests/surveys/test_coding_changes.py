"""What changes while messages are read: a mind, a theme, a message hidden, two at one moment."""

import pytest
from sqlalchemy import Engine

from participation.foundation.act import Refused
from participation.surveys.operations.codebooks import (
    revise_codebook,
    start_codebook,
    write_theme,
)
from participation.surveys.operations.coding import change_themes, give_themes, settle
from participation.surveys.operations.comments import review_comment
from participation.surveys.queries import codebooks, coding
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.queries.comments import get_comment
from participation.surveys.rules.coding import CodingRefusal, ThemeSheet, Turn
from participation.surveys.rules.stages import CommentState
from tests.builders import Town, acting_in, make_town
from tests.surveys.coding import (
    CLAIRE,
    KARIM,
    MEALS,
    NIGHT,
    THEMES,
    Said,
    book_in,
    read_all,
    read_as,
    say,
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def said(engine: Engine, town: Town) -> Said:
    return say(engine, town)


def test_a_first_reader_changes_her_mind_until_another_has_read(
    engine: Engine, town: Town, said: Said
) -> None:
    night, other = said.here[6], said.here[7]
    read_as(engine, town, said, CLAIRE, Turn.FIRST, [night, other])
    with acting_in(engine, town, actor=CLAIRE) as act:
        book = book_in(act, said)
        for themes in ((), {3, NIGHT}):
            change_themes(act, book, night, themes)
            first = coding.get_readings(act.session, book)[Turn.FIRST]
            assert (first[night], first[other]) == (frozenset(themes), frozenset({MEALS, NIGHT}))
    read_as(engine, town, said, KARIM, Turn.SECOND, [night])
    for actor, key in ((CLAIRE, night), (KARIM, other), (CLAIRE, said.here[0])):
        with acting_in(engine, town, actor=actor) as act, pytest.raises(Refused) as refused:
            change_themes(act, book_in(act, said), key, {3})
        assert refused.value.reason is CodingRefusal.NOT_READ


def test_what_is_hidden_meanwhile_is_not_settled(engine: Engine, town: Town, said: Said) -> None:
    night, other = said.here[6], said.here[7]
    read_as(engine, town, said, CLAIRE, Turn.FIRST, [night, other])
    with acting_in(engine, town, actor=KARIM) as act:
        book = book_in(act, said)
        give_themes(act, book, [night, other], Turn.SECOND, {3})
        review_comment(act, get_comment(act.session, night), state=CommentState.HIDDEN)
        act.session.flush()
        readings = coding.get_readings(act.session, book)
        assert coding.list_unsettled(readings, coding.kept_keys(act.session, book)) == [other]
        assert coding.get_reading(act.session, book, readings).unsettled == 1
        with pytest.raises(Refused) as refused:
            settle(act, book, night, {3})
        assert refused.value.reason is CodingRefusal.NOTHING_TO_SETTLE
        settle(act, book, other, {3})


def test_two_who_read_at_the_same_moment_are_told_so(
    engine: Engine, town: Town, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_as(engine, town, said, CLAIRE, Turn.FIRST, said.here[:1])
    with acting_in(engine, town, actor=KARIM) as act:
        with monkeypatch.context() as blind:
            blind.setattr(coding, "find_reader", lambda *_asked: None)
            with pytest.raises(Refused) as refused:
                give_themes(act, book_in(act, said), said.here[:1], Turn.FIRST, {NIGHT})
        assert refused.value.reason is CodingRefusal.ALREADY_READ
        first = coding.get_readings(act.session, book_in(act, said))[Turn.FIRST]
    assert first == {said.here[0]: {MEALS}}


def test_a_theme_that_means_something_else_is_given_anew(
    engine: Engine, town: Town, said: Said
) -> None:
    meals, night = said.here[0], said.here[6]
    read_as(engine, town, said, CLAIRE, Turn.FIRST, [meals, night])
    with acting_in(engine, town) as act:
        campaign, book = get_campaign(act.session, said.campaign_id), book_in(act, said)
        for sheet, left in (
            (ThemeSheet("Nuit", criterion="2.1"), {meals, night}),
            (ThemeSheet("Nuit", belongs="Le bruit", criterion="2.1"), {meals}),
        ):
            write_theme(act, campaign, book, sheet, NIGHT)
            first = coding.get_readings(act.session, book)[Turn.FIRST]
            assert first == dict.fromkeys(left, frozenset({MEALS})) | (
                {night: {MEALS, NIGHT}} if night in left else {}
            )
        write_theme(act, campaign, book, ThemeSheet("Repas", is_open=False), MEALS)
        assert not coding.get_readings(act.session, book)[Turn.FIRST]


def test_two_who_begin_at_the_same_moment_have_one_book(
    engine: Engine, town: Town, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_all(engine, town, said)
    with acting_in(engine, town) as act:
        campaign, book = get_campaign(act.session, said.campaign_id), book_in(act, said)
        found = iter([None, book])
        with monkeypatch.context() as blind:
            blind.setattr(codebooks, "find_codebook", lambda *_asked: next(found))
            assert start_codebook(act, campaign, THEMES) is book
        assert revise_codebook(act, campaign, book) is revise_codebook(act, campaign, book)
        assert book_in(act, said).number == 2

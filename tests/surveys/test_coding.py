"""Two people read the messages of a wave: who may read what, when themes stay, what is counted."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import NoResultFound

from participation.foundation.act import Refused
from participation.surveys.models import Comment
from participation.surveys.operations.codebooks import (
    close_coding,
    quote,
    revise_codebook,
    unquote,
    write_theme,
)
from participation.surveys.operations.coding import give_themes, settle
from participation.surveys.operations.comments import review_comment
from participation.surveys.queries import codebooks, coding
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.queries.comments import get_comment
from participation.surveys.queries.results import get_publication
from participation.surveys.rules.coding import CodebookState, CodingRefusal, ThemeSheet, Turn
from participation.surveys.rules.findings import ANSWERED
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.report import RESPONSES
from participation.surveys.rules.stages import CommentState, Refusal
from tests.builders import Town, acting_in, looking_in, make_town
from tests.surveys.coding import (
    CLAIRE,
    KARIM,
    MEALS,
    NIGHT,
    Said,
    book_in,
    leave,
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


def test_one_reads_then_another_without_seeing_her(engine: Engine, town: Town, said: Said) -> None:
    with acting_in(engine, town, actor=CLAIRE) as act:
        book = book_in(act, said)
        assert coding.find_next(act.session, book, Turn.SECOND, CLAIRE) is None
        first = coding.find_next(act.session, book, Turn.FIRST, CLAIRE)
        assert first is not None
        assert first.left == 16
        alike = [one.key for one in first.alike]
        done = give_themes(act, book, [first.message.key, *alike], Turn.FIRST, {MEALS})
        assert done == 1 + len(alike)
        assert coding.find_next(act.session, book, Turn.SECOND, CLAIRE) is None
        with pytest.raises(Refused) as refused:
            give_themes(act, book, [first.message.key], Turn.SECOND, {NIGHT})
        assert refused.value.reason is CodingRefusal.SAME_READER
        with pytest.raises(Refused) as refused:
            give_themes(act, book, [first.message.key], Turn.FIRST, {NIGHT})
        assert refused.value.reason is CodingRefusal.ALREADY_READ
        assert book.state is CodebookState.DRAFT
    with acting_in(engine, town, actor=KARIM) as act:
        book = book_in(act, said)
        second = coding.find_next(act.session, book, Turn.SECOND, KARIM)
        assert second is not None
        assert not hasattr(second.message, "service_id")
        give_themes(act, book, [second.message.key], Turn.SECOND, ())
        assert book.state is CodebookState.FROZEN
        readings = coding.get_readings(act.session, book)
        differing = coding.list_unsettled(readings, coding.kept_keys(act.session, book))
        assert differing == [second.message.key]


def test_messages_that_say_the_same_come_together(engine: Engine, town: Town, said: Said) -> None:
    with looking_in(engine, town) as session:
        book = codebooks.find_codebook(session, said.campaign_id)
        assert book is not None
        readers = [f"{KARIM} {number}" for number in range(12)]
        found = [coding.find_next(session, book, Turn.FIRST, one) for one in readers]
        assert found == [coding.find_next(session, book, Turn.FIRST, one) for one in readers]
    firsts = [each for each in found if each is not None]
    assert len(firsts) == len(readers)
    assert len({each.message.key for each in firsts}) > 1, "two begin at two ends, but for chance"
    for each in firsts:
        group = {one.words.split(" numéro")[0] for one in each.alike}
        assert group <= {each.message.words.split(" numéro")[0]}
        assert len(each.alike) == (5 if "numéro" in each.message.words else 0)


def test_only_what_a_human_kept_is_read(engine: Engine, town: Town, said: Said) -> None:
    with acting_in(engine, town, actor=CLAIRE) as act:
        book, campaign = book_in(act, said), get_campaign(act.session, said.campaign_id)
        waiting = leave(act, campaign, town.here, ["?"], state=CommentState.WAITING)
        with pytest.raises(Refused) as refused:
            give_themes(act, book, waiting, Turn.FIRST, {MEALS})
        assert refused.value.reason is CodingRefusal.NOT_READ
        with pytest.raises(Refused) as refused:
            give_themes(act, book, [said.here[0]], Turn.FIRST, {9})
        assert refused.value.reason is CodingRefusal.UNKNOWN_THEME
    read_as(engine, town, said, CLAIRE, Turn.FIRST, (*said.here, *said.there))
    read_as(engine, town, said, KARIM, Turn.SECOND, (*said.here, *said.there))
    with acting_in(engine, town) as act:
        campaign = get_campaign(act.session, said.campaign_id)
        with pytest.raises(Refused) as refused:
            close_coding(act, campaign, book_in(act, said))
        assert refused.value.reason is CodingRefusal.MESSAGES_WAITING
        for key in (*waiting, said.here[0]):
            review_comment(act, get_comment(act.session, key), state=CommentState.HIDDEN)
        closed = close_coding(act, campaign, book_in(act, said))
        counted = codebooks.count_themes(act.session, closed).values()
    assert sorted(each.read for each in counted) == [4, 11]


def test_a_reader_of_one_service_reads_its_messages_alone(
    engine: Engine, town: Town, said: Said
) -> None:
    with acting_in(engine, town, town.there, actor=KARIM) as act:
        book = book_in(act, said)
        found = coding.find_next(act.session, book, Turn.FIRST, KARIM)
        assert found is not None
        assert found.left == 4
        assert len(coding.draw_sample(act.session, book)) == 16
        with pytest.raises(NoResultFound):
            give_themes(act, book, [said.here[0]], Turn.FIRST, {MEALS})
        campaign = get_campaign(act.session, said.campaign_id)
        for deed in (revise_codebook, close_coding):
            with pytest.raises(Refused) as refused:
                deed(act, campaign, book)
            assert refused.value.reason is Refusal.OTHER_SERVICES


def test_themes_stay_once_two_have_begun(engine: Engine, town: Town, said: Said) -> None:
    read_as(engine, town, said, CLAIRE, Turn.FIRST, said.here[:2])
    with acting_in(engine, town) as act:
        campaign = get_campaign(act.session, said.campaign_id)
        write_theme(act, campaign, book_in(act, said), ThemeSheet("Bruit"), NIGHT)
    read_as(engine, town, said, KARIM, Turn.FIRST, said.here[2:3])
    with acting_in(engine, town, actor=CLAIRE) as act:
        campaign, book = get_campaign(act.session, said.campaign_id), book_in(act, said)
        with pytest.raises(Refused) as refused:
            write_theme(act, campaign, book, ThemeSheet("Sommeil"), NIGHT)
        assert refused.value.reason is CodingRefusal.THEMES_FROZEN
        new = revise_codebook(act, campaign, book)
        write_theme(act, campaign, new, ThemeSheet("Sommeil", is_open=False), NIGHT)
        assert (new.number, new.state) == (2, CodebookState.DRAFT)
        assert [each.name for each in codebooks.list_themes(act.session, new)] == [
            "Repas", "Sommeil", "Accueil",
        ]  # fmt: skip
        assert [each.name for each in codebooks.list_themes(act.session, book)][1] == "Bruit"
        before = coding.find_before(act.session, new)
        own = coding.own_codes_before(act.session, before, said.here[0], CLAIRE)
        assert own == {MEALS}
        assert not coding.own_codes_before(act.session, before, said.here[0], KARIM)
        with pytest.raises(Refused):
            give_themes(act, new, [said.here[0]], Turn.FIRST, {NIGHT})


def test_a_third_look_settles_and_wins(engine: Engine, town: Town, said: Said) -> None:
    night, other = said.here[6], said.here[7]
    read_as(engine, town, said, CLAIRE, Turn.FIRST, said.here)
    read_as(engine, town, said, KARIM, Turn.SECOND, [other])
    with acting_in(engine, town, actor=KARIM) as act:
        book = book_in(act, said)
        give_themes(act, book, [night], Turn.SECOND, {3})
        before = codebooks.count_themes(act.session, book)
        settle(act, book, night, {3})
        for settled in (night, other):
            with pytest.raises(Refused) as refused:
                settle(act, book, settled, {NIGHT})
            assert refused.value.reason is CodingRefusal.NOTHING_TO_SETTLE
        after = codebooks.count_themes(act.session, book)
    assert [(each.themes, each.read) for each in before.values()] == [({1: 12, 2: 6}, 12)]
    assert [(each.themes, each.read) for each in after.values()] == [({1: 11, 2: 5, 3: 1}, 12)]


def test_two_people_with_three_messages_each_count_as_two(
    engine: Engine, town: Town, said: Said
) -> None:
    with acting_in(engine, town, actor=CLAIRE) as act:
        book, campaign = book_in(act, said), get_campaign(act.session, said.campaign_id)
        for question in (4, 5, 6):
            texts = ["Ici", "Là"]
            keys = leave(act, campaign, town.here, texts, language="ps", question=question)
            give_themes(act, book, keys, Turn.FIRST, {NIGHT})
        survey_id = get_comment(act.session, keys[0]).survey_id
        counted = codebooks.count_themes(act.session, book)
        tongues = codebooks.count_tongues(act.session, [survey_id])
    assert (counted[survey_id].themes, counted[survey_id].read) == ({NIGHT: 2}, 2)
    assert tongues == {survey_id: {"fr": 12, "ps": 2}}


def test_counts_are_hidden_in_one_place(engine: Engine, town: Town, said: Said) -> None:
    with looking_in(engine, town) as session:
        campaign = get_campaign(session, said.campaign_id)
        assert get_publication(session, campaign).messages is None
    read_all(engine, town, said)
    with looking_in(engine, town) as session:
        publication = get_publication(session, get_campaign(session, said.campaign_id))
    found, whole = publication.messages, publication.lines[0]
    assert found is not None
    # Four messages there: shown for one service, the whole would tell them by subtraction.
    assert found.table.rows == (whole.key,)
    assert found.table.cell(whole.key, ANSWERED) == 16
    assert found.table.cell(whole.key, f"v{NIGHT}") == 6
    assert found.table.cell(whole.key, f"v{MEALS}") is Hidden.NEARLY_ALL
    assert found.table.cell(whole.key, "v3") is Hidden.FEW_ANSWERS
    assert publication.tongues.rows == (whole.key,)
    assert [publication.tongues.cell(whole.key, each) for each in ("en", "fr", RESPONSES)] == [
        Hidden.FEW_ANSWERS, Hidden.PROTECTS_ANOTHER, 16,
    ]  # fmt: skip


def test_only_a_large_group_is_quoted(engine: Engine, town: Town, said: Said) -> None:
    read_all(engine, town, said)
    with acting_in(engine, town) as act:
        campaign, book = get_campaign(act.session, said.campaign_id), book_in(act, said)
        publication = get_publication(act.session, campaign)
        night = get_comment(act.session, said.here[7])
        few = get_comment(act.session, said.there[0])
        quote(act, book, night, NIGHT, publication)
        quote(act, book, night, NIGHT, publication)
        with pytest.raises(Refused) as refused:
            quote(act, book, few, MEALS, publication)
        assert refused.value.reason is CodingRefusal.TOO_FEW_TO_QUOTE
        with pytest.raises(Refused) as refused:
            quote(act, book, get_comment(act.session, said.here[0]), NIGHT, publication)
        assert refused.value.reason is CodingRefusal.UNKNOWN_THEME
        assert [one.key for one in codebooks.list_quotations(act.session, book)] == [night.key]
        counted = codebooks.count_themes(act.session, book)
        review_comment(act, night, state=CommentState.HIDDEN)
        assert not codebooks.list_quotations(act.session, book)
        assert codebooks.count_themes(act.session, book) == counted
        unquote(act, book, night, NIGHT)
        act.session.get_one(Comment, (act.organisation_id, night.key))
        with pytest.raises(Refused) as refused:
            give_themes(act, book, [said.here[0]], Turn.SECOND, {MEALS})
        assert refused.value.reason is CodingRefusal.CODING_CLOSED

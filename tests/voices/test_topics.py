"""A topic from its reading to its answer: nothing unread, no double, no silent no."""

import datetime as dt
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from participation.audit.queries import list_entries
from participation.councils import operations as councils
from participation.followups import operations as answers
from participation.followups.operations import FollowUpSheet
from participation.followups.rules import State as AnswerState
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized
from participation.voices import operations, queries
from participation.voices.models import Topic
from participation.voices.operations import ReadSheet
from participation.voices.rules import Refusal, State, Theme
from tests.builders import Town, acting_in, make_town
from tests.councils.sitting import paper
from tests.voices.speaking import Heard, hear, make_heard, speak

DAY = dt.date(2026, 4, 2)
OWED = FollowUpSheet(
    said=Localized(fr="Les repas sont froids."),
    decided=Localized(),
    owner="la direction",
    state=AnswerState.OPEN,
    is_public=True,
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def heard(engine: Engine, town: Town) -> Heard:
    return make_heard(engine, town)


def refusing(reason: Refusal) -> pytest.RaisesExc[Refused]:
    """Expect this refusal."""
    return pytest.raises(Refused, match=f"^{reason.value}$")


def test_a_human_writes_french_and_her_own_words_stay(
    engine: Engine, town: Town, heard: Heard
) -> None:
    with acting_in(engine, town) as act:
        line = queries.see_topic(act.session, heard.topic(act.session))
        assert line.topic.said == {"fr": "Les repas sont froids.", "ar": "الطعام بارد"}
        assert (line.topic.language, line.state) == ("ar", State.RECEIVED)
        easy = hear(act, speak(act, town.here, language="fr@falc", text="Le soir"))
        assert set(easy.said) == {"fr"}
        voice = queries.get_voice(act.session, speak(act, town.here))
        with refusing(Refusal.NO_FRENCH):
            operations.read_voice(act, voice, ReadSheet(Theme.MEALS, "  ", "كلام"))
        first = queries.list_voices(act.session, heard.topic_id)[0]
        with refusing(Refusal.READ_ALREADY):
            hear(act, first.key)
        facts = {entry.facts for entry in list_entries(act.session)}
    assert not any("repas" in each or "بارد" in each for each in facts)


def test_what_is_set_aside_is_gone(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        voice = queries.get_voice(act.session, speak(act, town.here))
        operations.erase_voice(act, voice)
        assert queries.list_waiting(act.session) == ([], None)
        entry = next(one for one in list_entries(act.session) if one.action == "voice.erased")
        assert (entry.subject, entry.facts) == ("voice", "{}")


def test_a_double_joins_with_its_voices_and_those_who_agree(
    engine: Engine, town: Town, heard: Heard
) -> None:
    with acting_in(engine, town) as act:
        first = heard.topic(act.session)
        double = hear(act, speak(act, town.here), "Le soir, c’est froid.")
        operations.support(act, double, uuid4())
        voice = queries.get_voice(act.session, speak(act, town.here))
        joined = operations.read_voice(act, voice, ReadSheet(Theme.MEALS, ""), into=first)
        assert joined is first
        operations.merge_topics(act, double, first)
        (line,) = queries.list_topics(act.session)
        assert (line.topic.id, line.voices, line.supports) == (first.id, 3, 1)
        with refusing(Refusal.SAME_TOPIC):
            operations.merge_topics(act, first, first)
        other = hear(act, speak(act, town.there))
        with refusing(Refusal.OTHER_SERVICE):
            operations.merge_topics(act, other, first)
        stray = queries.get_voice(act.session, speak(act, town.there))
        with refusing(Refusal.OTHER_SERVICE):
            operations.read_voice(act, stray, ReadSheet(Theme.MEALS, "x"), into=first)


def test_meetings_find_what_is_kept_most_wanted_first_until_it_is_placed(
    engine: Engine, town: Town, heard: Heard
) -> None:
    with acting_in(engine, town) as act:
        topic, council = heard.topic(act.session), heard.council(act.session)
        wanted = hear(act, speak(act, town.here), "Le bruit")
        for _each in range(2):
            operations.support(act, wanted, uuid4())
        assert queries.list_topics_for(act.session, council.id) == []
        for one in (topic, wanted):
            operations.keep_for_council(act, one, council)
        found = queries.list_topics_for(act.session, council.id)
        assert [line.topic.id for line in found] == [wanted.id, topic.id]
        operations.place_on_agenda(act, wanted, meeting="meeting:1", on=DAY)
        assert [one.topic.id for one in queries.list_topics_for(act.session, council.id)] == [
            topic.id
        ]
        (placed,) = queries.list_placed(act.session, "meeting:1")
        assert placed.step is not None
        assert (placed.state, placed.step.taken_on) == (State.PLACED, DAY)
        operations.take_off_agenda(act, wanted)
        assert len(queries.list_topics_for(act.session, council.id)) == 2
        assert queries.list_placed(act.session, "meeting:1") == []


def test_a_topic_is_answered_the_day_its_follow_up_is(
    engine: Engine, town: Town, heard: Heard
) -> None:
    with acting_in(engine, town) as act:
        topic = _placed(act, heard)
        owed = answers.open_follow_up(act, OWED, service_id=town.here, origin="opinion:1")
        operations.answer_topic(act, topic, owed)
        assert queries.see_topic(act.session, topic).state is State.PLACED
        given = FollowUpSheet(
            said=OWED.said,
            decided=Localized(fr="Un chariot chaud"),
            owner="la cuisine",
            state=AnswerState.DONE,
        )
        answers.change_follow_up(act, owed, given)
        line = queries.see_topic(act.session, topic)
        assert line.state is State.ANSWERED
        assert not line.may_support
        done = answers.open_follow_up(act, given, service_id=town.here, origin="topic:1")
        operations.answer_topic(act, topic, done)
        assert (topic.state, line.steps[-1].state) == (State.ANSWERED, State.PLACED)
        operations.keep_for_council(act, topic, heard.council(act.session))
        assert queries.see_topic(act.session, topic).state is State.KEPT


def _placed(act: Act, heard: Heard) -> Topic:
    topic = heard.topic(act.session)
    operations.keep_for_council(act, topic, heard.council(act.session))
    return operations.place_on_agenda(act, topic, meeting="meeting:1", on=DAY)


def test_no_step_is_skipped_and_no_council_speaks_for_another_house(
    engine: Engine, town: Town, heard: Heard
) -> None:
    with acting_in(engine, town) as act:
        topic = heard.topic(act.session)
        with refusing(Refusal.NOT_NOW):
            operations.place_on_agenda(act, topic, meeting="meeting:1", on=DAY)
        with refusing(Refusal.NOT_NOW):
            operations.take_off_agenda(act, topic)
        with refusing(Refusal.NO_REASON):
            operations.leave_out(act, topic, Localized(fr=" "))
        there = councils.found_council(
            act, paper(town, carrier_id=town.there), service_ids=[town.there]
        )
        with refusing(Refusal.COUNCIL_ELSEWHERE):
            operations.keep_for_council(act, topic, there)
        owed = answers.open_follow_up(act, OWED, service_id=town.there, origin="opinion:1")
        operations.keep_for_council(act, topic, heard.council(act.session))
        with refusing(Refusal.OTHER_SERVICE):
            operations.answer_topic(act, topic, owed)
        operations.leave_out(act, topic, Localized(fr="Le conseil n’en décide pas."))
        with refusing(Refusal.NOT_NOW):
            operations.support(act, topic, uuid4())

"""What was said, told: in each language or plainly not, aloud, and to who gave the topic."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.foundation.act import Act, Refused
from participation.foundation.keys import random_key
from participation.foundation.localized import Localized
from participation.meetings import operations, queries
from participation.meetings.models import Minutes
from participation.meetings.queries import Told
from participation.meetings.rules.kinds import Quality
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from participation.meetings.rules.telling import (
    Telling,
    in_order,
    mark_of_told,
    speaks_same,
    why_not_told,
)
from participation.meetings.rules.writing import Section
from participation.organisations.rules.rulings import Rule
from participation.voices import operations as voices, queries as topics
from participation.voices.operations import ReadSheet, VoiceSheet
from participation.voices.rules import Refusal as TopicRefusal, State, Theme, Told as Stand
from tests.builders import Town, acting_in, looking_in, make_town
from tests.compliance.test_states import broken, state_of
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, page, send, visit
from tests.meetings.gathering import MEETS_AT, Gathering, begin, gather, refusal

SAID = "Le repas du soir est froid."
SOURCE = (Section(SAID, "Le four est réparé.\nNous goûterons."), Section("Le bruit", "Rien."))
ARABIC = [Section("العشاء", "أُصلح الفرن.\nسنتذوق."), Section("الضجيج", "لا شيء.")]
READ = "/rive/tilleul/meetings"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town, clock: Clock) -> Gathering:
    """Hold a meeting that talked about a topic of residents, without any vote."""
    gathering = gather(engine, town)
    with acting_in(engine, town) as act:
        key = voices.say(act, VoiceSheet(Theme.MEALS, "fr", text=SAID), service_id=town.here)
        voice = topics.get_voice(act.session, key)
        topic = voices.read_voice(act, voice, ReadSheet(Theme.MEALS, SAID))
        voices.keep_for_council(act, topic, gathering.sitting.council(act.session))
        item = operations.add_topic(act, gathering.meeting(act.session), topic)
        item_id = item.id
    clock.set(MEETS_AT.astimezone(dt.UTC))
    begin(engine, town, gathering)
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        operations.note_guest(act, meeting, "Hortense Lemaire", Quality.GUEST)
        operations.conclude_item(act, queries.get_item(act.session, item_id), "Four réparé.")
        operations.close_meeting(act, meeting)
    return gathering


def publish(engine: Engine, town: Town, gathering: Gathering, *told: Section) -> None:
    """Sign what was said if nobody has, and publish these words."""
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        row = operations.draft_minutes(act, meeting, told or SOURCE)
        act.session.flush()
        if row.signed_on is None:
            operations.sign_minutes(act, row, name="Amina", on=MEETS_AT.date(), agrees=True)
        operations.publish_minutes(act, row, told or SOURCE, was_read=True)


def translate(act: Act, gathering: Gathering, sections: list[Section], tag: str = "ar") -> None:
    meeting = gathering.meeting(act.session)
    mark = mark_of_told(queries.source_of(gathering.sheet(act.session)))
    operations.translate_minutes(act, meeting, tag, sections, seen=mark, was_read=True)


def told(engine: Engine, town: Town, gathering: Gathering, wanted: str) -> Told:
    with looking_in(engine, town) as session:
        return queries.tell(session, gathering.sheet(session), wanted)


def test_the_languages_to_write_come_in_order() -> None:
    assert in_order(("ar", "fr", "ar"), ("en", "ar", "fr"), "fr") == ("fr@falc", "ar", "en")
    assert speaks_same("fr", "fr@falc")
    assert not speaks_same("fr", "ar")
    short = (*SOURCE, Section("Rien", ""))
    assert why_not_told(SOURCE, ARABIC) is None
    assert why_not_told(short, ARABIC) is R.TRANSLATION_SHORT
    assert why_not_told(SOURCE, [ARABIC[0], Section("الضجيج", " ")]) is R.TRANSLATION_SHORT
    assert why_not_told(SOURCE, [ARABIC[0], Section("", "لا شيء.")]) is R.TRANSLATION_SHORT


def test_each_reads_her_language_and_a_change_makes_it_stale(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        meeting, given = gathering.meeting(act.session), list(ARABIC)
        deed = operations.translate_minutes
        early = refusal(deed, act, meeting, "ar", given, seen="", was_read=True)
        assert early is R.NOT_PUBLISHED
    assert told(engine, town, gathering, "ar") == Told()
    publish(engine, town, gathering)
    assert told(engine, town, gathering, "ar").locale == "fr"
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        assert refusal(deed, act, meeting, "ar", given, seen="", was_read=False) is R.NOT_READ
        half = refusal(deed, act, meeting, "ar", given[:1], seen="", was_read=True)
        assert half is R.TRANSLATION_SHORT
        nothing = [Section("", ""), Section("", "")]
        assert refusal(deed, act, meeting, "ar", nothing, seen="", was_read=True) is R.EMPTY_MINUTES
        translate(act, gathering, given)
    own = told(engine, town, gathering, "ar")
    assert (own.locale, own.is_stale) == ("ar", False)
    assert own.sections[0].lines == (Localized(ar="أُصلح الفرن."), Localized(ar="سنتذوق."))
    assert told(engine, town, gathering, "fr@falc").locale == "fr"
    publish(engine, town, gathering, SOURCE[0], Section("Le bruit", "Du calme."))
    assert told(engine, town, gathering, "ar").is_stale
    with looking_in(engine, town) as session:
        lines = queries.list_tongues(session, gathering.sheet(session), ["fr", "ar", "uk"])
        states = {one.locale: one.state for one in lines}
    assert states == {"fr@falc": Telling.MISSING, "ar": Telling.STALE, "uk": Telling.MISSING}
    with acting_in(engine, town) as act:
        translate(act, gathering, given)
        translate(
            act, gathering, [Section("Le dîner", "Bon."), Section("Bruit", "Non.")], "fr@falc"
        )
    assert not told(engine, town, gathering, "ar").is_stale
    assert told(engine, town, gathering, "fr@falc").locale == "fr@falc"
    with acting_in(engine, town) as act:
        translate(act, gathering, nothing)
    assert told(engine, town, gathering, "ar").locale == "fr", "it was taken back"


def test_a_source_that_changes_under_the_translator_leaves_her_work_stale(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    publish(engine, town, gathering)
    with acting_in(engine, town) as act:
        meeting, before = gathering.meeting(act.session), mark_of_told(SOURCE)
        version = act.session.get(
            Minutes, (act.organisation_id, queries.list_minutes(act.session, meeting)[0].id)
        )
        assert version
        changed = (SOURCE[0], Section("Le bruit", "Du calme la nuit."))
        operations.publish_minutes(act, version, changed, was_read=True)
        deed = operations.translate_minutes
        deed(act, meeting, "ar", ARABIC, seen=before, was_read=True)
    assert told(engine, town, gathering, "ar").is_stale


def test_every_published_line_can_be_given_a_voice(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    publish(engine, town, gathering)
    with acting_in(engine, town) as act:
        translate(act, gathering, list(ARABIC))
        spoken = queries.list_spoken(act.session, "ar")
        assert [one for one in spoken if one] == [
            "العشاء",
            "أُصلح الفرن.",
            "سنتذوق.",
            "الضجيج",
            "لا شيء.",
        ]
        assert "أُصلح الفرن." not in queries.list_spoken(act.session, "fr")
        assert "Nous goûterons." in queries.list_spoken(act.session, "fr")
        assert "سنتذوق." in topics.list_spoken(act.session, "ar"), "heard on the topic as well"


def test_the_name_of_a_guest_in_a_translation_is_found_by_the_law(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    day = MEETS_AT.date()
    publish(engine, town, gathering)
    assert Rule.R39 not in broken(state_of(engine, town, day=day))
    with acting_in(engine, town) as act:
        translate(act, gathering, [ARABIC[0], Section("Noise", "Hortense Lemaire spoke.")], "en")
    assert Rule.R39 in broken(state_of(engine, town, day=day))


def test_a_point_without_a_vote_moves_its_topic_on(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    with looking_in(engine, town, town.here) as session:
        (line,) = topics.list_topics(session)
        assert (line.state, line.discussed, line.may_support) == (Stand.DISCUSSED, (), False)
        assert [(one.state, one.on) for one in line.way][-1] == (Stand.DISCUSSED, MEETS_AT.date())
    shown = page(visit(app, engine, town, Role.RESIDENT, town.here), "/rive/tilleul/topics")
    assert "Le conseil en a parlé" in shown
    assert "Four réparé" not in shown, "nobody has gone over what was noted in the room"
    publish(engine, town, gathering)
    with acting_in(engine, town) as act:
        translate(act, gathering, list(ARABIC))
        (line,) = topics.list_topics(act.session)
        assert line.discussed == (
            Localized(fr="Le four est réparé.", ar="أُصلح الفرن."),
            Localized(fr="Nous goûterons.", ar="سنتذوق."),
        )
        topic = line.topic
        key = topic.id
        with pytest.raises(Refused) as refused:
            voices.support(act, topic, random_key())
        assert refused.value.reason is TopicRefusal.NOT_NOW
    assert "Le four est réparé." in page(
        visit(app, engine, town, Role.RESIDENT, town.here), "/rive/tilleul/topics"
    )
    with acting_in(engine, town) as act:
        topic = topics.get_topic(act.session, key)
        voices.keep_for_council(act, topic, gathering.sitting.council(act.session))
        line = topics.see_topic(act.session, topic)
        assert (line.state, line.discussed) == (State.KEPT, ())
        assert Stand.DISCUSSED not in [one.state for one in line.way]


def test_the_desk_writes_a_language_beside_the_french(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    publish(engine, town, gathering)
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    base = f"/rive/meetings/{gathering.key}/tongues"
    assert "Manque" in page(desk, base)
    form = page(desk, f"{base}/ar")
    assert "Le four est réparé." in form
    assert 'dir="rtl"' in form
    page(desk, f"{base}/fr", status=404)
    given = {f"title_{n}": one.title for n, one in enumerate(ARABIC)}
    given |= {f"words_{n}": one.words for n, one in enumerate(ARABIC)}
    given["seen"] = mark_of_told(SOURCE)
    refused = send(desk, f"{base}/ar", given, status=422)
    assert "Relisez le texte" in refused
    assert "سنتذوق." in refused, "nothing typed is lost"
    assert send(desk, f"{base}/ar", {**given, "was_read": "y"}) == base


def test_residents_are_told_plainly_which_language_they_read(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    publish(engine, town, gathering)
    reader = visit(app, engine, town, Role.RESIDENT, town.here)
    read = f"{READ}/{gathering.key}"

    def shown(tag: str, path: str = read) -> str:
        with reader.session_transaction(base_url=LOCAL) as browser:
            browser["locale"] = tag
        return reader.get(path, base_url=LOCAL).text

    not_yet = "Ce texte n’est pas encore dans votre langue"
    assert not_yet not in shown("fr")
    assert '<span lang="fr" dir="ltr">Nous goûterons.</span>' in shown("ar")
    with acting_in(engine, town) as act:
        translate(act, gathering, list(ARABIC))
    own = shown("ar")
    assert "سنتذوق." in own
    assert "Nous goûterons." not in own
    publish(engine, town, gathering, SOURCE[0], Section("Le bruit", "Du calme."))
    assert f"{read}?words=fr" in shown("ar"), (
        "it says that it is old, and leads to the words of today"
    )
    assert "Du calme." in shown("ar", f"{read}?words=fr")
    assert f"{read}?words=fr" not in shown("en")

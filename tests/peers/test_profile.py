"""What a helper says of herself, who takes her on, and where she never helps unasked."""

import datetime as dt
import io

import pytest
from PIL import Image
from sqlalchemy import Engine, select
from sqlalchemy.exc import NoResultFound

from participation.accounts.queries import get_user
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.peers.models import Peer
from participation.peers.operations import profile
from participation.peers.operations.profile import EngagementSheet, ProfileSheet
from participation.peers.queries import people
from participation.peers.rules.kinds import Gender, LanguageLevel, Status, Topic
from participation.peers.rules.profile import PeerRefusal
from tests.builders import Town, acting_in, make_person, make_town
from tests.councils.mandated import reason_of
from tests.peers.crew import ENGAGED, TODAY, assign, give_role, make_peer, make_slot


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def sheet(**facts: object) -> EngagementSheet:
    usual = {"status": Status.EMPLOYEE, "since": ENGAGED, "weekly_minutes": 2100}
    return EngagementSheet(**{**usual, **facts})  # type: ignore[arg-type]


def test_a_helper_is_taken_on_once_and_tells_nothing_by_default(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town, "Maryam Azizi")
        assert (peer.name, dict(peer.about), peer.gender) == ("Maryam Azizi", {}, Gender.UNSAID)
        assert people.topics_of(act.session, peer.id) == []
        assert not any((peer.at_home, peer.at_night, peer.has_photo, peer.has_sound))
        user = make_person(act, "Olena", Role.PEER_HELPER, town.here)
        profile.add_peer(act, user, sheet(), name="  Lena ")
        found = people.find_own(act.session, user.id)
        assert found is not None
        assert found.name == "Lena"
        assert reason_of(profile.add_peer, act, user, sheet()) is PeerRefusal.ALREADY_PEER


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"until": ENGAGED}, PeerRefusal.UNTIL_BEFORE_SINCE),
        ({"weekly_minutes": 0}, PeerRefusal.NO_TIME),
        ({"weekly_minutes": 10081}, PeerRefusal.NO_TIME),
    ],
)
def test_an_engagement_holds_together(
    engine: Engine, town: Town, facts: dict[str, object], reason: PeerRefusal
) -> None:
    with acting_in(engine, town) as act:
        user = make_person(act, "Olena", Role.PEER_HELPER, town.here)
        assert reason_of(profile.add_peer, act, user, sheet(**facts)) is reason


def test_nobody_is_her_own_referent(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        own = sheet(referent_id=peer.user_id)
        assert reason_of(profile.change_engagement, act, peer, own) is PeerRefusal.REFERENT_HERSELF


def test_she_helps_where_she_has_the_role_and_not_where_she_lives(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        there = reason_of(profile.place_peer, act, peer, town.there)
        assert there is PeerRefusal.NOT_HELPER_THERE
        user = get_user(act.session, peer.user_id)
        give_role(act, user, Role.PEER_HELPER, town.there)
        give_role(act, user, Role.RESIDENT, town.there)
        assert reason_of(profile.place_peer, act, peer, town.there) is PeerRefusal.LIVES_THERE
        profile.describe_oneself(act, peer, ProfileSheet("Maryam", at_home=True))
        profile.place_peer(act, peer, town.there, travel_minutes=20)
        late = reason_of(profile.place_peer, act, peer, town.there, travel_minutes=241)
        assert late is PeerRefusal.TRAVEL_TOO_LONG
        places = people.places_of(act.session, peer.id)
        assert {each.service_id: each.travel_minutes for each in places} == {
            town.here: 0,
            town.there: 20,
        }


def test_who_is_counted_on_is_not_taken_away(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        row = assign(act, make_slot(act, town.here), peer)
        refused = reason_of(profile.unplace_peer, act, peer, town.here)
        assert refused is PeerRefusal.PROMISES_AHEAD
        act.session.delete(row)
        act.session.flush()
        profile.unplace_peer(act, peer, town.here)
        with pytest.raises(NoResultFound):
            people.get_peer(act.session, peer.id)
        with pytest.raises(NoResultFound):
            profile.unplace_peer(act, peer, town.here)


def test_she_says_what_she_wants_and_no_more(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer, other = make_peer(act, town), make_peer(act, town, "Olena")
        stranger = make_peer(act, town, "Yves", town.there)
        said = ProfileSheet("Mimi", Gender.WOMAN, "Les mamans", "J’écoute.", "fr", duo_id=other.id)
        profile.describe_oneself(act, peer, said)
        profile.describe_oneself(act, peer, ProfileSheet("Mimi", about="I listen.", locale="en"))
        assert dict(peer.about) == {"fr": "J’écoute.", "en": "I listen."}
        profile.describe_oneself(act, peer, ProfileSheet("Mimi", about=" ", locale="fr"))
        assert dict(peer.about) == {"en": "I listen."}
        for wrong, reason in (
            (ProfileSheet("  "), PeerRefusal.NAME_MISSING),
            (ProfileSheet("M", about="x" * 201), PeerRefusal.ABOUT_TOO_LONG),
            (ProfileSheet("M", duo_id=stranger.id), PeerRefusal.DUO_UNKNOWN),
            (ProfileSheet("M", duo_id=peer.id), PeerRefusal.DUO_UNKNOWN),
        ):
            assert reason_of(profile.describe_oneself, act, peer, wrong) is reason


def spoken(act: Act, peer: Peer) -> list[tuple[str, str]]:
    rows = people.languages_of(act.session, [peer.id])[peer.id]
    return [(row.locale, row.level.value) for row in rows]


def test_languages_and_topics_replace_what_was_said(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        little, native = LanguageLevel.LITTLE, LanguageLevel.NATIVE
        profile.say_languages(act, peer, {"fr": little, "fa_AF": native})
        assert spoken(act, peer) == [("fa_AF", "native"), ("fr", "little")]
        profile.say_languages(act, peer, {"ps": native})
        assert spoken(act, peer) == [("ps", "native")]
        unknown = reason_of(profile.say_languages, act, peer, {"xx": native})
        assert unknown is PeerRefusal.LANGUAGE_UNKNOWN
        profile.say_topics(act, peer, {Topic.STREET, Topic.INSIDE}, {Topic.STREET})
        shown = {row.topic: row.is_shown for row in people.topics_of(act.session, peer.id)}
        assert shown == {Topic.STREET: True, Topic.INSIDE: False}
        refused = reason_of(profile.say_topics, act, peer, set(), {Topic.STREET})
        assert refused is PeerRefusal.SHOWN_NOT_LIVED
        refused = reason_of(profile.say_topics, act, peer, {Topic.INSIDE}, set(), {Topic.STREET})
        assert refused is PeerRefusal.WANTED_NOT_LIVED


def test_her_picture_is_drawn_anew_and_taken_away(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        sent = io.BytesIO()
        exif = Image.Exif()
        exif[0x010F] = "Secret camera"
        Image.new("RGB", (900, 600), "navy").save(sent, "JPEG", exif=exif)
        profile.show(act, peer, sent.getvalue())
        assert peer.photo is not None
        assert b"Secret" in sent.getvalue()
        assert b"Secret" not in peer.photo
        with Image.open(io.BytesIO(peer.photo)) as kept:
            assert (kept.format, kept.size) == ("WEBP", (480, 480))
        assert reason_of(profile.show, act, peer, b"GIF89a") is PeerRefusal.PHOTO_UNREADABLE
        heavy = reason_of(profile.show, act, peer, b"x" * (12 * 1024 * 1024 + 1))
        assert heavy is PeerRefusal.PHOTO_TOO_HEAVY
        profile.show(act, peer, None)
        act.session.flush()
        row = act.session.execute(select(Peer.photo, Peer.has_photo)).one()
        assert tuple(row) == (None, False)
        assert reason_of(profile.speak, act, peer, b"no sound") is PeerRefusal.VOICE_UNREADABLE


def test_helpers_are_listed_by_service_and_day(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        make_peer(act, town, "Olena")
        gone = make_peer(act, town, "Aline")
        gone.until = TODAY
        make_peer(act, town, "Yves", town.there)
        act.session.flush()
    with acting_in(engine, town, town.here) as act:
        assert [one.name for one in people.list_peers(act.session)] == ["Aline", "Olena"]
        assert [one.name for one in people.list_peers(act.session, TODAY)] == ["Olena"]
        day_before = TODAY - dt.timedelta(days=1)
        assert [one.name for one in people.list_peers(act.session, day_before)] == [
            "Aline",
            "Olena",
        ]

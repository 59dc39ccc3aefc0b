"""A sealed vote from the keys to the result: who may do what, when, and what is refused."""

import io

import pytest
from sqlalchemy import Engine

from participation.belenios.checks import Check, InvalidError
from participation.belenios.group import entropy as draw
from participation.belenios.verify import verify_archive
from participation.elections.adapters.urn import urn_of
from participation.elections.operations import sealed as urns
from participation.elections.queries import sealed as found
from participation.elections.rules.sealed import CardState, Phase, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.seed.devices import phones
from tests.builders import acting_in, looking_in
from tests.conftest import Clock
from tests.elections.sealing import (
    BLANK,
    NAMES,
    TITLE,
    Sealing,
    broken,
    choice,
    opened,
    prepared,
    ready,
    refused,
    settled,
)

R = SealedRefusal


def phase_of(made: Sealing) -> Phase:
    with looking_in(made.engine, made.town) as session:
        return found.get_sealed(session, made.contest_id).phase


def archive_of(made: Sealing) -> io.BytesIO:
    stream = io.BytesIO()
    with looking_in(made.engine, made.town) as session:
        found.write_archive(session, found.get_sealed(session, made.contest_id), stream)
    stream.seek(0)
    return stream


def voted(engine: Engine) -> tuple[Sealing, list[str]]:
    """Let five people vote, one of them twice and one on paper; give all trackers."""
    made = opened(engine)
    trackers = [
        made.cast(made.seal(made.codes[0], choice(1))),
        made.cast(made.seal(made.codes[0], choice(2, 3))),
        made.cast(made.seal(made.codes[1], BLANK)),
        made.cast(made.seal(made.codes[2], choice(2)), final=True),
        made.cast(made.seal(made.codes[3], choice(2, 4))),
    ]
    with acting_in(engine, made.town) as act:
        urns.exchange_card(act, made.contest(act.session), made.public(made.codes[4:5])[0])
    made.go(Stage.COUNT, "close_urn")
    trackers.append(made.cast(made.seal(made.papers[0], choice(1))))
    made.go(Stage.COUNT, "fix_tally")
    return made, trackers


def test_a_whole_vote_ends_in_an_archive_that_anyone_can_verify(engine: Engine) -> None:
    made, _trackers = voted(engine)
    report = verify_archive(archive_of(made))
    assert report.ok, report.failures
    assert (report.ballots, report.credentials, report.result) == (5, 8, None)
    made.give(1)
    assert phase_of(made) is Phase.COUNT
    made.give(3)
    assert phase_of(made) is Phase.RESULT
    report = verify_archive(archive_of(made))
    assert report.ok, report.failures
    assert report.result == [[1, 1, 3, 1, 1]]
    with looking_in(engine, made.town) as session:
        sealed = found.get_sealed(session, made.contest_id)
        counted = found.result_of(sealed)
        assert counted is not None
        assert (counted.ballots, counted.blank) == (5, 1)
        assert list(counted.votes.values()) == [1, 3, 1, 1]
        assert ",".join(counted.votes) == sealed.candidates


def test_the_end_tells_which_ballots_count_and_what_became_of_the_cards(engine: Engine) -> None:
    made, (replaced, *kept) = voted(engine)
    with looking_in(engine, made.town) as session:
        sealed = found.get_sealed(session, made.contest_id)
        assert found.list_trackers(session, sealed) == sorted(kept)
        assert replaced not in kept
        assert found.count_cards(session, sealed) == {
            CardState.READY: 2,
            CardState.VOTED: 4,
            CardState.EXCHANGED: 1,
            CardState.PAPER: 1,
        }
        again, once_more = io.BytesIO(), io.BytesIO()
        last = found.write_archive(session, sealed, again)
        assert last == found.write_archive(session, sealed, once_more)
        assert f"{last}.event.json".encode() in again.getvalue()[-4096:]
        assert again.getvalue() == once_more.getvalue()


def test_nothing_begins_before_the_list_is_settled(engine: Engine) -> None:
    made = settled(engine)
    with acting_in(engine, made.town) as act:
        contest = made.contest(act.session)
        made.stage(act, contest, Stage.CALL)
        assert refused(urns.prepare, act, contest, NAMES, title=TITLE) is R.LIST_NOT_SETTLED
        made.stage(act, contest, Stage.LIST)
        for names in (NAMES[:2], ("A", "B", "a"), ("A", "B", "  "), (*"ABCD",)):
            assert refused(urns.prepare, act, contest, names, title=TITLE) is R.WRONG_GROUP


def test_a_ceremony_begun_again_makes_the_first_one_void(engine: Engine) -> None:
    made = ready(engine)
    with acting_in(engine, made.town) as act:
        again = urns.prepare(act, made.contest(act.session), NAMES, title=TITLE)
        assert again.sealed.uuid != made.uuid
        assert again.sealed.phase is Phase.CERTIFICATES
        session, sealed = act.session, again.sealed
        assert found.find_trustee(session, sealed, made.tokens[0]) is None
        assert found.find_trustee(session, sealed, again.trustees[0][1]) is not None
        assert not found.list_cards(session, sealed)


def test_the_vote_opens_only_with_three_possessions_and_the_cards(engine: Engine) -> None:
    made = prepared(engine)
    made.rounds()
    assert refused(made.go, Stage.VOTE, "open_urn") is R.NOT_READY
    made.publish()
    assert refused(made.go, Stage.VOTE, "open_urn") is R.NOT_READY
    last = made.seeds.pop()
    made.possess()
    assert phase_of(made) is Phase.POSSESSION
    assert refused(made.go, Stage.VOTE, "open_urn") is R.NOT_READY
    made.seeds.append(last)
    made.possess()
    assert phase_of(made) is Phase.READY
    assert refused(made.cast, made.seal(made.codes[0], BLANK)) is R.NOT_OPEN
    made.go(Stage.VOTE, "open_urn")
    assert phase_of(made) is Phase.OPEN
    assert refused(made.publish) is R.WRONG_ROUND


def test_possession_is_of_this_key_and_this_challenge(engine: Engine) -> None:
    made = prepared(engine)
    made.rounds()
    made.seeds[0], made.seeds[1] = made.seeds[1], made.seeds[0]
    with pytest.raises(InvalidError) as caught:
        made.possess()
    assert caught.value.check is Check.SECRET
    with acting_in(engine, made.town) as act:
        sealed = found.get_sealed(act.session, made.contest_id)
        trustee = found.list_trustees(act.session, sealed)[0]
        proof = {"challenge": "1", "response": "2"}
        contest = made.contest(act.session)
        assert broken(urns.prove_possession, act, contest, trustee, proof) is Check.POSSESSION


def test_a_round_is_said_once_and_in_its_turn(engine: Engine) -> None:
    made = prepared(engine)
    certificate, promise = phones.announce(made.seeds[0], 3, 2, 1, draw)
    other, other_promise = phones.announce(made.seeds[1], 3, 2, 1, draw)
    wrong, _promise = phones.announce(made.seeds[0], 3, 2, 2, draw)
    with acting_in(engine, made.town) as act:
        contest, session = made.contest(act.session), act.session
        trustee = found.list_trustees(session, found.get_sealed(session, contest.id))[0]
        give = urns.give_certificate
        assert broken(give, act, contest, trustee, wrong, promise) is Check.CERTIFICATE
        assert refused(urns.deal, act, contest, trustee, {}) is R.WRONG_ROUND
        give(act, contest, trustee, certificate, promise)
        give(act, contest, trustee, certificate, promise)
        assert refused(give, act, contest, trustee, other, other_promise) is R.DONE_OTHERWISE
        assert refused(urns.give_key, act, contest, trustee, {}) is R.WRONG_ROUND


def test_cards_are_public_keys_and_nothing_else(engine: Engine) -> None:
    made = prepared(engine)
    made.publish()
    good = made.public(made.codes)
    with acting_in(engine, made.town) as act:
        contest = made.contest(act.session)
        publish = urns.publish_cards
        for bad in (made.codes[0], "0" * 64, good[0].upper(), good[0][:-1], 7, None):
            with pytest.raises(InvalidError):
                publish(act, contest, [*good[1:], bad], [])
        assert broken(publish, act, contest, [*good, good[0]], []) is Check.DUPLICATE
        assert broken(publish, act, contest, good, good[:1]) is Check.DUPLICATE
        assert refused(publish, act, contest, good[:4], []) is R.TOO_FEW_CARDS
        sealed = publish(act, contest, good[:5], good[5:])
        assert (sealed.cards, sealed.papers) == (5, 1)
        assert [one.credential for one in found.list_cards(act.session, sealed)] == good


def test_under_five_ballots_nothing_is_ever_decrypted(engine: Engine) -> None:
    made = opened(engine)
    for code in made.codes[:4]:
        made.cast(made.seal(code, choice(1)))
    made.go(Stage.COUNT, "close_urn")
    assert refused(made.go, Stage.COUNT, "fix_tally") is R.TOO_FEW_BALLOTS
    with looking_in(engine, made.town) as session:
        sealed = found.get_sealed(session, made.contest_id)
        assert (sealed.encrypted_tally, sealed.server_partial) == (None, None)
        assert not list(found.read_chain(session, sealed))
    with acting_in(engine, made.town) as act:
        contest = made.contest(act.session)
        trustee = found.list_trustees(act.session, found.get_sealed(act.session, contest.id))[0]
        assert refused(urns.give_partial, act, contest, trustee, b"{}") is R.CLOSED


def test_only_right_decryptions_of_assessors_are_taken(engine: Engine) -> None:
    made = opened(engine)
    for code in made.codes:
        made.cast(made.seal(code, choice(1)))
    made.go(Stage.COUNT, "close_urn")
    made.go(Stage.COUNT, "fix_tally")
    first = made.decrypt(1)
    assert broken(made.give, 2, first) is Check.DECRYPTION_PROOF
    made.give(1, first)
    made.give(1, first)
    assert refused(made.give, 1, made.decrypt(1)) is R.DONE_OTHERWISE
    made.give(2)
    made.give(1, first)
    assert refused(made.give, 3) is R.WRONG_ROUND


def test_keys_are_destroyed_after_the_challenges_and_the_archive_stays(
    engine: Engine, clock: Clock
) -> None:
    made = opened(engine)
    for code in made.codes:
        made.cast(made.seal(code, choice(1)))
    made.go(Stage.COUNT, "close_urn")
    made.go(Stage.COUNT, "fix_tally")
    made.give(1)
    made.give(2)
    assert refused(made.go, Stage.PROCLAIMED, "destroy_keys") is R.TOO_EARLY
    made.go(Stage.PROCLAIMED)
    assert refused(made.go, Stage.PROCLAIMED, "destroy_keys") is R.TOO_EARLY
    clock.advance(days=120)
    made.go(Stage.PROCLAIMED, "destroy_keys")
    with looking_in(engine, made.town) as session:
        sealed = found.get_sealed(session, made.contest_id)
        assert sealed.server_key is None
        assert not urn_of(session, made.contest_id).states()
        for trustee, token in zip(found.list_trustees(session, sealed), made.tokens, strict=True):
            assert (trustee.key, trustee.dealing) == (None, None)
            assert found.find_trustee(session, sealed, token) is None
    assert verify_archive(archive_of(made)).ok

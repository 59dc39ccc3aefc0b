"""A sealed vote from the keys to the result: who may do what, when, and what is refused."""

import io
import json
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, update

from participation.belenios import pedersen
from participation.belenios.checks import Check, InvalidError
from participation.belenios.encoding import canonical
from participation.belenios.group import system_randomness as draw
from participation.belenios.verify import verify_archive
from participation.elections.adapters.urn import urn_of
from participation.elections.models import Election, SealedVote
from participation.elections.operations import sealed as urns
from participation.elections.queries import sealed as found
from participation.elections.rules.sealed import CardState, Phase, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.foundation import clock
from participation.foundation.act import Act, Refused
from tests.builders import acting_in, looking_in
from tests.conftest import Clock
from tests.elections.sealing import (
    BLANK,
    NAMES,
    TITLE,
    Sealing,
    choice,
    opened,
    prepared,
    ready,
    settled,
)

R = SealedRefusal


def refused(deed: Callable[..., object], *given: object, **named: object) -> object:
    """Give the reason for which a deed is refused."""
    with pytest.raises(Refused) as caught:
        deed(*given, **named)
    return caught.value.reason


def broken(deed: Callable[..., object], *given: object, **named: object) -> Check:
    """Give the check that something does not pass."""
    with pytest.raises(InvalidError) as caught:
        deed(*given, **named)
    return caught.value.check


def phase_of(made: Sealing) -> Phase:
    with looking_in(made.engine, made.town) as session:
        return found.get_sealed(session, made.contest_id).phase


def archive_of(made: Sealing) -> io.BytesIO:
    stream = io.BytesIO()
    with looking_in(made.engine, made.town) as session:
        found.write_archive(session, found.get_sealed(session, made.contest_id), stream)
    stream.seek(0)
    return stream


def test_a_whole_vote_ends_in_an_archive_that_anyone_can_verify(engine: Engine) -> None:
    made = opened(engine)
    first = made.cast(made.seal(made.codes[0], choice(1)))
    second = made.cast(made.seal(made.codes[0], choice(2, 3)))
    assert first != second
    made.cast(made.seal(made.codes[1], BLANK))
    made.cast(made.seal(made.codes[2], choice(2)), final=True)
    made.cast(made.seal(made.codes[3], choice(2, 4)))
    with acting_in(engine, made.town) as act:
        contest = made.contest(act.session)
        urns.exchange_card(act, contest, made.public(made.codes[4:5])[0])
    made.go(Stage.COUNT, "close_urn")
    made.cast(made.seal(made.papers[0], choice(1)))
    made.go(Stage.COUNT, "fix_tally")
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
        trackers = found.list_trackers(session, sealed)
        assert second in trackers
        assert first not in trackers
        assert trackers == sorted(trackers)
        assert found.count_cards(session, sealed) == {
            CardState.READY: 2,
            CardState.VOTED: 3,
            CardState.FINAL: 1,
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
    certificate, promise = pedersen.announce(made.seeds[0], 3, 2, 1, draw)
    other, other_promise = pedersen.announce(made.seeds[1], 3, 2, 1, draw)
    wrong, _promise = pedersen.announce(made.seeds[0], 3, 2, 2, draw)
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


def test_a_phone_vote_is_replaceable_and_a_kiosk_vote_is_final(engine: Engine) -> None:
    made = opened(engine)
    code = made.codes[0]
    raw = made.seal(code, choice(1))
    assert made.cast(raw) == made.cast(raw)
    kiosk = made.seal(code, choice(2))
    tracker = made.cast(kiosk, final=True)
    assert refused(made.cast, raw) is R.ALREADY_FINAL
    assert refused(made.cast, made.seal(code, choice(3)), final=True) is R.ALREADY_FINAL
    assert made.cast(kiosk, final=True) == tracker
    assert made.cast(kiosk) == tracker


def test_the_same_ballot_at_the_kiosk_becomes_final(engine: Engine) -> None:
    made = opened(engine)
    raw = made.seal(made.codes[0], choice(1))
    made.cast(raw)
    made.cast(raw, final=True)
    assert refused(made.cast, made.seal(made.codes[0], choice(2))) is R.ALREADY_FINAL


def test_an_exchanged_card_votes_no_more_and_a_voted_card_is_not_exchanged(engine: Engine) -> None:
    made = opened(engine)
    made.cast(made.seal(made.codes[0], choice(1)))
    voted, other = made.public(made.codes[:1])[0], made.public(made.codes[1:2])[0]
    with acting_in(engine, made.town) as act:
        contest = made.contest(act.session)
        assert refused(urns.exchange_card, act, contest, voted) is R.ALREADY_VOTED
        assert refused(urns.exchange_card, act, contest, "f" * 64) is R.CARD_UNKNOWN
        paper = made.public(made.papers[:1])[0]
        assert refused(urns.exchange_card, act, contest, paper) is R.CARD_UNKNOWN
        urns.exchange_card(act, contest, other)
        urns.exchange_card(act, contest, other)
        states = [urns.find_state(act, contest, each) for each in (voted, other, paper, "f" * 64)]
        assert states == [CardState.VOTED, CardState.EXCHANGED, CardState.PAPER, CardState.UNKNOWN]
    assert refused(made.cast, made.seal(made.codes[1], choice(1))) is R.CARD_EXCHANGED


def test_paper_is_sealed_after_the_end_once_for_each_exchange(engine: Engine) -> None:
    made = opened(engine)
    paper = made.seal(made.papers[0], choice(1))
    assert refused(made.cast, paper) is R.NOT_PAPER_TIME
    with acting_in(engine, made.town) as act:
        urns.exchange_card(act, made.contest(act.session), made.public(made.codes[:1])[0])
    made.go(Stage.COUNT, "close_urn")
    assert refused(made.cast, made.seal(made.codes[1], choice(1))) is R.CLOSED
    made.cast(paper)
    made.cast(made.seal(made.papers[0], choice(2)))
    assert refused(made.cast, made.seal(made.papers[1], choice(1))) is R.TOO_MANY_PAPER


def test_a_vote_that_is_suspended_takes_nothing_until_it_goes_on(engine: Engine) -> None:
    made = opened(engine)
    raw = made.seal(made.codes[0], choice(1))
    made.go(Stage.SUSPENDED, "suspend_urn")
    assert refused(made.cast, raw) is R.SUSPENDED
    made.go(Stage.VOTE, "resume_urn")
    made.cast(raw)


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


def test_a_forged_ballot_is_refused_by_the_check_that_it_fails(engine: Engine) -> None:
    made = opened(engine)
    ballot = json.loads(made.seal(made.codes[0], choice(1)))
    mine, other = ballot["credential"], made.public(made.codes[1:2])[0]

    def cast(**changes: object) -> Check:
        return broken(made.cast, canonical(ballot | changes).encode())

    answer = ballot["answers"][0]
    swapped = answer | {"choices": answer["choices"][::-1]}
    assert cast(credential=other) is Check.INDIVIDUAL_PROOF
    assert cast(answers=[swapped]) is Check.INDIVIDUAL_PROOF
    assert cast(election_hash="A" * 43) is Check.ELECTION
    assert cast(more=1) in (Check.FIELDS, Check.LENGTH)
    assert cast(signature={**ballot["signature"], "hash": "A" * 43}) is Check.SIGNATURE
    assert broken(made.cast, b"[]") is Check.CANONICAL
    spaced = canonical(ballot).replace(":", ": ", 1).encode()
    assert broken(made.cast, spaced) is Check.CANONICAL
    assert broken(made.cast, b"{" + b" " * 100_000) is Check.LENGTH
    assert refused(made.cast, json.dumps({"credential": "f" * 64}).encode()) is R.CARD_UNKNOWN
    with looking_in(engine, made.town) as session:
        slot = urn_of(session, made.contest_id).find(mine)
        assert slot is not None
        assert not slot.ballot


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


def test_an_urn_is_never_laid_over_ballots(engine: Engine) -> None:
    made = opened(engine)
    made.cast(made.seal(made.codes[0], choice(1)))
    with acting_in(engine, made.town) as act:  # an older copy of the main database is restored
        act.session.execute(update(SealedVote).values(phase=Phase.READY))
        act.session.execute(update(Election).values(stage=Stage.LIST))
    made.go(Stage.VOTE, "open_urn")
    with acting_in(engine, made.town) as act:
        contest = made.contest(act.session)
        mine = made.public(made.codes[:1])[0]
        assert urns.find_state(act, contest, mine) is CardState.VOTED
        act.session.execute(update(SealedVote).values(phase=Phase.READY, uuid="z" * 22))
        with pytest.raises(Refused) as caught:
            urns.open_urn(Act(act.session, "test", clock.now()), contest)
        assert caught.value.reason is R.URN_NOT_EMPTY


def test_ballots_of_one_association_are_out_of_reach_of_another(engine: Engine) -> None:
    made = opened(engine)
    made.cast(made.seal(made.codes[0], choice(1)))
    with looking_in(engine, made.town) as session:
        own = urn_of(session, made.contest_id)
        assert len(own.states()) == len(made.codes) + len(made.papers)
        session.info["organisation"] = made.town.organisation_id + 1
        assert not urn_of(session, made.contest_id).states()

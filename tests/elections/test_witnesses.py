"""Witness ballots: nothing tells them from others until they are sealed; then they are opened."""

from http import HTTPStatus

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.belenios.checks import Check
from participation.belenios.group import entropy as draw
from participation.elections.operations import sealed as urns
from participation.elections.queries.cards import CardSheet, see_card
from participation.elections.queries.sealed import get_sealed
from participation.elections.rules.sealed import CardState, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.seed.devices.cards import draw_code
from tests.builders import acting_in, looking_in
from tests.elections.sealing import Sealing, broken, choice, opened, ready, refused
from tests.elections.test_sealed_pages import Booth, keeper

R = SealedRefusal
RANDOM = ",".join("12345" for _slot in range(5))


def key_of(made: Sealing, code: str) -> str:
    return made.public([code])[0]


def choose(made: Sealing, code: str) -> None:
    with acting_in(made.engine, made.town) as act:
        urns.choose_witness(act, made.contest(act.session), key_of(made, code))


def reveal(made: Sealing, raw: bytes, randomness: str = RANDOM) -> None:
    with acting_in(made.engine, made.town) as act:
        urns.open_witness(act, made.contest(act.session), raw, randomness)


def judge(made: Sealing, code: str, *, agrees: bool) -> tuple[int, int]:
    with acting_in(made.engine, made.town) as act:
        contest = made.contest(act.session)
        counted = urns.judge_witness(act, contest, key_of(made, code), agrees=agrees)
        return counted.witnesses, counted.witnesses_wrong


def card(made: Sealing, code: str) -> CardSheet:
    with looking_in(made.engine, made.town) as session:
        return see_card(session, made.contest(session), key_of(made, code))


def public_state(made: Sealing, code: str) -> CardState:
    with acting_in(made.engine, made.town) as act:
        return urns.find_state(act, made.contest(act.session), key_of(made, code))


def test_a_witness_looks_like_any_card_until_a_ballot_is_sealed_with_it(engine: Engine) -> None:
    made = opened(engine)
    code = made.codes[0]
    choose(made, code)
    choose(made, code)
    assert public_state(made, code) is CardState.READY
    assert card(made, code).is_witness
    assert not card(made, code).is_committed
    first, other = (made.seal(code, choice(slot)) for slot in (1, 2))
    assert refused(made.cast, first, final=True) is R.CARD_WITNESS
    assert refused(made.cast, first) is R.CARD_WITNESS
    assert public_state(made, code) is CardState.READY
    assert refused(made.cast, other) is R.CARD_WITNESS
    assert refused(reveal, made, other) is R.NOT_WITNESS, "what was sealed first is what counts"
    reveal(made, first)
    reveal(made, first)
    opening = card(made, code).opening
    assert opening is not None
    assert (opening.raw, opening.randomness, opening.agrees) == (first, RANDOM, None)
    assert judge(made, code, agrees=True) == judge(made, code, agrees=False) == (1, 0)


def test_a_witness_that_was_not_opened_can_only_be_wrong(engine: Engine) -> None:
    made = opened(engine)
    code = made.codes[0]
    choose(made, code)
    assert refused(judge, made, code, agrees=False) is R.NO_OPENING
    assert refused(made.cast, made.seal(code, choice(1))) is R.CARD_WITNESS
    assert refused(judge, made, code, agrees=True) is R.NO_OPENING
    assert judge(made, code, agrees=False) == (1, 1)


def test_only_an_unused_card_of_the_vote_bears_witness(engine: Engine) -> None:
    made = opened(engine, cards=8)
    made.cast(made.seal(made.codes[0], choice(1)))
    with acting_in(engine, made.town) as act:
        contest = made.contest(act.session)
        urns.exchange_card(act, contest, key_of(made, made.codes[1]))
        urns.revoke_card(act, contest, key_of(made, made.codes[2]))
    for code, reason in (
        (made.codes[0], R.ALREADY_VOTED),
        (made.codes[1], R.CARD_EXCHANGED),
        (made.codes[2], R.CARD_REVOKED),
        (made.papers[0], R.CARD_UNKNOWN),
        (draw_code(draw), R.CARD_UNKNOWN),
    ):
        assert refused(choose, made, code) is reason
    choose(made, made.codes[3])
    with acting_in(engine, made.town) as act:
        contest, own = made.contest(act.session), key_of(made, made.codes[3])
        assert refused(urns.exchange_card, act, contest, own) is R.CARD_WITNESS
        assert refused(urns.revoke_card, act, contest, own) is R.CARD_WITNESS
    assert refused(judge, made, made.codes[4], agrees=True) is R.NOT_WITNESS
    assert refused(reveal, made, made.seal(made.codes[4], choice(1))) is R.NOT_WITNESS
    wrong = made.seal(made.codes[3], choice(1))
    assert refused(made.cast, wrong) is R.CARD_WITNESS
    for randomness in ("", "1,2", "x,1,1,1,1", RANDOM + ",1", "1" * 77 + ",1,1,1,1"):
        assert broken(reveal, made, wrong, randomness) is Check.SCALAR


@pytest.mark.parametrize("witnesses", [0, 1])
def test_a_witness_counts_for_nothing(engine: Engine, witnesses: int) -> None:
    made = opened(engine, cards=8)
    raw = made.seal(made.codes[0], choice(1))
    choose(made, made.codes[0])
    assert refused(made.cast, raw) is R.CARD_WITNESS
    if witnesses:
        reveal(made, raw)
        judge(made, made.codes[0], agrees=True)
    for code in made.codes[1:6]:
        made.cast(made.seal(code, choice(2)))
    made.go(Stage.COUNT, "close_urn")
    assert refused(made.cast, raw) is R.CLOSED
    assert refused(judge, made, made.codes[0], agrees=True) is R.CLOSED
    made.go(Stage.COUNT, "fix_tally")
    with looking_in(engine, made.town) as session:
        sealed = get_sealed(session, made.contest_id)
        assert (sealed.ballots, sealed.witnesses) == (5, witnesses)


def test_before_the_opening_the_desk_reads_the_published_list(engine: Engine) -> None:
    made = ready(engine, cards=8)
    with acting_in(engine, made.town) as act:
        urns.revoke_card(act, made.contest(act.session), key_of(made, made.codes[0]))
    assert card(made, made.codes[0]).state is CardState.REVOKED
    assert card(made, made.codes[1]).state is CardState.READY
    assert card(made, made.papers[0]).state is CardState.PAPER
    assert card(made, draw_code(draw)).state is CardState.UNKNOWN


def test_the_doors_of_the_desk(app: Flask, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    booth = Booth(app, opened(engine), monkeypatch)
    made = booth.made
    told = {"credential": key_of(made, made.codes[0])}
    raw = made.seal(made.codes[0], choice(1))
    said = {"ballot": raw.decode(), "randomness": RANDOM.split(",")}
    for path in ("/desk", "/witness", "/witnessed", "/revoke", "/exchange"):
        assert booth.post(path, {**told, "agrees": True})[0] == HTTPStatus.SEE_OTHER
    booth.stand(**keeper(made))
    unused = {"state": "ready", "voted": False, "opening": None, "agrees": None}
    assert booth.post("/desk", told) == (HTTPStatus.OK, unused)
    assert booth.post("/witness", told) == (HTTPStatus.OK, {"state": "witness"})
    booth.stand()
    assert booth.post("/card", told) == (HTTPStatus.OK, {"state": "ready"})
    status, answer = booth.post("/ballots", raw)
    assert (status, answer["error"]) == (HTTPStatus.CONFLICT, "card_witness")
    assert booth.post("/opening", {**said, "randomness": "1"})[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert booth.post("/opening", said) == (HTTPStatus.OK, {"state": "opened"})
    booth.stand(**keeper(made))
    waits = {"state": "witness", "voted": True, "opening": said, "agrees": None}
    assert booth.post("/desk", told) == (HTTPStatus.OK, waits)
    assert booth.post("/witnessed", {**told, "agrees": "yes"})[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    counted = {"witnesses": 1, "wrong": 0}
    assert booth.post("/witnessed", {**told, "agrees": True}) == (HTTPStatus.OK, counted)

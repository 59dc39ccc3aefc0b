"""Cards that were lost, ballots that bear witness, and channels that are forgotten."""

import io

import pytest
from sqlalchemy import Engine, select

from participation.belenios.checks import Check
from participation.belenios.credentials import draw_code
from participation.belenios.group import system_randomness as draw
from participation.belenios.verify import verify_archive
from participation.elections.adapters.slots import SLOT, engine_of
from participation.elections.operations import sealed as urns
from participation.elections.queries import sealed as found
from participation.elections.rules.sealed import CardState, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.foundation.types import announce_organisation
from tests.builders import acting_in, looking_in
from tests.elections.sealing import Sealing, broken, choice, opened, ready, refused

R = SealedRefusal


def revoke(made: Sealing, code: str) -> None:
    with acting_in(made.engine, made.town) as act:
        urns.revoke_card(act, made.contest(act.session), made.public([code])[0])


def state_of(made: Sealing, code: str) -> CardState:
    with acting_in(made.engine, made.town) as act:
        return urns.find_state(act, made.contest(act.session), made.public([code])[0])


def exchange(made: Sealing, code: str) -> None:
    with acting_in(made.engine, made.town) as act:
        urns.exchange_card(act, made.contest(act.session), made.public([code])[0])


@pytest.mark.parametrize("when", ["before", "during"])
def test_a_lost_card_votes_no_more(engine: Engine, when: str) -> None:
    made = ready(engine, cards=8)
    lost, spare = made.codes[0], made.codes[1]
    if when == "before":
        revoke(made, lost)
        revoke(made, lost)
    made.go(Stage.VOTE, "open_urn")
    if when == "during":
        revoke(made, lost)
        revoke(made, lost)
    assert state_of(made, lost) is CardState.REVOKED
    assert refused(made.cast, made.seal(lost, choice(1))) is R.CARD_REVOKED
    assert refused(exchange, made, lost) is R.CARD_REVOKED
    for code in (spare, *made.codes[2:6]):
        made.cast(made.seal(code, choice(2)))
    made.go(Stage.COUNT, "close_urn")
    made.go(Stage.COUNT, "fix_tally")
    with looking_in(engine, made.town) as session:
        sealed, stream = found.get_sealed(session, made.contest_id), io.BytesIO()
        counted = found.count_cards(session, sealed)
        found.write_archive(session, sealed, stream)
    assert counted == {CardState.VOTED: 5, CardState.REVOKED: 1, CardState.READY: 4}
    stream.seek(0)
    report = verify_archive(stream)
    assert report.ok
    assert (report.ballots, report.credentials) == (5, 10)


def test_only_a_card_that_nobody_used_is_revoked(engine: Engine) -> None:
    made = opened(engine, cards=7)
    made.cast(made.seal(made.codes[0], choice(1)))
    exchange(made, made.codes[1])
    assert refused(revoke, made, made.codes[0]) is R.ALREADY_VOTED
    assert refused(revoke, made, made.codes[1]) is R.CARD_EXCHANGED
    assert refused(revoke, made, made.papers[0]) is R.CARD_UNKNOWN
    assert refused(revoke, made, draw_code(draw)) is R.CARD_UNKNOWN
    revoke(made, made.codes[2])
    revoke(made, made.codes[3])
    assert refused(revoke, made, made.codes[4]) is R.TOO_FEW_CARDS
    made.go(Stage.COUNT, "close_urn")
    assert refused(revoke, made, made.codes[5]) is R.CLOSED


def test_a_witness_is_counted_and_never_cast(engine: Engine) -> None:
    made = opened(engine)
    opened_one, other = (made.seal(made.codes[0], choice(slot)) for slot in (1, 2))

    def witness(raw: bytes, *, agrees: bool) -> tuple[int, int]:
        with acting_in(engine, made.town) as act:
            sealed = urns.open_witness(act, made.contest(act.session), raw, agrees=agrees)
            return sealed.witnesses, sealed.witnesses_wrong

    assert witness(opened_one, agrees=True) == (1, 0)
    assert witness(other, agrees=False) == (2, 1)
    assert state_of(made, made.codes[0]) is CardState.READY
    made.cast(opened_one)
    assert refused(witness, opened_one, agrees=True) is R.ALREADY_VOTED
    paper = made.seal(made.papers[0], choice(1))
    assert refused(witness, paper, agrees=True) is R.CARD_UNKNOWN
    changed = opened_one.replace(b'"election_hash":"', b'"election_hash":"A', 1)
    assert broken(witness, changed, agrees=True) is Check.ELECTION
    made.go(Stage.COUNT, "close_urn")
    assert refused(witness, made.seal(made.codes[1], choice(1)), agrees=True) is R.CLOSED


def test_the_urn_forgets_at_its_closing_who_voted_at_the_kiosk(engine: Engine) -> None:
    made = opened(engine)
    for number, code in enumerate(made.codes[:4]):
        made.cast(made.seal(code, choice(1)), final=number % 2 == 0)
    exchange(made, made.codes[4])
    assert sorted(_finals(made)) == [0, 0, 0, 0, 0, 1, 1, 1]
    made.go(Stage.COUNT, "close_urn")
    assert sorted(_finals(made)) == [0, 0, 0, 1, 1, 1, 1, 1]
    again = made.seal(made.codes[1], choice(2))
    assert refused(made.cast, again) is R.CLOSED


def _finals(made: Sealing) -> list[bool]:
    with engine_of(made.engine).begin() as connection:
        announce_organisation(connection, made.town.organisation_id)
        return list(connection.execute(select(SLOT.c.is_final)).scalars())

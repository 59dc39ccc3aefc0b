"""Cards that were lost, ballots that bear witness, and channels that are forgotten."""

import io

import pytest
from sqlalchemy import Engine, select

from participation.belenios.group import entropy as draw
from participation.belenios.verify import verify_archive
from participation.elections.adapters.slots import SLOT, engine_of
from participation.elections.operations import sealed as urns
from participation.elections.queries import sealed as found
from participation.elections.rules.sealed import CardState, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.foundation.types import announce_organisation
from participation.seed.devices.cards import draw_code
from tests.builders import acting_in, looking_in
from tests.elections.sealing import Sealing, choice, opened, ready, refused

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

"""What opens once opens once, whoever knocks at the same instant."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import Engine

from participation.accounts.models import User
from participation.accounts.operations import (
    check_pictures,
    check_totp,
    make_recovery_codes,
    offer_opening,
    send_link,
    set_pictures,
    use_link,
    use_opening,
    use_recovery_code,
)
from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act, Refused
from participation.foundation.security import keep_secret
from tests.accounts.people import code_now, make_staff
from tests.builders import Town, acting_in, make_town

KNOCKS = 8
Knock = Callable[[Act, User], bool]


@pytest.fixture
def town(engine: Engine) -> Town:
    keep_secret("a secret for tests that nobody needs to guess")
    return make_town(engine)


def prepare(kind: str, act: Act, user: User, town: Town) -> Knock:
    """Give what each of the eight does at once."""
    if kind == "code":
        code = code_now()
        return lambda act, user: check_totp(act, user, code)
    if kind == "recovery":
        spare = make_recovery_codes(act, user)[0]
        return lambda act, user: use_recovery_code(act, user, spare)
    if kind == "link":
        link = send_link(act, user, LinkPurpose.RESET, base_url="http://x")
        return lambda act, _user: bool(use_link(act, link, LinkPurpose.RESET))
    digits = offer_opening(act, user, town.here)
    return lambda act, _user: bool(use_opening(act, town.here, digits))


@pytest.mark.parametrize("proof", ["code", "recovery", "link", "digits"])
def test_one_of_eight_comes_in(engine: Engine, town: Town, proof: str) -> None:
    staff = make_staff(engine, town, Role.PEER_HELPER)
    with acting_in(engine, town) as act:
        user = act.session.get_one(User, (town.organisation_id, staff.id))
        knock = prepare(proof, act, user, town)

    def come(_number: int) -> bool:
        with suppress(Refused), acting_in(engine, town) as act:
            person = act.session.get_one(User, (town.organisation_id, staff.id))
            return knock(act, person)
        return False

    with ThreadPoolExecutor(KNOCKS) as pool:
        assert sum(pool.map(come, range(KNOCKS))) == 1


def test_eight_wrong_picture_codes_at_once_are_five_tries(engine: Engine, town: Town) -> None:
    staff = make_staff(engine, town, Role.RESIDENT)
    with acting_in(engine, town) as act:
        user = act.session.get_one(User, (town.organisation_id, staff.id))
        set_pictures(act, user, ("key", "sun", "fish", "tree"))

    def come(_number: int) -> str:
        try:
            with acting_in(engine, town) as act:
                person = act.session.get_one(User, (town.organisation_id, staff.id))
                check_pictures(act, person, ("sun", "key", "fish", "tree"))
        except Refused:
            return "locked"
        return "compared"

    with ThreadPoolExecutor(KNOCKS) as pool:
        answers = list(pool.map(come, range(KNOCKS)))
    assert answers.count("compared") == 5

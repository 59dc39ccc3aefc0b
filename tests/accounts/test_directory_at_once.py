"""A first sign-in by the directory that is sent twice at the same instant makes one account."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, func, select

from participation.accounts.models import User
from participation.accounts.operations import directory
from participation.accounts.rules.directory import Proof
from tests.accounts.arriving import GROUP, make_mapped_town
from tests.builders import acting_in, looking_in
from tests.waiting import await_a_waiter

pytestmark = pytest.mark.postgresql
LEA = Proof(
    issuer="https://directory.example", subject="lea", email="lea@rive.example", groups=(GROUP,)
)


def test_one_who_comes_in_twice_at_once_has_one_account(engine: Engine) -> None:
    town = make_mapped_town(engine)

    def come() -> int:
        with acting_in(engine, town) as act:
            return directory.recognise(act, LEA).id

    with ThreadPoolExecutor(1) as beside:
        with acting_in(engine, town) as act:
            first = directory.recognise(act, LEA).id
            second = beside.submit(come)
            await_a_waiter(engine)
        assert second.result(60) == first
    with looking_in(engine, town) as session:
        known = select(func.count()).select_from(User).where(User.email == LEA.email)
        assert session.scalar(known) == 1

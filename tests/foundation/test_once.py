"""A form sent fifty times at once has one effect and one answer."""

import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, func, select

from participation.foundation import once
from participation.foundation.database import open_session
from participation.foundation.scope import enter, enter_organisation
from participation.organisations.models import Pole
from tests.builders import Town, acting_in, looking_in, make_town

KEY = "k" * once.LENGTH


def send(engine: Engine, town: Town) -> str:
    """Do what the cycle does with a form that creates a pole; give where it leads."""
    with open_session(engine, writing=True) as session:
        enter_organisation(session, town.organisation_id)
        enter(session, ())
        earlier = once.claim(session, KEY, 1)
        if earlier is None:
            session.add(Pole(name="Nord"))
            session.flush()
            time.sleep(0.01)
            earlier = "/rive/poles"
            once.settle(session, KEY, earlier)
        session.commit()
        return earlier


def test_fifty_parallel_sendings_make_one_pole_and_one_answer(engine: Engine) -> None:
    town = make_town(engine)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(engine, town), range(50)))
    assert set(answers) == {"/rive/poles"}
    with looking_in(engine, town) as session:
        assert session.scalar(select(func.count(Pole.id))) == 1


def test_a_failed_sending_may_be_sent_again(engine: Engine) -> None:
    town = make_town(engine)
    with open_session(engine, writing=True) as session:
        enter_organisation(session, town.organisation_id)
        enter(session, ())
        assert once.claim(session, KEY, 1) is None
        session.rollback()
    assert send(engine, town) == "/rive/poles"


def test_another_association_may_use_the_same_key(engine: Engine) -> None:
    town, other = make_town(engine), make_town(engine, "lande")
    send(engine, town)
    with acting_in(engine, other) as act:
        assert once.claim(act.session, KEY, 1) is None

"""Two deeds at the same instant on PostgreSQL: go on once one of them waits for the other."""

import threading

from sqlalchemy import Engine, text

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


def await_a_waiter(engine: Engine) -> None:
    """Go on once somebody waits for a lock; fail after half a minute without any."""
    with engine.connect() as connection:
        for _try in range(600):
            if connection.scalar(WAITING):
                return
            threading.Event().wait(0.05)
    raise AssertionError("nobody waits for a lock")

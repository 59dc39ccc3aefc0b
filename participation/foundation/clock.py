"""The only caller of the machine's clock; tests freeze it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

_frozen: list[dt.datetime] = []


def now() -> dt.datetime:
    """Give the present instant, aware, in UTC."""
    return _frozen[-1] if _frozen else dt.datetime.now(dt.UTC)


def today(zone: ZoneInfo = PARIS) -> dt.date:
    """Give the present day where the services are, which is not always the day of UTC."""
    return now().astimezone(zone).date()


@contextmanager
def frozen(instant: dt.datetime) -> Iterator[None]:
    """Stop the clock at an aware instant; for tests and for the demonstration's past waves."""
    if instant.tzinfo is None:
        message = "an instant has a time zone"
        raise ValueError(message)
    _frozen.append(instant.astimezone(dt.UTC))
    try:
        yield
    finally:
        _frozen.pop()

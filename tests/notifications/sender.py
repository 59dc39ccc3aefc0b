"""A sender to be killed, in a process of its own."""

import datetime as dt
import threading
from pathlib import Path

from participation.cli.opening import House
from participation.cli.worker import deliver
from participation.foundation import security
from participation.foundation.database import connect
from participation.notifications.adapters import Sms
from participation.notifications.rules import Channel
from tests.application import settings_for


def main(database: str, gateway: str, lease: float) -> None:
    """Send until killed."""
    settings = settings_for(database, Path())
    security.keep_secret(settings.secret_key)
    house = House(settings, connect(database))
    stop = threading.Event()
    while not stop.wait(0.05):
        deliver(
            house,
            {Channel.SMS: Sms(gateway, "token")},
            stop,
            lease=dt.timedelta(seconds=lease),
        )

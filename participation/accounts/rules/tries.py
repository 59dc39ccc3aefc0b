"""How many tries each lock allows, over any number of workers."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in such a time."""

    tries: int
    within: dt.timedelta


QUARTER = dt.timedelta(minutes=15)
ACCOUNT = Limit(10, QUARTER)
"""Tries at one account from devices that it does not know; a known device has a count of its own,
so that nobody can shut the owner out (ASVS 6.1.1)."""
NEIGHBOURHOOD = Limit(100, QUARTER)
"""Tries from one part of the network, whatever the account."""
CODE = Limit(30, QUARTER)
"""Tries at cards and links from one part of the network or one kiosk."""
REPLIES = Limit(600, QUARTER)
"""Replies to messages that a gateway passes on; it brings the others later."""
OPENING = Limit(10, QUARTER)
"""Tries at six digits, for each kiosk."""
LINKS = Limit(3, QUARTER)
"""Links sent to one person."""
PICTURE_TRIES = 5
"""Wrong picture codes in a row, after which a member of staff unlocks (experience §5)."""

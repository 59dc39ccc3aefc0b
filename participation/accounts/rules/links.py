"""What a link opens, and for how long."""

import datetime as dt
from enum import StrEnum


class LinkPurpose(StrEnum):
    """What happens to the person who follows the link."""

    ENTER = "enter"
    INVITATION = "invitation"
    RESET = "reset"


LASTS = {
    LinkPurpose.ENTER: dt.timedelta(minutes=30),
    LinkPurpose.RESET: dt.timedelta(minutes=30),
    LinkPurpose.INVITATION: dt.timedelta(days=7),
}
OPENING_LASTS = dt.timedelta(minutes=5)
"""Life of the six digits of “someone opens for me”."""

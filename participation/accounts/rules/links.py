"""What a link opens, and for how long."""

from enum import StrEnum

from participation.foundation.retention import Kept, time_of


class LinkPurpose(StrEnum):
    """What happens to the person who follows the link."""

    ENTER = "enter"
    INVITATION = "invitation"
    RESET = "reset"


LASTS = {
    LinkPurpose.ENTER: time_of(Kept.SIGN_IN_LINK),
    LinkPurpose.RESET: time_of(Kept.SIGN_IN_LINK),
    LinkPurpose.INVITATION: time_of(Kept.INVITATION),
}
OPENING_LASTS = time_of(Kept.OPENING_CODE)
"""Life of the six digits of “someone opens for me”."""

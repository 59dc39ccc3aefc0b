"""Pictures of candidates: upright, square, small, without where and when they were taken."""

from participation.elections.rules.process import Refusal
from participation.foundation.act import Refused
from participation.foundation.pictures import PictureError, redraw

SIDE = 480
"""Pixels of the square kept: 320 px on the kiosk, and sharp on paper at 4 cm."""


def read_photo(content: bytes) -> bytes:
    """Give a picture as a square JPEG without any metadata, cut around its middle.

    Refused when it is too heavy, has too many pixels, or is no JPEG, PNG or WebP.
    """
    try:
        return redraw(content, SIDE, square=True)
    except PictureError as error:
        reason = Refusal.PHOTO_TOO_HEAVY if error.is_heavy else Refusal.PHOTO_UNREADABLE
        raise Refused(reason) from error

"""Pictures of works: upright, whole, of a phone's size, without where and when they were taken."""

from participation.councils.rules.network import NetworkRefusal
from participation.foundation.act import Refused
from participation.foundation.pictures import PictureError, redraw

SIDE = 1280
"""Pixels of the longest side kept: sharp on the kiosk, light on a phone."""


def read_work(content: bytes) -> bytes:
    """Give a picture as a JPEG written anew: none of the bytes that were sent is kept.

    Refused when it is too heavy, has too many pixels, or is no JPEG, PNG or WebP (an SVG can hold
    programs).
    """
    try:
        return redraw(content, SIDE)
    except PictureError as error:
        heavy = NetworkRefusal.PICTURE_TOO_HEAVY
        raise Refused(heavy if error.is_heavy else NetworkRefusal.PICTURE_UNREADABLE) from error

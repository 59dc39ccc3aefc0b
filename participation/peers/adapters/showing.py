"""A helper's face and voice as they are kept: made anew, without a trace of her phone."""

from typing import NamedTuple

from participation.accessibility.adapters import sound
from participation.foundation.act import Refused
from participation.foundation.pictures import PictureError, redraw
from participation.peers.rules.profile import PeerRefusal

SIDE = 480
"""Pixels of the square kept: 320 px on the kiosk."""


class Voice(NamedTuple):
    """A hello as every phone can play it; AAC only where sound can be coded."""

    opus: bytes
    aac: bytes | None


def read_hello(recording: bytes) -> Voice:
    """Give a recording without title, date, place or device.

    Refused when it is no sound, silent, too heavy, or longer than a minute.
    """
    try:
        if sound.can_code():
            both = sound.read_upload(recording)
            return Voice(both.opus, both.aac)
        return Voice(sound.read_voice(recording), None)
    except Refused as refused:
        raise Refused(PeerRefusal.VOICE_UNREADABLE) from refused


def read_face(picture: bytes) -> bytes:
    """Give a picture as a square WebP, cut around its middle; refused when it is none, or heavy."""
    try:
        return redraw(picture, SIDE, square=True, kind="WEBP")
    except PictureError as error:
        reason = PeerRefusal.PHOTO_TOO_HEAVY if error.is_heavy else PeerRefusal.PHOTO_UNREADABLE
        raise Refused(reason) from error

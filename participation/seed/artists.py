"""Works of the demonstration: pictures painted and a tune played by the program itself."""

import io
import math
import struct
import wave
from random import Random

from PIL import Image, ImageDraw, ImageFilter

WIDE, HIGH = 960, 720
SKIES = (((250, 214, 165), (94, 60, 108)), ((207, 232, 240), (40, 92, 122)))
RATE = 16_000
TUNE = (392, 440, 494, 587, 494, 440, 392, 330, 294, 392)
"""Hertz: a few notes of G major."""
NOTE = 0.5


def paint(seed: int, *, trees: int) -> bytes:
    """Give a landscape as a JPEG: a sky, hills, trees or boats; the same for the same seed."""
    random = Random(seed)
    top, bottom = SKIES[seed % len(SKIES)]
    picture = Image.new("RGB", (WIDE, HIGH))
    brush = ImageDraw.Draw(picture)
    for y in range(HIGH):
        share = y / HIGH
        colour = tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        brush.line(((0, y), (WIDE, y)), fill=colour)
    x, y = random.randint(160, WIDE - 160), random.randint(120, 240)
    brush.ellipse((x - 60, y - 60, x + 60, y + 60), fill=(255, 244, 214))
    for depth in range(4):
        _hill(brush, random, depth)
    for _tree in range(trees):
        _tree_at(brush, random.randint(40, WIDE - 40), random.randint(480, 680), random)
    target = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1.2)).save(target, "JPEG", quality=88)
    return target.getvalue()


def _hill(brush: ImageDraw.ImageDraw, random: Random, depth: int) -> None:
    height, wave_, shift = 360 + depth * 80, random.uniform(0.004, 0.009), random.uniform(0, 6)
    line = [
        (x, height + 40 * math.sin(x * wave_ + shift) + 14 * math.sin(x * wave_ * 3))
        for x in range(0, WIDE + 20, 20)
    ]
    green = (70 - depth * 12, 110 - depth * 16, 92 - depth * 14)
    brush.polygon([(0, HIGH), *line, (WIDE, HIGH)], fill=green)


def _tree_at(brush: ImageDraw.ImageDraw, x: int, y: int, random: Random) -> None:
    size = 16 + (y - 440) // 6
    brush.rectangle((x - 3, y - size, x + 3, y), fill=(60, 42, 36))
    leaf = (random.randint(150, 220), random.randint(90, 140), 50)
    brush.ellipse((x - size, y - 3 * size, x + size, y - size), fill=leaf)


def play() -> bytes:
    """Give a short tune as WAV, one plucked note after another."""
    frames = bytearray()
    for pitch in TUNE:
        for n in range(round(RATE * NOTE)):
            seconds = n / RATE
            loud = 9000 * math.exp(-5 * seconds)
            value = loud * (
                math.sin(2 * math.pi * pitch * seconds)
                + 0.4 * math.sin(4 * math.pi * pitch * seconds)
            )
            frames += struct.pack("<h", round(value))
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(frames))
    return target.getvalue()

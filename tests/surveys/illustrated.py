"""Pictures and parcels for tests: photographs that tell too much, drawings, files that lie."""

import io
import random
import zipfile
from collections.abc import Mapping
from functools import cache

from PIL import Image, PngImagePlugin

from participation.surveys.rules.questions import Choice, Question, QuestionKind, Questionnaire
from tests.surveys.asking import both

TELLING = "telephone of Amina, rue du Tilleul"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\0" * 64
GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


def noise(width: int, height: int) -> Image.Image:
    """Give the picture that takes most room once packed."""
    drawn = random.Random(7).randbytes(width * height * 3)
    return Image.frombytes("RGB", (width, height), drawn)


def saved(image: Image.Image, kind: str = "PNG", **ways: object) -> bytes:
    """Give a picture as a file."""
    target = io.BytesIO()
    image.save(target, kind, **ways)
    return target.getvalue()


@cache
def photograph(width: int = 800, height: int = 600) -> bytes:
    """Give a JPEG with its place, its camera, a comment, and lying on its side."""
    image = noise(width, height)
    facts = Image.Exif()
    facts[MAKE], facts[ORIENTATION] = TELLING, 6
    facts[GPS] = {1: "N", 2: (48.0, 51.0, 30.0)}
    return saved(image, "JPEG", exif=facts, comment=TELLING.encode(), icc_profile=TELLING.encode())


@cache
def drawing(colour: tuple[int, int, int, int] = (10, 20, 200, 255), side: int = 300) -> bytes:
    """Give a see-through PNG with a square and a text that tells too much."""
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    image.paste(colour, (side // 4, side // 4, side // 2, side // 2))
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", TELLING)
    return saved(image, "PNG", pnginfo=told)


def parcel(files: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a ZIP of these files, under names as they are."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def illustrated() -> Questionnaire:
    """Give one question with a picture and sounds, and choices with pictures; two languages."""
    fruits = (
        Choice("apple", 1, both("Une pomme", "تفاحة"), image={"fr": "Apple.png"}),
        Choice("fish", 2, both("Un poisson", "سمكة"), image=both("fish.png", "fish-ar.png")),
        Choice("key", 3, both("Une clé", "مفتاح"), image={"fr": "key.svg"}),
    )
    words = both("Que mangez-vous ?", "ماذا تأكلون؟")
    shown, said = {"fr": "media/Plate.JPG"}, both("que.webm", "ar.webm")
    ask = Question("eat", QuestionKind.ONE, words, 1, choices=fruits, image=shown, audio=said)
    hidden = {"fr": "hidden.png"}
    place = Question("place", QuestionKind.NOT_ASKED, both("Où ?", "أين؟"), 2, image=hidden)
    title = both("Vos repas", "وجباتكم")
    return Questionnaire(title=title, languages=("fr", "ar"), items=(ask, place))

"""The files that a form names: what shows or plays each of them, and why one is not taken."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from .plan import is_piped
from .questions import Choice, Question, Questionnaire, Text
from .translation import SILENT

LARGEST_PICTURE = 25_000
"""Bytes of a picture as a phone receives it: half a second of a slow line."""
LARGEST_FILE = 12 * 1024 * 1024
"""Bytes of one file before it is made small: a photograph of a good telephone."""
LARGEST_PARCEL = 64 * 1024 * 1024
"""Bytes that all files of one sending may give once unpacked."""
MOST_FILES = 300
MOST_PIXELS = 50_000_000
"""Pixels of a photograph; what cannot be opened in small is held to a third of it."""


class Media(StrEnum):
    """What a file is for."""

    IMAGE = "image"
    SOUND = "sound"


class Format(StrEnum):
    """How a picture is stored: every phone of the last twenty years shows both."""

    JPEG = "jpg"
    PNG = "png"


class State(StrEnum):
    """Where a named file stands; `drawn`: the platform has a drawing of that name."""

    PRESENT = "present"
    MISSING = "missing"
    DRAWN = "drawn"
    WORDLESS = "wordless"


class Refusal(StrEnum):
    """Why a file or a whole sending is not taken."""

    NOT_IMAGE = "not-image"
    DRAWING_OF_LINES = "drawing-of-lines"
    IMAGE_OF_TELEPHONE = "image-of-telephone"
    TOO_MANY_PIXELS = "too-many-pixels"
    FILE_TOO_HEAVY = "file-too-heavy"
    FILE_EMPTY = "file-empty"
    SAME_NAME = "same-name"
    PARCEL_TOO_HEAVY = "parcel-too-heavy"
    PARCEL_TOO_FULL = "parcel-too-full"
    PARCEL_DAMAGED = "parcel-damaged"
    PARCEL_LOCKED = "parcel-locked"
    NONE_NAMED = "none-named"


@dataclass(frozen=True, slots=True)
class Use:
    """One place that shows or plays a file: a question, or one of its choices, in one language."""

    question: str
    choice: str
    language: str
    text: str
    """Words beside the picture, or said by the sound; "" when there are none."""


@dataclass(frozen=True, slots=True)
class Named:
    """A file that the form names; `key` tells it whatever its folder, case or composed letters."""

    key: str
    name: str
    media: Media
    uses: tuple[Use, ...]

    @property
    def sayable(self) -> tuple[Use, ...]:
        """Give the uses whose words stand still: no voice can say a text that quotes an answer."""
        return tuple(use for use in self.uses if use.text and not is_piped({"": use.text}))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made small, without anything that its camera wrote."""

    content: bytes
    format: Format

    @property
    def digest(self) -> str:
        """Give SHA-256 of the bytes, 32 hexadecimal digits: an address that never changes sense."""
        return hashlib.sha256(self.content).hexdigest()[:32]

    @property
    def file(self) -> str:
        """Give the name under which a version carries it: `digest.format`."""
        return f"{self.digest}.{self.format}"


def plain_name(name: str) -> str:
    """Give the name of a file by which it is recognised: no folder, no case, composed letters."""
    last = re.split(r"[/\\]", name.strip())[-1]
    return unicodedata.normalize("NFC", last).strip().casefold()


def named_files(questionnaire: Questionnaire) -> tuple[Named, ...]:
    """List the files that residents would see or hear, in the order of the questions.

    What is never asked shows nothing: its files are not waited for.
    """
    found: dict[tuple[Media, str], Named] = {}
    for media, name, use in _uses(questionnaire):
        key = plain_name(name)
        if not key:
            continue
        known = found.get((media, key)) or Named(key, name.strip(), media, ())
        if use not in known.uses:
            known = replace(known, uses=(*known.uses, use))
        found[media, key] = known
    return tuple(found.values())


def _uses(questionnaire: Questionnaire) -> Iterator[tuple[Media, str, Use]]:
    for question in questionnaire.questions():
        if question.kind in SILENT:
            continue
        bearers: tuple[Question | Choice, ...] = (question, *question.choices)
        for each in bearers:
            choice = each.name if isinstance(each, Choice) else ""
            for media, names in ((Media.IMAGE, each.image), (Media.SOUND, each.audio)):
                for language, name in names.items():
                    text = each.label.get(language, "")
                    yield media, name, Use(question.name, choice, language, text)


def state_of(
    file: Named, files: Mapping[str, str], heard: Iterable[Use], drawings: Iterable[str]
) -> State:
    """Say where a file stands: `files` were brought, `heard` are the uses that a voice says.

    `drawings` are the names of the platform's own, which a choice may ask for by `name.png`.
    """
    if file.media is Media.SOUND:
        if not file.sayable:
            return State.WORDLESS
        return State.PRESENT if set(file.sayable) <= set(heard) else State.MISSING
    if file.key in files:
        return State.PRESENT
    on_choices = all(use.choice for use in file.uses)
    drawn = on_choices and file.name.rpartition("/")[2].partition(".")[0] in set(drawings)
    return State.DRAWN if drawn else State.MISSING


def shown_file(files: Mapping[str, str], names: Text) -> dict[str, str]:
    """Give, by language, the stored file of the names that were brought."""
    keyed = ((tag, plain_name(name)) for tag, name in names.items())
    return {tag: files[key] for tag, key in keyed if key in files}


def carried(files: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, str]:
    """Give the files of an earlier version that a questionnaire still names."""
    wanted = {file.key for file in named_files(questionnaire) if file.media is Media.IMAGE}
    return {key: file for key, file in files.items() if key in wanted}

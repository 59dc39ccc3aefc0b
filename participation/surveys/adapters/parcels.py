"""Files sent with a questionnaire, one by one or in a ZIP: unpacked by pieces, never on disk."""

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from participation.accessibility.adapters import sound
from participation.accessibility.rules import Sound
from participation.foundation.act import Refused

from ..rules.media import (
    LARGEST_FILE,
    LARGEST_PARCEL,
    MOST_FILES,
    Media,
    Named,
    Picture,
    Refusal,
    plain_name,
)
from .pictures import fit_picture

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_MEGABYTE = 1024 * 1024
_PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Ways of packing that are unpacked by small pieces whatever they hold."""
_LEFT_BY_MACHINES = ("__macosx/", "._", ".ds_store", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came: its name is only compared, never opened on this machine."""

    name: str
    content: bytes = field(repr=False)


@dataclass(slots=True)
class Brought:
    """What a sending gave: pictures and sounds by plain name, refusals by file, strangers' names.

    A refusal of the whole sending has the name of the ZIP, or "".
    """

    pictures: dict[str, Picture] = field(default_factory=dict)
    sounds: dict[str, Sound] = field(default_factory=dict)
    problems: list[tuple[str, Refused]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


def read_parcel(sent: Iterable[Sent], wanted: Collection[Named]) -> Brought:
    """Take, of what was sent, the files that the form names, made ready for residents.

    Nothing else is unpacked or opened. What is refused is told file by file; the whole is refused
    when it holds too many files or unpacks to too much.
    """
    brought = Brought()
    known = {file.key: [each for each in wanted if each.key == file.key] for file in wanted}
    taken: set[str] = set()
    try:
        for one in _unpacked(sent, known, brought.strangers):
            key = plain_name(one.name)
            if key in taken:
                brought.problems.append((one.name, Refused(Refusal.SAME_NAME)))
                continue
            taken.add(key)
            _read(one, known[key], brought)
    except _ParcelError as error:
        brought.problems.append((error.name, error.refused))
    if not taken and not brought.problems:
        brought.problems.append(("", Refused(Refusal.NONE_NAMED)))
    return brought


class _ParcelError(Exception):
    def __init__(self, name: str, reason: Refusal, **facts: object) -> None:
        super().__init__(reason.value)
        self.name, self.refused = name, Refused(reason, **facts)


def _check_weight(one: Sent) -> None:
    if not one.content:
        raise Refused(Refusal.FILE_EMPTY)
    if len(one.content) > LARGEST_FILE:
        raise Refused(Refusal.FILE_TOO_HEAVY, megabytes=LARGEST_FILE // _MEGABYTE)


def _read(one: Sent, wanted: Iterable[Named], brought: Brought) -> None:
    try:
        _check_weight(one)
        for file in wanted:
            if file.media is Media.IMAGE:
                brought.pictures[file.key] = fit_picture(one.content)
            elif file.sayable:
                brought.sounds[file.key] = sound.read_upload(one.content)
    except Refused as refused:
        brought.problems.append((one.name, refused))


def _unpacked(sent: Iterable[Sent], known: Collection[str], strangers: list[str]) -> Iterator[Sent]:
    """Give each file that the form names, those of the ZIPs unpacked one at a time."""
    count, left = 0, LARGEST_PARCEL
    for one in sent:
        is_zip = one.content.startswith((_ZIP, _EMPTY_ZIP)) and plain_name(one.name) not in known
        entries = _entries(one) if is_zip else [None]
        count += len(entries)
        if count > MOST_FILES:
            raise _ParcelError(one.name if is_zip else "", Refusal.PARCEL_TOO_FULL, most=MOST_FILES)
        for entry in entries:
            name = one.name if entry is None else entry.filename
            if plain_name(name) not in known:
                strangers.append(name)
                continue
            found = one if entry is None else Sent(_last(name), _content(one, entry))
            left -= len(found.content)
            if left < 0:
                most = LARGEST_PARCEL // _MEGABYTE
                raise _ParcelError(one.name, Refusal.PARCEL_TOO_HEAVY, megabytes=most)
            yield found


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _entries(parcel: Sent) -> list[zipfile.ZipInfo | None]:
    """List the files of a ZIP, without folders and what machines leave; the count comes first."""
    if parcel.content.count(_ENTRY) > 4 * MOST_FILES:
        raise _ParcelError(parcel.name, Refusal.PARCEL_TOO_FULL, most=MOST_FILES)
    try:
        with zipfile.ZipFile(io.BytesIO(parcel.content)) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _ParcelError(parcel.name, Refusal.PARCEL_DAMAGED) from error
    return [entry for entry in found if not entry.is_dir() and not _is_left(entry.filename)]


def _is_left(name: str) -> bool:
    whole = name.lower()
    return whole.startswith(_LEFT_BY_MACHINES[0]) or _last(whole).startswith(_LEFT_BY_MACHINES[1:])


def _content(parcel: Sent, entry: zipfile.ZipInfo) -> bytes:
    """Unpack a file up to the byte that makes it too heavy; its own word on its size is nothing."""
    if entry.flag_bits & 1:
        raise _ParcelError(parcel.name, Refusal.PARCEL_LOCKED)
    if entry.compress_type not in _PLAIN:
        raise _ParcelError(parcel.name, Refusal.PARCEL_DAMAGED)
    try:
        with (
            zipfile.ZipFile(io.BytesIO(parcel.content)) as archive,
            archive.open(entry) as stream,
        ):
            return stream.read(LARGEST_FILE + 1)
    except Exception as error:  # zlib, struct and zipfile each have their own
        raise _ParcelError(parcel.name, Refusal.PARCEL_DAMAGED) from error

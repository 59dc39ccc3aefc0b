"""Files that people attach: what they truly are, and nothing in them that runs."""

import contextlib
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from participation.foundation.act import Refused
from participation.foundation.archives import ArchiveError, ArchiveReason, look_over
from participation.meetings.rules.kinds import FileKind
from participation.meetings.rules.refusals import Refusal

LARGEST = 10 * 1024 * 1024
"""Bytes of a file: what a phone on a slow line still fetches."""
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2400
"""Pixels of a picture as it is kept: A4 at 200 dots an inch."""
ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])"
)
"""Names in a PDF of what runs, sends or carries something else (ISO 32000-1, 12.6 and 7.11)."""
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
PACKED = b"/ObjStm"
NEAR = 400
"""Bytes before a stream in which its own description stands."""
MOST_UNPACKED = 4 * 1024 * 1024
HEXED = re.compile(rb"#([0-9A-Fa-f]{2})")
OFFICE = {
    "word/": FileKind.DOCX,
    "xl/": FileKind.XLSX,
    "ppt/": FileKind.PPTX,
}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
    b"application/vnd.oasis.opendocument.presentation": FileKind.ODP,
}
SCRIPTED = ("basic/", "scripts/", "vbaproject", "activex", "oleobject")
MIMES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
}
"""What the browser is told; everything else is a stream of bytes to be kept."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file is, and what of it is kept."""

    kind: FileKind
    content: bytes


def read_file(content: bytes) -> ReadFile:
    """Say what a file is by its content alone, and give what is kept of it.

    PDF and office files are kept as they came; pictures are drawn again without their metadata
    (where and when they were taken). Refuses SVG, HTML and everything that is none of these,
    files over 10 MB, PDFs and office files that could run something, and damaged ones.
    """
    if not content:
        raise Refused(Refusal.FILE_EMPTY)
    if len(content) > LARGEST:
        raise Refused(Refusal.FILE_TOO_HEAVY, most=LARGEST // 1024 // 1024)
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or content[8:12] == b"WEBP":
        return _picture(content)
    raise Refused(Refusal.FILE_UNKNOWN)


def _pdf(content: bytes) -> ReadFile:
    """Refuse what runs, in plain objects and in packed ones; pictures and fonts are not looked at.

    What an encrypted file hides is not seen: a PDF is always sent as a download, under a policy
    that lets nothing run, and this is the second lock.
    """
    if b"%%EOF" not in content[-2048:]:
        raise Refused(Refusal.FILE_DAMAGED)
    if any(ACTIVE.search(_named(part)) for part in _objects(content)):
        raise Refused(Refusal.FILE_ACTIVE)
    return ReadFile(FileKind.PDF, content)


def _named(part: bytes) -> bytes:
    """Give names as they are meant: `/J#53` is `/JS`."""
    return HEXED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _objects(content: bytes) -> Iterator[bytes]:
    """Give what is written outside streams, and what is packed in streams of objects."""
    last = 0
    for found in STREAM.finditer(content):
        yield content[last : found.start()]
        if PACKED in _named(content[max(last, found.start() - NEAR) : found.start()]):
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(found[1], MOST_UNPACKED)
        last = found.end()
    yield content[last:]


def _office(content: bytes) -> ReadFile:
    try:
        look_over(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [entry.filename.lower() for entry in archive.infolist()]
            mime = archive.read("mimetype")[:80].strip() if "mimetype" in names else b""
    except ArchiveError as error:
        runs = error.reason in {ArchiveReason.MACROS, ArchiveReason.DOCUMENT_TYPE}
        raise Refused(Refusal.FILE_ACTIVE if runs else Refusal.FILE_DAMAGED) from error
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, KeyError) as error:
        raise Refused(Refusal.FILE_DAMAGED) from error
    if any(word in name for name in names for word in SCRIPTED):
        raise Refused(Refusal.FILE_ACTIVE)
    if mime in OPEN_DOCUMENTS and "content.xml" in names:
        return ReadFile(OPEN_DOCUMENTS[mime], content)
    for start, kind in OFFICE.items():
        if "[content_types].xml" in names and any(name.startswith(start) for name in names):
            return ReadFile(kind, content)
    raise Refused(Refusal.FILE_UNKNOWN)


def _picture(content: bytes) -> ReadFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn_again(content)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise Refused(Refusal.FILE_DAMAGED) from error
    except Image.DecompressionBombError as error:
        raise Refused(Refusal.FILE_TOO_HEAVY, most=LARGEST // 1024 // 1024) from error


def _drawn_again(content: bytes) -> ReadFile:
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            raise Refused(Refusal.FILE_TOO_HEAVY, most=LARGEST // 1024 // 1024)
        is_photo = sent.format == "JPEG"
        upright = ImageOps.exif_transpose(sent)
        picture = upright.convert("RGB" if is_photo else "RGBA")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    target = io.BytesIO()
    if is_photo:
        picture.save(target, "JPEG", quality=85, optimize=True)
        return ReadFile(FileKind.JPEG, target.getvalue())
    picture.save(target, "PNG", optimize=True)
    return ReadFile(FileKind.PNG, target.getvalue())

"""Files that people attach: what they truly are, and nothing in them that runs."""

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
LONG = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)(?![A-Za-z0-9])"
    rb"|/XFA\s*[\[\d]"
)
"""The same, but for what may stand in a picture by chance: looked for in the whole file."""
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
PACKED = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
UNSEEN = re.compile(
    rb"/(?:LZWDecode|LZW|ASCII85Decode|A85|ASCIIHexDecode|AHx|RunLengthDecode|RL|Crypt|Predictor)"
    rb"(?![A-Za-z0-9])"
)
"""Ways to pack objects that this program does not open; no usual program packs them so."""
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
MOST_UNPACKED = 32 * 1024 * 1024
"""Bytes of all packed objects of a file: what a thick report holds, many times over."""
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
    """Refuse what runs, in plain objects and in packed ones, and what is locked or packed unseen.

    A PDF is always sent as a download, under a policy that lets nothing run: this is the second
    lock. Long names are looked for in the whole file, so that no false stream hides an object.
    """
    if b"%%EOF" not in content[-2048:]:
        raise Refused(Refusal.FILE_DAMAGED)
    named = _named(content)
    if LOCKED.search(named):
        raise Refused(Refusal.FILE_LOCKED)
    if LONG.search(named) or any(ACTIVE.search(_named(part)) for part, _after in _parts(content)):
        raise Refused(Refusal.FILE_ACTIVE)
    if packed := len(PACKED.findall(named)):
        _look_into(content, packed)
    return ReadFile(FileKind.PDF, content)


def _named(part: bytes) -> bytes:
    """Give names as they are meant: `/J#53` is `/JS`."""
    return HEXED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give what is written outside streams, each part with the stream that follows it."""
    last = 0
    for found in STREAM.finditer(content):
        yield content[last : found.start()], found[1]
        last = found.end()
    yield content[last:], b""


def _look_into(content: bytes, packed: int) -> None:
    """Refuse what runs in packed objects, and objects that are packed so that nobody sees them."""
    left = MOST_UNPACKED
    for part, stream in _parts(content):
        own = _named(part[part.rfind(b"obj") :])
        if not PACKED.search(own):
            continue
        if b"/FlateDecode" not in own or UNSEEN.search(own):
            raise Refused(Refusal.FILE_LOCKED)
        inside = _unpacked(stream, left)
        left, packed = left - len(inside), packed - 1
        if ACTIVE.search(_named(inside)):
            raise Refused(Refusal.FILE_ACTIVE)
    if packed:
        raise Refused(Refusal.FILE_LOCKED)


def _unpacked(stream: bytes, most: int) -> bytes:
    opening = zlib.decompressobj()
    try:
        inside = opening.decompress(stream, max(1, most))
    except zlib.error as error:
        raise Refused(Refusal.FILE_DAMAGED) from error
    if not opening.eof and opening.unconsumed_tail:
        raise Refused(Refusal.FILE_TOO_HEAVY, most=LARGEST // 1024 // 1024)
    return inside


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

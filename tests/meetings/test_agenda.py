"""The agenda: two people on one point, the order, and the files that people attach."""

import io
import zipfile
import zlib

import pytest
from PIL import Image
from sqlalchemy import Engine

from participation.followups.rules import ParticipationLevel
from participation.foundation.act import Refused
from participation.foundation.localized import Localized
from participation.meetings import operations, queries
from participation.meetings.adapters.files import LARGEST, read_file
from participation.meetings.operations import ItemSheet
from participation.meetings.queries.points import merged_with, sheet_of
from participation.meetings.rules.kinds import FileKind
from participation.meetings.rules.merging import marks_of, read_marks
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from tests.builders import Town, acting_in, make_town
from tests.meetings.gathering import POINTS, Gathering, gather, point, refusal

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


def test_two_people_change_one_point_and_nothing_is_lost(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        item = gathering.items(act.session)[0]
        seen = read_marks(marks_of(sheet_of(item).fields()))
        first = ItemSheet(Localized(fr="Les repas", en="Meals"), minutes=30)
        operations.change_item(act, item, first, seen=seen)
        second = ItemSheet(Localized(fr=POINTS[0]), asked_by="Les familles")
        operations.change_item(act, item, second, seen=seen)
        assert item.title == Localized(fr="Les repas", en="Meals")
        assert (item.minutes, item.asked_by) == (30, "Les familles")
        third = ItemSheet(Localized(fr="Le dîner"), level=ParticipationLevel.INFORM)
        assert refusal(operations.change_item, act, item, third, seen=seen) is R.ITEM_CHANGED
        assert item.title["fr"] == "Les repas"
        merged = merged_with(item, third, seen)
        assert merged.clashes == {"title-fr": "Les repas"}
        assert merged.fields["title-fr"] == "Le dîner"
        assert merged.fields["asked_by"] == "Les familles"
        now = read_marks(marks_of(sheet_of(item).fields()))
        kept = sheet_of(item).with_fields(merged.fields)
        operations.change_item(act, item, kept, seen=now)
        assert (item.title["fr"], item.minutes) == ("Le dîner", 30)


def test_a_point_withdrawn_meanwhile_is_said_and_can_be_put_back(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        item = gathering.items(act.session)[0]
        operations.withdraw_item(act, item)
        act.session.flush()
        change = operations.change_item
        assert refusal(change, act, item, point("x"), seen={}) is R.ITEM_WITHDRAWN
        operations.restore_item(act, item)
        change(act, item, point("Remis"), seen={})
        empty = ItemSheet(Localized(en="No French"))
        assert refusal(change, act, item, empty, seen={}) is R.TITLE_MISSING


def test_points_move_up_and_down(engine: Engine, town: Town, gathering: Gathering) -> None:
    with acting_in(engine, town) as act:
        operations.add_item(act, gathering.meeting(act.session), point("Le jardin"))
        act.session.flush()
        last = gathering.items(act.session)[-1]
        for by, place in ((-1, 1), (-1, 0), (-1, 0), (1, 1), (1, 2), (1, 2)):
            operations.move_item(act, last, by=by)
            act.session.flush()
            assert gathering.items(act.session).index(last) == place
        ranks = [one.rank for one in gathering.items(act.session)]
        assert ranks == [1, 2, 3]


def office(*names: str, mime: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        if mime:
            archive.writestr("mimetype", mime)
        for name in names:
            archive.writestr(name, "<a/>")
    return target.getvalue()


def picture(kind: str) -> bytes:
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    Image.new("RGB", (40, 20), "navy").save(target, kind, exif=exif)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PDF, FileKind.PDF),
        (picture("JPEG"), FileKind.JPEG),
        (picture("PNG"), FileKind.PNG),
        (picture("WEBP"), FileKind.PNG),
        (office("[Content_Types].xml", "word/document.xml"), FileKind.DOCX),
        (office("[Content_Types].xml", "xl/workbook.xml"), FileKind.XLSX),
        (
            office("content.xml", mime=b"application/vnd.oasis.opendocument.text"),
            FileKind.ODT,
        ),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, found: FileKind) -> None:
    read = read_file(content)
    assert read.kind is found
    assert b"Camera of somebody" not in read.content


def packed(inside: bytes) -> bytes:
    stream = zlib.compress(inside)
    head = b"%PDF-1.7\n5 0 obj << /Type /Obj#53tm /Filter /FlateDecode >>\nstream\n"
    return head + stream + b"\nendstream endobj\n%%EOF\n"


def objects(inside: bytes, ways: bytes = b"/Filter /FlateDecode") -> bytes:
    """Give a PDF whose objects are packed in a given way, without a word of what they are."""
    head = b"%PDF-1.7\n5 0 obj << /Type /ObjStm " + ways + b" >>\nstream\n"
    return head + inside + b"\nendstream endobj\n%%EOF\n"


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
HIDDEN = b"%PDF-1.7\n%stream\n1 0 obj << /OpenAction " + SCRIPT + b" >> endobj\n%endstream\n%%EOF\n"
"""An object between two remarks that look like a stream: a reader of PDF passes over them."""
SWALLOWED = packed(SCRIPT).replace(b"5 0 obj", b"%stream\n5 0 obj")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", R.FILE_EMPTY),
        (PDF + b"0" * LARGEST, R.FILE_TOO_HEAVY),
        (SVG, R.FILE_UNKNOWN),
        (b"<!doctype html><script>alert(1)</script>", R.FILE_UNKNOWN),
        (b"MZ\x90\x00", R.FILE_UNKNOWN),
        (b"%PDF-1.7 cut", R.FILE_DAMAGED),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /JS (x) >>"), R.FILE_ACTIVE),
        (PDF.replace(b"/Catalog", b"/Catalog /AA << /J#61vaScript (x) >>"), R.FILE_ACTIVE),
        (PDF.replace(b"/Catalog", b"/Catalog /A << /S /Launch >>"), R.FILE_ACTIVE),
        (packed(b"<< /S /JavaScript /JS (app.alert(1)) >>"), R.FILE_ACTIVE),
        (HIDDEN, R.FILE_ACTIVE),
        (SWALLOWED, R.FILE_LOCKED),
        (objects(SCRIPT, b""), R.FILE_ACTIVE),
        (objects(zlib.compress(b" " * (5 << 20) + SCRIPT)), R.FILE_ACTIVE),
        (objects(zlib.compress(SCRIPT), b"/Filter /FlateDecode" + b" " * 500), R.FILE_ACTIVE),
        (objects(b"x", b"/Filter [/ASCII85Decode /FlateDecode]"), R.FILE_LOCKED),
        (objects(b"x", b"/Filter 9 0 R"), R.FILE_LOCKED),
        (
            objects(zlib.compress(b"x"), b"/Filter /FlateDecode /DecodeParms <</Predictor 12>>"),
            R.FILE_LOCKED,
        ),
        (objects(zlib.compress(bytes(40 << 20))), R.FILE_TOO_HEAVY),
        (objects(b"no deflate"), R.FILE_DAMAGED),
        (PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root"), R.FILE_LOCKED),
        (office("[Content_Types].xml", "word/vbaProject.bin"), R.FILE_ACTIVE),
        (office("readme.xml"), R.FILE_UNKNOWN),
        (b"PK\x03\x04 not an archive", R.FILE_DAMAGED),
        (b"\xff\xd8\xff not a picture", R.FILE_DAMAGED),
    ],
)
def test_what_is_refused_and_why(content: bytes, reason: R) -> None:
    with pytest.raises(Refused) as refused:
        read_file(content)
    assert refused.value.reason is reason


def test_a_harmless_packed_pdf_is_kept() -> None:
    assert read_file(packed(b"<< /Type /Page /JSON (no script) >>")).kind is FileKind.PDF


def test_the_name_of_a_file_follows_its_content(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        item = gathering.items(act.session)[0]
        row = operations.attach(act, meeting, "../bilan\n2025.exe", PDF, item=item)
        act.session.flush()
        assert row.name == ".. bilan 2025.pdf"
        assert queries.get_file(act.session, row.id).content == PDF
        operations.detach(act, row)
        act.session.flush()
        assert not queries.list_files(act.session, meeting)

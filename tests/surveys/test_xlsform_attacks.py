"""Hostile files: each is refused, none costs much or reads what it must not."""

import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from participation.surveys.adapters.xlsform import Reason, read_form
from tests.surveys.hostile import GOOD, SURVEY, errors, repacked, sheet_xml
from tests.surveys.old_excel import old_form

# ---------------------------------------------------------------------------------- the file


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (b"\0" * 600, Reason.UNKNOWN_FORMAT),
        (b"%PDF-1.7\n", Reason.UNKNOWN_FORMAT),
        (b"PK\x03\x04" + b"x" * 100, Reason.UNREADABLE),
        (GOOD[: len(GOOD) // 2], Reason.UNREADABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), Reason.UNREADABLE),
        (old_form({"survey": [["type"]]})[:900], Reason.UNREADABLE),
        (b"x" * (5 * 1024 * 1024 + 1), Reason.FILE_TOO_LARGE),
        (repacked({"xl/vbaProject.bin": b"x"}), Reason.MACROS),
        (repacked({"xl/macrosheets/sheet1.xml": b"<a/>"}), Reason.MACROS),
        (old_form({"survey": [["type"]]}, ["_VBA_PROJECT_CUR"]), Reason.MACROS),
        (old_form({"survey": [["type"]]}, ["EncryptedPackage"]), Reason.PASSWORD),
    ],
)
def test_files_that_are_no_form_are_refused(content: bytes, reason: Reason) -> None:
    assert reason in errors(content)


def test_links_to_other_files_are_never_followed() -> None:
    linked = repacked({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    questionnaire, report = read_form(linked)
    assert questionnaire is not None
    assert Reason.EXTERNAL_LINKS in {finding.reason for finding in report.warnings}


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<x>&c;&c;&c;</x>"""
OUTSIDE = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


@pytest.mark.parametrize("part", [SURVEY, "xl/workbook.xml", "xl/styles.xml", "docProps/x.xml"])
@pytest.mark.parametrize("xml", [BOMB, OUTSIDE, BOMB.decode().encode("utf-16")])
def test_entities_are_refused_in_every_part(part: str, xml: bytes) -> None:
    assert Reason.DOCUMENT_TYPE in errors(repacked({part: xml}))


def test_a_part_that_lies_about_its_size_is_counted() -> None:
    content = bytearray(repacked({"xl/media/image1.bin": bytes(60 * 1024 * 1024)}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            if struct.unpack_from("<I", content, start + offset)[0] == 60 * 1024 * 1024:
                struct.pack_into("<I", content, start + offset, 1000)
            start += 4
    assert errors(bytes(content)).keys() & {Reason.UNPACKED_TOO_LARGE, Reason.UNREADABLE}


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({SURVEY: sheet_xml("<row>" + "<c><v>1</v></c>" * 200_000 + "</row>")},
         {Reason.TOO_MANY_COLUMNS}),
        ({SURVEY: sheet_xml('<row r="1"><c t="inlineStr"><is><t>' + "x" * 3_000_000)},
         {Reason.CELL_TOO_LONG}),
        ({SURVEY: sheet_xml(f'<row r="1" spans="{"1" * 4_000_000}"/>')}, {Reason.CELL_TOO_LONG}),
        ({SURVEY: sheet_xml("<a>" * 5_000)}, {Reason.UNREADABLE}),
        ({"xl/styles.xml": b"<s>" + b"<xf/>" * 300_000 + b"</s>"}, {Reason.UNREADABLE}),
        ({f"xl/media/{number}.bin": b"" for number in range(600)}, {Reason.UNPACKED_TOO_LARGE}),
    ],
)  # fmt: skip
def test_shapes_made_to_exhaust_the_reader_stop_early(
    changes: dict[str, bytes], reasons: set[Reason]
) -> None:
    begun = time.process_time()
    assert reasons <= set(errors(repacked(changes)))
    assert time.process_time() - begun < 5


PROGRAM = """
import resource, sys
from pathlib import Path
from participation.surveys.adapters.xlsform import check_file
check_file(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
line = check_file(Path(sys.argv[2]))
growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(line["errors"][0]["reason"], growth // 1024)
"""


def bomb(kind: str) -> bytes:
    """Give about 1 MB or less that would unpack to about 100 MB, or to just under the bound."""
    if kind == "zeros":
        return repacked({"xl/media/image1.bin": bytes(100 * 1024 * 1024)})
    if kind == "rows":
        return repacked({SURVEY: sheet_xml("<row><c><v>1</v></c></row>" * 3_700_000)})
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = "<si><t>ab</t></si>" * 2_700_000
    return repacked({"xl/sharedStrings.xml": f'<sst xmlns="{space}">{texts}</sst>'.encode()})


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ("zeros", "unpacked_too_large"),
        ("rows", "unpacked_too_large"),
        ("strings", "too_many_cells"),
    ],
)
def test_a_bomb_costs_less_than_fifty_megabytes(tmp_path: Path, shape: str, reason: str) -> None:
    (tmp_path / "good.xlsx").write_bytes(GOOD)
    (tmp_path / "bomb.xlsx").write_bytes(bomb(shape))
    assert (tmp_path / "bomb.xlsx").stat().st_size < 2 * 1024 * 1024
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path / "good.xlsx", tmp_path / "bomb.xlsx"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert said[0] == reason
    assert int(said[1]) < 50

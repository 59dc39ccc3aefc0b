"""The words of a PDF that Typst made, read back from its glyphs."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\r?\n(.*?)\r?\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_FONTS = re.compile(rb"/Font<<(.*?)>>", re.DOTALL)
_NAMED = re.compile(rb"/(\w+) (\d+) 0 R")
_LETTERS = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_TOLD = re.compile(rb"<(FEFF[0-9A-F]+)>")
_DRAWN = re.compile(
    rb"/(?P<mark>\w+)\s*(?:<<[^>]*>>)?\s*B[DM]C"
    rb"|/(?P<font>\w+) [\d.]+ Tf|\((?P<text>(?:\\.|[^\\)])*)\)|(?P<over>\bET\b)",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def runs(pdf: bytes) -> list[str]:
    """Give each run of letters, those written from the right in the order of reading."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(pdf)}
    pages = [_PAGE.search(body) for body in objects.values()]
    return [
        run
        for page in pages
        if page
        for run in _runs_of(objects, int(page[1]), _unpacked(objects[int(page[2])]))
    ]


def titles(pdf: bytes) -> list[str]:
    """Give the headings and other words that a screen reader is told beside the glyphs."""
    return [bytes.fromhex(found.decode()).decode("utf-16") for found in _TOLD.findall(pdf)]


def letters(text: str) -> str:
    """Give a text without its blanks: a line's end leaves none."""
    return "".join(text.split())


def read(pdf: bytes) -> str:
    """Give all words without blanks, to look for a sentence in whatever lines it is broken."""
    return letters("".join(runs(pdf)))


def _runs_of(objects: dict[int, bytes], resources: int, drawn: bytes) -> Iterator[str]:
    fonts = _fonts(objects, objects[resources])
    font: dict[int, str] = {}
    run, is_reversed = "", False
    for found in _DRAWN.finditer(drawn):
        if found["mark"] == b"ReversedChars":
            is_reversed = True
        elif found["font"]:
            font = fonts[found["font"]]
        elif found["text"] is not None:
            run += _read(found["text"], font)
        elif found["over"]:
            yield run[::-1] if is_reversed else run
            run, is_reversed = "", False


def _fonts(objects: dict[int, bytes], resources: bytes) -> dict[bytes, dict[int, str]]:
    """Give the letters of each font's glyphs."""
    named = _FONTS.search(resources)
    found = {}
    for name, key in _NAMED.findall(named[1] if named else b""):
        table = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(key)])
        assert table, name
        pairs = _LETTERS.findall(_unpacked(objects[int(table[1])]))
        found[name] = {
            int(glyph, 16): bytes.fromhex(word.decode()).decode("utf-16-be")
            for glyph, word in pairs
        }
    return found


def _read(text: bytes, font: dict[int, str]) -> str:
    plain = _ESCAPED.sub(_unescaped, text)
    codes = [int.from_bytes(plain[at : at + 2], "big") for at in range(0, len(plain), 2)]
    return "".join(font.get(code, "") for code in codes)


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    if said.isdigit():
        return bytes([int(said, 8)])
    return _PLAIN.get(said, said)


def _unpacked(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    assert stream
    return zlib.decompress(stream[1]) if b"/FlateDecode" in body[: stream.start()] else stream[1]

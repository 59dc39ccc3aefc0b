"""Files sent with a questionnaire: made small, made mute, and refused when they lie."""

import contextlib
import io
import random
import zipfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from participation.accessibility.rules import Refusal as SoundRefusal
from participation.foundation.act import Refused
from participation.surveys.adapters.parcels import Brought, Sent, read_parcel
from participation.surveys.adapters.pictures import fit_picture
from participation.surveys.rules.media import (
    LARGEST_FILE,
    LARGEST_PICTURE,
    MOST_FILES,
    Format,
    Media,
    Refusal,
    named_files,
    plain_name,
)
from tests.surveys.illustrated import (
    HEIC,
    SVG,
    TELLING,
    drawing,
    illustrated,
    noise,
    parcel,
    photograph,
    saved,
)
from tests.surveys.sounds import voice


def take(*files: tuple[str, bytes]) -> Brought:
    """Send files for the illustrated form."""
    return read_parcel([Sent(*each) for each in files], named_files(illustrated()))


def reasons(brought: Brought) -> list[tuple[str, object]]:
    return [(name, refused.reason) for name, refused in brought.problems]


def open_again(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


# ------------------------------------------------------------------------------- made small


def test_the_noisiest_photograph_fits_a_phone_and_stands_upright() -> None:
    fitted = fit_picture(photograph())
    assert len(photograph()) > 10 * LARGEST_PICTURE
    assert len(fitted.content) <= LARGEST_PICTURE
    image = open_again(fitted.content)
    assert fitted.format is Format.JPEG
    assert image.format == "JPEG"
    assert image.height > image.width, "the camera said that it was held on its side"


def test_nothing_of_the_camera_is_left() -> None:
    assert TELLING.encode() in photograph()
    fitted = fit_picture(photograph()).content
    image = open_again(fitted)
    assert TELLING.encode() not in fitted
    assert b"Exif" not in fitted
    assert not image.getexif()
    assert not {"comment", "icc_profile", "exif", "xmp"} & set(image.info)


def test_a_drawing_stays_exact_on_white_paper_without_its_texts() -> None:
    fitted = fit_picture(drawing())
    image = open_again(fitted.content)
    assert fitted.format is Format.PNG
    assert TELLING.encode() not in fitted.content
    assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert image.convert("RGB").getpixel((100, 100)) == (10, 20, 200)


def test_the_same_picture_has_the_same_address() -> None:
    assert fit_picture(drawing()).file == fit_picture(drawing()).file
    assert fit_picture(drawing()).file != fit_picture(drawing((1, 2, 3, 255))).file


MODES = {
    "JPEG": ["1", "L", "RGB", "CMYK"],
    "PNG": ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"],
    "WEBP": ["L", "RGB", "RGBA"],
    "GIF": ["1", "L", "P", "RGB", "RGBA"],
}


@pytest.mark.parametrize(("written", "mode"), [(k, mode) for k in MODES for mode in MODES[k]])
def test_every_kind_and_mode_becomes_a_small_picture(written: str, mode: str) -> None:
    deep = Image.new("I;16", (900, 30), 30_000)
    image = deep if mode == "I;16" else noise(900, 30).convert(mode)
    fitted = fit_picture(saved(image, written))
    if image is deep:
        assert open_again(fitted.content).convert("L").getpixel((1, 1)) == 30_000 >> 8
    assert len(fitted.content) <= LARGEST_PICTURE
    assert open_again(fitted.content).size == (640, 21)


# ---------------------------------------------------------------------------- wrong kinds


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SVG, Refusal.DRAWING_OF_LINES),
        (b"\xef\xbb\xbf  <svg onload='alert(1)'/>", Refusal.DRAWING_OF_LINES),
        (HEIC, Refusal.IMAGE_OF_TELEPHONE),
        (b"<html><script>alert(1)</script></html>", Refusal.NOT_IMAGE),
        (b"MZ" + b"\0" * 500, Refusal.NOT_IMAGE),
        (b"%PDF-1.7\n", Refusal.NOT_IMAGE),
        (b"GIF89a", Refusal.NOT_IMAGE),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, Refusal.NOT_IMAGE),
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(content: bytes, reason: Refusal) -> None:
    assert reasons(take(("Apple.png", content))) == [("Apple.png", reason)]


def test_kinds_that_this_house_does_not_read_are_refused() -> None:
    for kind in ("BMP", "TIFF", "ICO", "PPM"):
        with pytest.raises(Refused) as caught:
            fit_picture(saved(noise(32, 32), kind))
        assert caught.value.reason is Refusal.NOT_IMAGE, kind


def test_a_picture_cut_short_is_refused() -> None:
    for whole in (photograph(), drawing()):
        with pytest.raises(Refused) as caught:
            fit_picture(whole[: len(whole) // 2])
        assert caught.value.reason is Refusal.NOT_IMAGE


@pytest.mark.parametrize("side", [5_000, 20_000])
def test_a_picture_of_too_many_points_is_never_opened(side: int) -> None:
    header = bytearray(saved(Image.new("1", (8, 8)), "PNG"))
    header[16:24] = side.to_bytes(4, "big") * 2
    header[29:33] = zlib.crc32(bytes(header[12:29])).to_bytes(4, "big")
    with pytest.raises(Refused) as caught:
        fit_picture(bytes(header))
    assert caught.value.reason is Refusal.TOO_MANY_PIXELS


def test_bytes_changed_by_chance_are_a_picture_or_a_refusal() -> None:
    chance = random.Random(11)
    for whole in (photograph(80, 60), drawing(side=60), saved(noise(40, 40), "WEBP")):
        for _ in range(60):
            hurt = bytearray(whole)
            for _ in range(5):
                hurt[chance.randrange(len(hurt))] = chance.randrange(256)
            with contextlib.suppress(Refused):
                assert len(fit_picture(bytes(hurt)).content) <= LARGEST_PICTURE


def test_a_picture_is_no_sound_and_a_sound_no_picture() -> None:
    assert reasons(take(("que.webm", drawing()))) == [("que.webm", SoundRefusal.NOT_SOUND)]
    assert reasons(take(("Apple.png", voice()))) == [("Apple.png", Refusal.NOT_IMAGE)]


# -------------------------------------------------------------------------------- parcels


def test_a_form_names_its_files_once_and_waits_for_nothing_that_is_never_asked() -> None:
    found = {(file.media, file.key): len(file.uses) for file in named_files(illustrated())}
    assert found == {
        (Media.IMAGE, "plate.jpg"): 1,
        (Media.SOUND, "que.webm"): 1,
        (Media.SOUND, "ar.webm"): 1,
        (Media.IMAGE, "apple.png"): 1,
        (Media.IMAGE, "fish.png"): 1,
        (Media.IMAGE, "fish-ar.png"): 1,
        (Media.IMAGE, "key.svg"): 1,
    }


def test_files_alone_and_in_a_zip_are_taken_by_their_plain_names() -> None:
    zipped = parcel({"photos/PLATE.jpg": photograph(), "__MACOSX/._apple.png": b"\0", "x/": b""})
    brought = take(("all.zip", zipped), ("APPLE.PNG", drawing()), ("que.webm", voice()))
    assert set(brought.pictures) == {"plate.jpg", "apple.png"}
    assert set(brought.sounds) == {"que.webm"}
    assert brought.problems == []
    assert brought.strangers == []


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/apple.png",
        "..\\..\\apple.png",
        "/etc/apple.png",
        "C:\\temp\\Apple.png",
        "a/../apple.png",
    ],
)
def test_a_name_that_climbs_is_only_its_last_word(name: str) -> None:
    brought = take(("p.zip", parcel({name: drawing()})))
    assert set(brought.pictures) == {"apple.png"}
    assert plain_name(name) == "apple.png"


def test_strangers_are_neither_opened_nor_kept() -> None:
    brought = take(("p.zip", parcel({"notes.txt": b"x", "Apple.png": drawing(), "e.svg": SVG})))
    assert set(brought.pictures) == {"apple.png"}
    assert brought.strangers == ["notes.txt", "e.svg"]
    assert reasons(take(("notes.txt", b"x"))) == [("", Refusal.NONE_NAMED)]


def test_two_files_of_one_name_are_refused() -> None:
    brought = take(("p.zip", parcel({"a/apple.png": drawing(), "b/APPLE.png": drawing()})))
    assert reasons(brought) == [("APPLE.png", Refusal.SAME_NAME)]


def bomb() -> bytes:
    return parcel({"Apple.png": b"\0" * (LARGEST_FILE + 1)})


def many() -> bytes:
    return parcel({f"{n}.png": b"x" for n in range(10_000)}, zipfile.ZIP_STORED)


def crowd() -> bytes:
    return parcel({f"{n}.png": b"x" for n in range(MOST_FILES + 1)})


def locked() -> bytes:
    content = bytearray(parcel({"Apple.png": drawing()}))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def rare() -> bytes:
    return parcel({"Apple.png": drawing()}, zipfile.ZIP_LZMA)


def cut() -> bytes:
    return parcel({"Apple.png": photograph()})[:4_000]


def hurt() -> bytes:
    content = bytearray(parcel({"Apple.png": photograph()}))
    content[500:900] = b"\xff" * 400
    return bytes(content)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (bomb, Refusal.FILE_TOO_HEAVY),
        (many, Refusal.PARCEL_TOO_FULL),
        (crowd, Refusal.PARCEL_TOO_FULL),
        (locked, Refusal.PARCEL_LOCKED),
        (rare, Refusal.PARCEL_DAMAGED),
        (cut, Refusal.PARCEL_DAMAGED),
        (hurt, Refusal.PARCEL_DAMAGED),
    ],
)
def test_a_bad_parcel_is_refused(made: Callable[[], bytes], reason: Refusal) -> None:
    brought = take(("p.zip", made()))
    assert [found for _name, found in reasons(brought)] == [reason]
    assert not brought.pictures


def test_a_zip_that_swells_in_many_files_stops_at_the_whole() -> None:
    names = ["Apple.png", "fish.png", "fish-ar.png", "key.svg", "plate.jpg", "que.webm"]
    swollen = parcel(dict.fromkeys(names, b"\0" * LARGEST_FILE))
    assert len(swollen) < 200_000
    assert ("p.zip", Refusal.PARCEL_TOO_HEAVY) in reasons(take(("p.zip", swollen)))


def test_a_zip_in_a_zip_is_not_opened() -> None:
    inner = parcel({"Apple.png": drawing()})
    assert reasons(take(("p.zip", parcel({"inner.zip": inner})))) == [("", Refusal.NONE_NAMED)]
    lying = take(("p.zip", parcel({"Apple.png": inner})))
    assert reasons(lying) == [("Apple.png", Refusal.NOT_IMAGE)]

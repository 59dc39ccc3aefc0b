"""Built files are found by their plain names; a missing build says what to run."""

import json
import re
from pathlib import Path

import pytest

from participation.foundation.assets import (
    BuildMissingError,
    asset,
    credits_of,
    drawing,
    pictogram_names,
)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    svg = '<svg class="icon"></svg>'
    (tmp_path / "manifest.json").write_text(json.dumps({"main.js": "main-ABC.js"}))
    (tmp_path / "icons.json").write_text(json.dumps({"back": svg}))
    (tmp_path / "pictograms.json").write_text(json.dumps({"sun": svg, "bed": svg}))
    return tmp_path


def test_a_plain_name_becomes_the_address_of_the_built_file(build: Path) -> None:
    assert asset("main.js", build) == "/static/main-ABC.js"


def test_a_name_that_the_build_does_not_know_is_refused_with_those_it_knows(build: Path) -> None:
    with pytest.raises(BuildMissingError, match=r"no 'booth\.js'; it has: main\.js"):
        asset("booth.js", build)


def test_without_a_build_the_refusal_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(BuildMissingError, match=r"python3 run\.py setup"):
        asset("main.js", tmp_path)


def test_a_drawing_is_markup_and_an_unknown_one_is_none(build: Path) -> None:
    assert str(drawing("back", folder=build)) == '<svg class="icon"></svg>'
    assert drawing("bed", "pictograms", build) is not None
    assert drawing("bed", folder=build) is None
    assert pictogram_names(build) == ("bed", "sun")


def test_the_true_build_has_what_the_layouts_and_the_code_of_pictures_ask_for() -> None:
    for name in ("main.js", "decoder.js", "resident.css", "kiosk.css", "staff.css", "print.css"):
        stem, ending = name.split(".")
        assert re.fullmatch(rf"/static/{stem}-[A-Z0-9]{{8}}\.{ending}", asset(name))
    code = "key sun fish tree cup boat bird house bicycle apple star umbrella"
    assert set(code.split()) <= set(pictogram_names())


def test_drawings_carry_no_style_no_script_and_are_hidden_from_screen_readers() -> None:
    for name in pictogram_names():
        svg = str(drawing(name, "pictograms"))
        assert svg.startswith("<svg class="), name
        assert 'aria-hidden="true"' in svg, name
        assert not re.search(r"<script|<style| style=| on\w+=|href", svg), name


def test_every_packed_work_is_credited_with_its_licence() -> None:
    found = {entry["name"]: entry for entry in credits_of()}
    free = {"OFL-1.1", "MIT", "ISC", "Apache-2.0", "(MIT OR Apache-2.0)"}
    assert {entry["licence"] for entry in found.values()} <= free
    assert {"healthicons", "lucide-static", "jsqr"} <= set(found)
    assert all(len(entry["notice"]) > 500 for entry in found.values())

"""SPSS files, judged by ReadStat: what is written is read back, whatever the words."""

import datetime as dt
import math
from pathlib import Path
from typing import Any

import pyreadstat
import pytest
from hypothesis import given, settings, strategies as st

from participation.foundation.exports import Cell
from participation.foundation.sav import Column, Level, sav_lines

DAY = dt.date(2026, 3, 17)
HOSTILE = 'Il dit "oui".\nEXECUTE.\n' + "é" * 300
CELLS = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.integers(-120, 260), st.just(1.5))


def read(path: Path, columns: list[Column], rows: list[list[Cell]], **more: Any) -> tuple[Any, Any]:
    """Write a file and let ReadStat open it: columns of numbers, and what names them."""
    written = b"".join(sav_lines(columns, rows, **{"title": "Avis", "made_on": DAY, **more}))
    path.write_bytes(written)
    found: tuple[Any, Any] = pyreadstat.read_sav(path, output_format="dict", user_missing=True)
    return found


def same(found: object, cell: Cell) -> bool:
    """Say whether a cell was read back; nothing is read as nothing."""
    if cell is None:
        return found is None or (isinstance(found, float) and math.isnan(found))
    return found == cell


@settings(max_examples=60)
@given(table=st.integers(1, 12).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=40)
))  # fmt: skip
def test_every_number_is_read_back(
    table: list[list[Cell]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "numbers.sav"
    width = len(table[0]) if table else 1
    columns = [Column(f"une_question_au_nom_assez_long_{n}", "") for n in range(width)]
    found, facts = read(path, columns, table)
    assert facts.column_names == [each.name for each in columns]
    for place, column in enumerate(columns):
        got = found.get(column.name, [])
        assert len(got) == len(table)
        assert all(same(one, row[place]) for one, row in zip(got, table, strict=True))


def test_words_of_any_length_and_hand_are_read_back(tmp_path: Path) -> None:
    columns = [
        Column("hostile", HOSTILE, {1: HOSTILE, -9: "پښتو"}, (-1, -2, -9), Level.ORDINAL),
        Column("age", "العمر", level=Level.SCALE),
        Column("bare", ""),
    ]
    notes = ["Trop peu de réponses : " + "maison " * 30]
    _found, facts = read(tmp_path / "a.sav", columns, [[1, 2, 3]], title=HOSTILE, notes=notes)
    words = " ".join(HOSTILE.split())
    label = facts.column_names_to_labels["hostile"]
    assert words.startswith(label)
    assert 250 < len(label.encode()) <= 255
    value = facts.variable_value_labels["hostile"]
    assert words.startswith(value[1])
    assert value[-9] == "پښتو"
    assert facts.column_names_to_labels["age"] == "العمر"
    assert [facts.variable_measure[each.name] for each in columns] == [
        "ordinal",
        "scale",
        "nominal",
    ]
    assert words.startswith(facts.file_label)
    assert "".join(facts.notes).replace(" ", "") == notes[0].replace(" ", "")


def test_what_the_format_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="four"):
        read(tmp_path / "a.sav", [Column("four", "", missing=(1, 2, 3, 4))], [])
    with pytest.raises(ValueError, match="mot"):
        read(tmp_path / "a.sav", [Column("a", "")], [["mot"]])

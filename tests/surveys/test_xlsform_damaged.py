"""Damaged and random forms: whatever the bytes, a report and never an error."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from participation.surveys.adapters.xlsform import Report, read_form
from participation.surveys.labels.xlsform import sentence
from tests.surveys.hostile import GOOD, repacked
from tests.surveys.mutation import damaged, mutant
from tests.surveys.old_excel import old_form
from tests.surveys.sheets import Cell, form
from tests.surveys.trips import assert_pyxform_accepts, assert_round_trip

# ------------------------------------------------------------------------------ damaged files


OLD = old_form({"survey": [["type", "name", "label"], ["select_one yn", "q", "=1"]],
                "choices": [["list_name", "name"], ["yn", "yes"], ["yn", 2.5]]})  # fmt: skip
CSV = b"type,name,label::fr,relevant\ntext,q,Question,1 = 1\nnote,n,${q},selected(${q}; 'x')\n"


@pytest.mark.parametrize("content", [GOOD, OLD, CSV], ids=["xlsx", "xls", "csv"])
def test_a_damaged_file_never_raises(content: bytes) -> None:
    for seed in range(100):
        questionnaire, report = read_form(damaged(content, seed))
        assert report.ok is (questionnaire is not None)


def test_a_damaged_part_inside_a_sound_archive_never_raises() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for seed in range(80):
        name = random.Random(seed).choice(sorted(parts))
        questionnaire, report = read_form(repacked({name: damaged(parts[name], seed)}))
        assert report.ok is (questionnaire is not None)


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.sampled_from(["text", "select_one yn", "begin group", "end group", "begin repeat", "yn",
                     "end repeat", "calculate", "range", "note", "q", "${q}", "yes", "TRUE", "=1"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
    st.integers(-9, 9),
    st.booleans(),
)  # fmt: skip
HEADERS = st.sampled_from(
    ["type", "name", "label", "label::fr", "label::English (en)", "relevant", "relevance",
     "constraint", "calculation", "required", "parameters", "list_name", "appearance", "x", None,
     "media::image", "hint::x::y", "minimum", "asked_as", "kept_type", "bind::relevant"]
)  # fmt: skip


@settings(max_examples=80)
@given(st.data())
def test_no_table_raises_and_every_finding_has_a_sentence(data: st.DataObject) -> None:
    def table(first: list[Cell]) -> list[list[Cell]]:
        headers: list[Cell] = [*first, *data.draw(st.lists(HEADERS, max_size=5))]
        cells = st.lists(CELLS, min_size=len(headers), max_size=len(headers))
        rows: list[list[Cell]] = data.draw(st.lists(cells, max_size=6))
        return [headers, *rows]

    try:
        content = form(table(["type", "name"]), table(["list_name", "name"]))
    except IllegalCharacterError:
        return
    report: Report = read_form(content)[1]
    assert all(sentence(finding) for finding in (*report.errors, *report.warnings))


MUTANTS, MANY_MUTANTS = 30, 2_000


def judged(content: bytes) -> str:
    """Read a form; what is read must be written so that it reads back, and pyxform takes it."""
    questionnaire, report = read_form(content)
    assert report.ok is (questionnaire is not None)
    assert all(sentence(finding) for finding in (*report.errors, *report.warnings))
    if questionnaire is None:
        assert report.errors
        return "refused"
    assert_pyxform_accepts(assert_round_trip(questionnaire))
    return "read"


def test_mutated_forms_are_read_and_written_or_refused(request: pytest.FixtureRequest) -> None:
    count = MANY_MUTANTS if request.config.option.long else MUTANTS
    verdicts, broken = [], {}
    for seed in range(count):
        try:
            verdicts.append(judged(mutant(seed)))
        except Exception as error:  # noqa: BLE001 - each seed that breaks is told
            broken[seed] = repr(error)[:200]
    assert broken == {}
    assert verdicts.count("read") > count / 5
    assert verdicts.count("refused") > count / 10

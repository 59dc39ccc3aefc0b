"""What is hidden, why, and that nobody can compute it from what is shown."""

import random
from collections.abc import Mapping

import pytest

from participation.surveys.rules import anonymity
from participation.surveys.rules.anonymity import (
    Cell,
    Hidden,
    ProtectedTable,
    Service,
    Sum,
    Table,
    Threshold,
    differs_by_few,
    fill,
    merge_small,
    protect,
    shows_all,
)
from tests.surveys.intruder import BASES, COLUMN_SUMS, FACES, Intruder, publication

FEW, NEARLY, ANOTHER = Hidden.FEW_ANSWERS, Hidden.NEARLY_ALL, Hidden.PROTECTS_ANOTHER


def _houses(**counts: tuple[int, ...]) -> Table:
    """One association of these houses: answers for faces 1 to 5, then those without opinion."""
    columns = (*FACES, "no_opinion")
    return fill(
        {
            (house, c): n
            for house, line in counts.items()
            for c, n in zip(columns, line, strict=True)
        },
        row_sums=[Sum("all", tuple(counts))],
        column_sums=COLUMN_SUMS,
        bases=BASES,
        open_columns=["no_opinion"],
    )


def _line(shown: ProtectedTable, row: str) -> dict[str, Cell]:
    return {column: shown.cell(row, column) for column in shown.columns}


def test_sums_are_added_up_and_disagreements_refused() -> None:
    table = _houses(elms=(1, 2, 3, 4, 5, 1), oaks=(9, 8, 7, 6, 5, 0))
    assert table.counts["all", "top"] == 20
    assert table.counts["elms", "answered"] == 15
    assert table.counts["all", "responses"] == 51
    with pytest.raises(ValueError, match="disagree"):
        fill(
            {("a", "x"): 1, ("b", "x"): 2, ("c", "x"): 4},
            row_sums=[Sum("all", ("a", "b")), Sum("all", ("c",))],
        )
    with pytest.raises(ValueError, match="each row needs"):
        fill({("a", "x"): 1, ("b", "y"): 2})
    with pytest.raises(ValueError, match="none of them negative"):
        fill({("a", "x"): -1})


def test_large_groups_with_spread_answers_are_shown_whole() -> None:
    table = _houses(elms=(9, 12, 14, 20, 11, 2), oaks=(8, 10, 9, 30, 17, 0))
    assert dict(protect(table, Threshold.INTERNAL).cells) == dict(table.counts)


def test_a_group_of_few_answers_shows_nothing_and_cannot_be_computed_from_the_total() -> None:
    table = _houses(elms=(9, 12, 14, 20, 11, 2), oaks=(0, 1, 1, 2, 0, 0))
    shown = protect(table, Threshold.INTERNAL)
    assert set(_line(shown, "oaks").values()) == {FEW}
    assert shown.share("oaks", "top") is FEW
    for column in shown.columns:
        assert isinstance(shown.cell("elms", column), Hidden) or isinstance(
            shown.cell("all", column), Hidden
        )


def test_zero_is_as_secret_as_one() -> None:
    table = _houses(elms=(0, 12, 14, 20, 11, 2), oaks=(1, 10, 9, 30, 17, 0))
    shown = protect(table, Threshold.INTERNAL)
    assert shown.cell("elms", "1") is FEW
    assert shown.cell("oaks", "1") is FEW


@pytest.mark.parametrize("others", [0, 1, 4])
def test_an_answer_of_all_or_nearly_all_is_hidden(others: int) -> None:
    table = _houses(elms=(0, 0, 0, others, 24, 0), oaks=(8, 10, 9, 30, 17, 0))
    shown = protect(table, Threshold.INTERNAL)
    assert shown.cell("elms", "5") is NEARLY
    assert isinstance(shown.cell("elms", "top"), Hidden)
    assert shown.cell("elms", "answered") == 24 + others


def test_five_others_are_enough() -> None:
    table = _houses(elms=(5, 0, 0, 0, 24, 0), oaks=(8, 10, 9, 30, 17, 0))
    assert protect(table, Threshold.INTERNAL).cell("elms", "5") != NEARLY


def test_those_without_opinion_are_shown_once_their_group_is() -> None:
    table = _houses(elms=(9, 12, 14, 20, 11, 2), oaks=(8, 10, 9, 30, 17, 0))
    shown = protect(table, Threshold.INTERNAL)
    assert (shown.cell("elms", "no_opinion"), shown.cell("oaks", "no_opinion")) == (2, 0)


def test_a_single_hidden_figure_takes_others_with_it() -> None:
    table = _houses(elms=(3, 12, 14, 20, 11, 0), oaks=(8, 10, 9, 30, 17, 0))
    shown = protect(table, Threshold.INTERNAL)
    hidden = {place: cell for place, cell in shown.cells.items() if isinstance(cell, Hidden)}
    assert hidden.pop(("elms", "1")) is FEW
    assert set(hidden.values()) == {ANOTHER}
    rows, columns = {row for row, _ in hidden}, {column for _, column in hidden}
    assert rows - {"elms"}, "the column total would tell"
    assert columns - {"1"}, "the row total would tell"


def test_the_public_threshold_is_eleven_also_for_crossed_rows() -> None:
    counts = {("elms", "yes"): 8, ("elms", "no"): 40, ("oaks", "yes"): 30, ("oaks", "no"): 25}
    sums = [Sum("all", ("elms", "oaks"))], [Sum("answered", ("yes", "no"))]
    bases = {"yes": "answered", "no": "answered"}
    plain = fill(counts, row_sums=sums[0], column_sums=sums[1], bases=bases)
    crossed = fill(counts, row_sums=sums[0], column_sums=sums[1], bases=bases, crossed=["elms"])
    assert protect(plain, Threshold.INTERNAL).cell("elms", "yes") == 8
    assert protect(plain, Threshold.PUBLIC).cell("elms", "yes") is FEW
    assert protect(crossed, Threshold.INTERNAL).cell("elms", "yes") is FEW


def test_a_threshold_of_ones_own_is_refused() -> None:
    with pytest.raises(ValueError, match="2 is not a valid Threshold"):
        protect(_houses(elms=(1, 1, 1, 1, 1, 0)), 2)  # type: ignore[arg-type]


def test_shares_and_counts_need_all_their_figures() -> None:
    table = _houses(elms=(3, 12, 14, 20, 11, 0), oaks=(8, 10, 9, 30, 17, 0))
    shown = protect(table, Threshold.INTERNAL)
    assert shown.share("elms", "5") == (11, 60)
    assert shown.share("elms", "1") is FEW
    assert shown.counts("elms", ["4", "5"]) == {"4": 20, "5": 11}
    assert shown.counts("elms", ["5", "1"]) is FEW
    with pytest.raises(KeyError):
        shown.cell("elms", "6")


def test_a_reader_s_rows_say_the_same_as_the_whole_publication() -> None:
    table = publication(12)
    shown = protect(table, Threshold.INTERNAL)
    some = shown.only(shown.rows[:2])
    assert some.rows == shown.rows[:2]
    assert all(some.cells[place] == shown.cells[place] for place in some.cells)
    assert not any(row not in some.rows for row, _ in some.cells)


def test_no_hidden_number_is_left_in_what_is_shown() -> None:
    table = _houses(elms=(0, 0, 0, 0, 4, 0), oaks=(0, 0, 0, 0, 3, 0))
    shown = protect(table, Threshold.INTERNAL)
    assert not any(isinstance(cell, int) for cell in shown.cells.values() if cell != 7)
    assert "4" not in repr(shown.cell("elms", "answered"))
    assert "counts=" not in repr(table)


@pytest.mark.parametrize("seed", range(40))
def test_the_public_never_sees_what_the_inside_does_not(seed: int) -> None:
    table = publication(seed)
    inside, outside = protect(table, Threshold.INTERNAL), protect(table, Threshold.PUBLIC)
    for place, cell in inside.cells.items():
        if isinstance(cell, Hidden):
            assert isinstance(outside.cells[place], Hidden)
            told = {Hidden.WITHHELD, cell}
            assert outside.cells[place] in told, "the public's reason tells the inside something"


@pytest.mark.parametrize("threshold", Threshold)
@pytest.mark.parametrize("seed", range(40))
def test_no_visible_figure_is_small_or_leaves_few_others(seed: int, threshold: Threshold) -> None:
    table = publication(seed)
    shown = protect(table, threshold)
    for (row, column), cell in shown.cells.items():
        if isinstance(cell, Hidden):
            continue
        limit = Threshold.PUBLIC if row in table.crossed else threshold
        if column in table.open_columns:
            assert table.counts[row, table.bases[column]] >= limit
        else:
            assert cell >= limit
            if column in table.bases:
                assert table.counts[row, table.bases[column]] - cell >= limit


@pytest.mark.parametrize("threshold", Threshold)
def test_all_is_shown_where_protection_hides_nothing_and_only_there(threshold: Threshold) -> None:
    told = {True: 0, False: 0}
    for seed in range(40):
        draw = random.Random(seed)
        faces = [draw.choice([draw.randint(0, 60), draw.randint(20, 60)]) for _ in FACES]
        for table in (publication(seed, 2), _houses(elms=(*faces, draw.randint(0, 9)))):
            cells = protect(table, threshold).cells.values()
            hides = any(isinstance(cell, Hidden) for cell in cells)
            assert shows_all(table, threshold) is not hides
            told[hides] += 1
    assert min(told.values()) > 4


@pytest.mark.parametrize("chunk", range(15))
def test_an_intruder_computes_no_hidden_figure(chunk: int) -> None:
    for seed in range(chunk * 10, chunk * 10 + 10):
        _besiege(seed, most=4, whole=seed % 10 == 0)


def test_a_visible_figure_tells_of_its_hidden_base() -> None:
    # 14 of 19 shown leave at least 5 others: the 19 were all, and those without opinion none.
    _besiege(3_577, most=4, whole=True)


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(40))
def test_an_intruder_computes_no_hidden_figure_of_ten_thousand_publications(chunk: int) -> None:
    for seed in range(1_000 + chunk * 250, 1_250 + chunk * 250):
        _besiege(seed, most=4 if seed % 10 else 8, whole=seed % 20 == 0)


def _besiege(seed: int, *, most: int, whole: bool) -> None:
    table = publication(seed, most)
    threshold = random.Random(seed).choice(list(Threshold))
    found = Intruder(table, protect(table, threshold)).pinned(whole=whole)
    assert not found, f"publication {seed}, {threshold.name}: {found}"


def test_the_intruder_wins_against_hiding_small_figures_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def primary_only(
        sketch: anonymity._Sketch, primary: Mapping[tuple[int, int], Hidden], _: Hidden
    ) -> dict[tuple[int, int], Hidden]:
        del sketch
        return dict(primary)

    monkeypatch.setattr(anonymity, "_camouflage", primary_only)
    won = 0
    for seed in range(6):
        table = publication(seed, 3)
        won += bool(Intruder(table, protect(table, Threshold.INTERNAL)).pinned(whole=False))
    assert won >= 3


def test_small_services_share_a_line() -> None:
    services = [
        Service("elms", "north", 30),
        Service("oaks", "north", 4),
        Service("firs", "north", 9),
        Service("limes", "south", 40),
        Service("figs", "south", 3),
        Service("reeds", "south", 14),
        Service("haven", "haven", 6),
    ]
    assert merge_small(services, Threshold.PUBLIC) == (
        ("elms",),
        ("oaks", "firs"),
        ("limes",),
        ("figs", "reeds"),
        ("haven",),
    )
    assert merge_small(services, Threshold.INTERNAL) == (
        ("elms",),
        ("oaks", "firs"),
        ("limes",),
        ("figs", "reeds"),
        ("haven",),
    )


def test_publishing_again_for_few_is_told() -> None:
    assert not differs_by_few(24, 24, Threshold.INTERNAL)
    assert differs_by_few(24, 28, Threshold.INTERNAL)
    assert not differs_by_few(24, 29, Threshold.INTERNAL)
    assert differs_by_few(24, 34, Threshold.PUBLIC)

"""Darkness to answers, pages to sheets: tables, and what holds whatever comes."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from participation.surveys.rules import piles, scanned
from participation.surveys.rules.marks import (
    Darkness,
    Doubt,
    Mark,
    Read,
    judge,
    read_question,
    read_sheet,
)
from participation.surveys.rules.piles import PageCode, Pile, Trouble, Turned, sort_pages
from participation.surveys.rules.questions import DONT_KNOW, OTHER, WONT_SAY
from participation.surveys.rules.sheets import AIDED, VOICED, Typed, page_code
from participation.surveys.rules.stages import Aid

EMPTY = Darkness(frame=0.8, inside=0.0, core=0.0, faint=0.0)
TICK = replace(EMPTY, inside=0.13, core=0.2, faint=0.2)
FILL = replace(EMPTY, inside=0.9, core=1.0, faint=0.95)
parts = st.floats(0, 1)
darknesses = st.builds(Darkness, parts, parts, parts, parts, st.tuples(parts, parts, parts, parts))
marks = st.sampled_from([*Mark, *Doubt])


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        pytest.param(EMPTY, Mark.EMPTY, id="paper"),
        pytest.param(TICK, Mark.TICKED, id="tick"),
        pytest.param(FILL, Mark.FILLED, id="blackened"),
        pytest.param(replace(TICK, sides=(0.3, 0.0, 0.0, 0.0)), Mark.TICKED, id="long-tail"),
        pytest.param(replace(TICK, sides=(0.0, 0.1, 0.0, 0.1)), Doubt.STRAY, id="struck-through"),
        pytest.param(replace(EMPTY, sides=(0.0, 0.0, 0.0, 0.2)), Doubt.STRAY, id="beside"),
        pytest.param(replace(TICK, core=0.0), Doubt.STRAY, id="tail-of-another"),
        pytest.param(replace(EMPTY, faint=0.05), Doubt.FAINT, id="pale"),
        pytest.param(replace(EMPTY, inside=0.02, core=0.1, faint=0.03), Doubt.FAINT, id="dot"),
        pytest.param(replace(FILL, inside=0.6), Doubt.BLACKENED, id="half-blackened"),
        pytest.param(replace(EMPTY, frame=0.2), Doubt.UNFOUND, id="no-frame"),
    ],
)
def test_a_box_says_what_is_plain_and_no_more(seen: Darkness, said: Mark | Doubt) -> None:
    assert judge(seen) is said


@given(darknesses)
def test_what_is_believed_is_framed_and_plain(seen: Darkness) -> None:
    said = judge(seen)
    if said is Mark.EMPTY:
        assert seen.inside < 0.01
        assert max(seen.sides) <= 0.08
    if isinstance(said, Mark):
        assert seen.frame >= 0.45


@pytest.mark.parametrize(
    ("ticked", "several", "said"),
    [
        pytest.param((), False, Read(), id="blank"),
        pytest.param((2,), False, Read(2), id="one"),
        pytest.param((1, 2), False, Read(doubt=Doubt.SEVERAL), id="two-for-one"),
        pytest.param((1, OTHER), True, Read((OTHER, 1)), id="two-for-several"),
        pytest.param((1, DONT_KNOW), True, Read((1,)), id="ticks-say-more"),
        pytest.param((DONT_KNOW,), True, Read(DONT_KNOW), id="does-not-know"),
        pytest.param((DONT_KNOW, WONT_SAY), True, Read(doubt=Doubt.SEVERAL), id="both-aside"),
    ],
)
def test_a_question_says_its_ticks(ticked: tuple[int, ...], *, several: bool, said: Read) -> None:
    boxes = (1, 2, OTHER, DONT_KNOW, WONT_SAY)
    seen = {value: Mark.TICKED if value in ticked else Mark.EMPTY for value in boxes}
    assert read_question(seen, several=several, by_filling=True) == said


@given(
    st.dictionaries(st.integers(1, 9), marks, max_size=6), st.tuples(st.booleans(), st.booleans())
)
def test_no_doubt_is_ever_swallowed(
    seen: dict[int, Mark | Doubt], manner: tuple[bool, bool]
) -> None:
    several, by_filling = manner
    read = read_question(seen, several=several, by_filling=by_filling)
    if any(isinstance(mark, Doubt) for mark in seen.values()):
        assert read.answer is None
        assert read.doubt in set(seen.values())
    if Mark.FILLED in seen.values() and not by_filling:
        assert read.doubt is not None
    written = read_question(seen, several=several, by_filling=by_filling, is_written=True)
    assert written == Read(doubt=Doubt.WRITTEN)


def test_who_only_blackens_means_it_and_who_ticks_too_is_asked() -> None:
    black = {(1, 1): FILL, (1, 2): EMPTY, (2, 1): EMPTY, (2, 2): FILL}
    assert read_sheet(black, {}, {}, several=()) == {1: Read(1), 2: Read(2)}
    mixed = {**black, (2, 2): EMPTY, (2, 1): TICK}
    assert read_sheet(mixed, {}, {}, several=()) == {1: Read(doubt=Doubt.BLACKENED), 2: Read(1)}
    assert read_sheet({}, {6: 12.0, 7: 0.1}, {}, several=()) == {
        6: Read(doubt=Doubt.WRITTEN),
        7: Read(),
    }


def test_a_sheet_is_written_and_read_again() -> None:
    read = {
        1: Read(4), 2: Read(), 3: Read((1, 2)), 5: Read(doubt=Doubt.FAINT),
        AIDED: Read(2), VOICED: Read(2),
    }  # fmt: skip
    typed = scanned.typed_of(read)
    assert typed == Typed({1: 4, 3: (1, 2)}, Aid.PEER, proxy=True)
    picture = scanned.Picture(5, b"jpeg")
    sheet = scanned.Scanned(
        "v", "fr", typed, scanned.doubts_of(read), [picture], [3, 4], is_drawn=True
    )
    assert scanned.read(scanned.write(sheet)) == sheet


KEY, VERSION = "05a1hjxjjkrkm", "0123456789abcdef"
PILE = Pile(KEY, VERSION, {"fr": 2, "fr@falc": 3})


def test_a_printed_code_is_read_back_and_judged() -> None:
    code = piles.read_code(page_code(KEY, VERSION, "fr@falc", 3))
    assert code == PageCode(KEY, VERSION[:8], "fr@falc", 3)
    assert piles.why_not(code, PILE) is None
    for other, trouble in (
        (replace(code, survey=KEY[::-1]), Trouble.OTHER_SURVEY),
        (replace(code, version="fedcba98"), Trouble.OTHER_VERSION),
        (replace(code, language="uk"), Trouble.OTHER_LANGUAGE),
        (replace(code, page=4), Trouble.OTHER_PAGE),
    ):
        assert piles.why_not(other, PILE) is trouble
    assert piles.read_code("https://example.org") is None


def turned(*pages: str) -> list[Turned]:
    """Give pages by a short word: `1` page 1, `f2` page 2 of the easy sheet, `?`, `x` of others."""
    words = {"?": Trouble.NO_CODE, "x": Trouble.OTHER_SURVEY, "_": Trouble.BLANK}
    found = []
    for place, page in enumerate(pages, 1):
        if page in words:
            found.append(Turned(place, trouble=words[page]))
            continue
        trouble = Trouble.NO_MARKS if page.endswith("!") else None
        language = "fr@falc" if page.startswith("f") else "fr"
        number = int(page.strip("f!"))
        found.append(Turned(place, PageCode(KEY, VERSION[:8], language, number), trouble))
    return found


@pytest.mark.parametrize(
    ("pages", "sheets", "incomplete"),
    [
        pytest.param("1 2 1 2", [(1, 2), (3, 4)], [], id="in-order"),
        pytest.param("1 x 2 _ 1 2", [(1, 3), (5, 6)], [], id="strangers-are-passed-over"),
        pytest.param("1 1 2", [(2, 3)], [1], id="page-missing"),
        pytest.param("2 1 2 1", [(2, 3)], [1, 4], id="begun-in-the-middle"),
        pytest.param("1 ? ? 2", [], [1, 4], id="two-halves-are-never-joined"),
        pytest.param("1 2! 1 2", [(3, 4)], [1], id="one-bad-page"),
        pytest.param("f1 f2 2 f3 1 2", [(5, 6)], [1, 2, 3, 4], id="languages-never-mix"),
        pytest.param("f1 f2 f3 1 2", [(1, 2, 3), (4, 5)], [], id="two-languages"),
    ],
)
def test_pages_make_sheets(
    pages: str, sheets: list[tuple[int, ...]], incomplete: list[int]
) -> None:
    found = sort_pages(turned(*pages.split()), PILE)
    assert found.sheets == sheets
    assert [at for at, why in found.refused.items() if why is Trouble.INCOMPLETE] == incomplete


@given(st.lists(st.sampled_from("1 2 f1 f2 f3 1! f2! ? x _".split()), max_size=24))
def test_every_page_is_in_a_sheet_or_has_its_reason(pages: list[str]) -> None:
    found = sort_pages(turned(*pages), PILE)
    taken = [place for sheet in found.sheets for place in sheet]
    assert sorted([*taken, *found.refused]) == list(range(1, len(pages) + 1))
    assert all(list(sheet) == sorted(sheet) for sheet in found.sheets)

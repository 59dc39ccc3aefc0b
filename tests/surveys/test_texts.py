"""Where translations stand: stale when their source changes, machine until somebody confirms."""

import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from participation.foundation.exports import xlsx_file
from participation.surveys.adapters.po import export_texts
from participation.surveys.adapters.tables import (
    asleep,
    awake,
    export_table,
    import_table,
    sheet_names,
)
from participation.surveys.labels import texts as labels
from participation.surveys.rules.carrying import carried, put, said_by_file
from participation.surveys.rules.questions import Choice, Question, QuestionKind, Questionnaire
from participation.surveys.rules.texts import (
    Hand,
    Key,
    Mark,
    Said,
    Sort,
    Standing,
    State,
    Trouble,
    lack_of,
    shown_beside,
    sort_of,
    standings,
    why_not_words,
)
from participation.surveys.rules.translation import units, with_texts

YES = Choice("yes", 1, {"fr": "Oui", "ar": "نعم", "en": "Yes"})
FORM = Questionnaire(
    {"fr": "Votre avis", "ar": "رأيكم", "en": "Your view"},
    ("fr", "ar", "en"),
    (
        Question("q1", QuestionKind.ONE, {"fr": "C’est bon ?", "ar": "جيد؟"}, 1, choices=(YES,)),
        Question(
            "q2",
            QuestionKind.COMMENT,
            {"fr": "Pourquoi « ${q1} » ?", "ar": "لماذا ${q1}؟", "en": "Why ${q1}?"},
            2,
            hint={"fr": "En un mot"},
        ),
    ),
)
NAMED = "Pourquoi « ${q1} » ?"


def rewritten(form: Questionnaire, place: str, words: str) -> Questionnaire:
    """Change the original of a place."""
    return with_texts(form, "fr", {place: words})


def states(form: Questionnaire, marks: dict[Key, Mark], language: str) -> dict[str, State]:
    """Give the state of each place in a language."""
    return {each.place: each.state for each in standings(form, marks, language)}


def test_what_was_brought_whole_is_translated_and_the_rest_missing() -> None:
    assert states(FORM, {}, "en") == {
        "/title": State.TRANSLATED,
        "q1": State.MISSING,
        "q1=yes": State.TRANSLATED,
        "q2": State.TRANSLATED,
        "q2/hint": State.MISSING,
    }
    assert {each.hand for each in standings(FORM, {}, "en")} == {Hand.IMPORTED}
    assert lack_of(FORM, {}, "ar").places == {State.MISSING: ("q2/hint",)}


def test_a_source_that_changes_makes_every_translation_of_it_stale() -> None:
    after = rewritten(FORM, "q1", "Est-ce bon ?")
    marks = carried(FORM, {}, after)
    assert states(after, marks, "ar")["q1"] is State.STALE
    assert states(after, marks, "en")["q1"] is State.MISSING
    assert lack_of(after, marks, "ar").of(State.STALE) == ("q1",)
    again = carried(after, marks, rewritten(after, "/title", "Avis"))
    assert states(rewritten(after, "/title", "Avis"), again, "ar")["q1"] is State.STALE
    back = rewritten(after, "q1", "C’est bon ?")
    assert states(back, carried(after, marks, back), "ar")["q1"] is State.TRANSLATED


def test_a_stale_text_stays_stale_until_somebody_speaks_of_it() -> None:
    after = rewritten(FORM, "q1", "Est-ce bon ?")
    marks = carried(FORM, {}, after)
    same, kept = put(after, marks, {("q1", "ar"): Said("جيد؟")})
    assert states(same, kept, "ar")["q1"] is State.STALE
    same, kept = put(after, marks, {("q1", "ar"): Said("جيد؟", State.REVIEWED)})
    assert (same, states(same, kept, "ar")["q1"]) == (after, State.REVIEWED)
    other, kept = put(after, marks, {("q1", "ar"): Said("هل هو جيد؟")})
    assert states(other, kept, "ar")["q1"] is State.TRANSLATED


def test_a_reviewed_text_is_reviewed_for_these_words_only() -> None:
    _same, marks = put(FORM, {}, {("/title", "ar"): Said("رأيكم", State.REVIEWED)})
    assert states(FORM, marks, "ar")["/title"] is State.REVIEWED
    behind = with_texts(FORM, "ar", {"/title": "رأي"})
    assert states(behind, marks, "ar")["/title"] is State.TRANSLATED
    follows = carried(FORM, marks, rewritten(FORM, "q1", "Bon ?"))
    assert states(rewritten(FORM, "q1", "Bon ?"), follows, "ar")["/title"] is State.REVIEWED


def test_machine_words_stay_so_wherever_they_are_moved() -> None:
    said = {("q1", "en"): Said("Is it good?", State.MACHINE, Hand.MACHINE)}
    form, marks = put(FORM, {}, said)
    assert lack_of(form, marks, "en").of(State.MACHINE) == ("q1",)
    first, second = form.items
    assert isinstance(first, Question)
    moved = replace(form, items=(replace(first, name="meal"), second))
    after = carried(form, marks, moved)
    assert states(moved, after, "en")["meal"] is State.MACHINE
    file = said_by_file(form, marks, "en", {"q1": "Is it good?", "gone": "x"})
    assert file == {("q1", "en"): Said("Is it good?", State.TRANSLATED, Hand.IMPORTED)}


def test_another_first_language_makes_nothing_stale_by_itself() -> None:
    before = replace(FORM, languages=("ar", "en"))
    marks = carried(before, {}, FORM)
    assert not lack_of(FORM, marks, "en").of(State.STALE)
    changed = with_texts(FORM, "ar", {"/title": "رأي"})
    assert states(changed, carried(before, {}, changed), "en")["/title"] is State.STALE


def test_french_written_later_makes_nothing_stale() -> None:
    english = {"en": "Why?", "ar": "لماذا؟"}
    asked = tuple(Question(name, QuestionKind.COMMENT, english) for name in "ab")
    form, marks = Questionnaire({}, ("en", "ar"), asked), dict[Key, Mark]()
    for place, words in (("a", "Pourquoi ?"), ("b", "Quelle raison ?")):
        form, marks = put(form, marks, {(place, "fr"): Said(words)})
        assert {states(form, marks, tag)[place] for tag in ("en", "ar")} == {State.TRANSLATED}
    again, marks = put(form, marks, {("b", "fr"): Said("Pour quelle raison ?")})
    assert {states(again, marks, tag)["b"] for tag in ("en", "ar")} == {State.STALE}


def test_french_is_the_source_wherever_it_stands() -> None:
    turned = replace(FORM, languages=("en", "fr", "ar"))
    after = rewritten(turned, "q2", "Pourquoi donc « ${q1} » ?")
    marks = carried(turned, {}, after)
    assert lack_of(after, marks, "en").of(State.STALE) == ("q2",)
    assert shown_beside(turned, "fr") == "fr"
    partly = replace(after, title={"en": "Your views"})
    assert shown_beside(partly, "ar") == "fr"
    assert standings(partly, {}, "fr")[0].source == "Your views", "French has still to be written"
    assert shown_beside(replace(partly, languages=("fr", "en")), "fr") == "fr"
    entries = export_texts(after, "en").decode()
    assert "Pourquoi donc" in entries


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("Why ${q1}?", None),
        ("Why ${ q1 }?", None),
        ("Why?", Trouble.NAMES_DIFFER),
        ("Why ${q1} ${q1}?", Trouble.NAMES_DIFFER),
        ("Why ${q2}?", Trouble.NAMES_DIFFER),
        ("Why ${q1\u202e}?", Trouble.DIRECTION_OVERRIDE),
        ("Why ${q1}?\x07", Trouble.CONTROL_CHARACTER),
        (" ", Trouble.EMPTY),
        ("${q1}" + "x" * 10_000, Trouble.TOO_LONG),
    ],
)
def test_words_that_would_do_harm_are_not_taken(words: str, trouble: Trouble | None) -> None:
    assert why_not_words(words, NAMED) is trouble


def test_a_place_says_what_stands_there() -> None:
    sorts = [Sort.TITLE, Sort.LABEL, Sort.CHOICE, Sort.LABEL, Sort.HINT]
    assert [sort_of(unit.place) for unit in units(FORM)] == sorts
    assert set(labels.SORTS) == set(Sort)
    assert set(labels.STATES) == set(State)
    assert all(labels.why_not(trouble) for trouble in Trouble)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffd"))


@settings(max_examples=300)
@given(st.text())
def test_a_sleeping_text_wakes_up_as_it_was(text: str) -> None:
    assert awake(asleep(text)) == text
    assert not asleep(text).startswith(("=", "+", "-", "@", "\t", "\r"))


ODD = ("=1+1", "'-x", "_x0041_", "_x005F_x0041_", "a\r\nb ", " ${q1} ")


@settings(max_examples=15)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=4, max_size=12))
def test_a_workbook_taken_back_as_it_was_given_says_nothing(pairs: list[tuple[str, str]]) -> None:
    every = tuple(
        Standing(f"q{at}", source or "?", words, State.TRANSLATED, Hand.IMPORTED)
        for at, (source, words) in enumerate([*pairs, *((odd, odd) for odd in ODD)])
    )
    tongues = {"ar": every, "x/y": every[:1]}
    taken = import_table(export_table(tongues, labels.headings()), tongues, labels.headings())
    assert taken.said(tongues) == {}
    assert not taken.untaken
    assert set(sheet_names(tongues).values()) == set(tongues)


def filled(rows: list[tuple[str, str, str, str]], sheet: str = "ar") -> bytes:
    """Give a workbook whose one sheet says (place, original, translation, state)."""
    cells = [(place, "", source, words, state) for place, source, words, state in rows]
    with xlsx_file([(sheet, labels.headings().columns, cells)]) as written:
        return written.read()


def test_what_a_workbook_says_is_taken_cell_by_cell() -> None:
    after = rewritten(FORM, "q1", "Est-ce bon ?")
    every = {"ar": standings(after, carried(FORM, {}, after), "ar")}
    translated, machine = (str(labels.STATES[s]) for s in (State.TRANSLATED, State.MACHINE))
    content = filled(
        [
            ("/title", "Votre avis", "رأي", machine),
            ("q1", "Est-ce bon ?", "جيد؟", translated),
            ("q1=yes", "Oui !", "أجل", ""),
            ("q2", NAMED, "لماذا؟", ""),
            ("q2/hint", "En un mot", "\u202eكلمة", ""),
            ("gone", "x", "y", ""),
            ("q2", NAMED, "", ""),
        ]
    )
    taken = import_table(content, every, labels.headings())
    assert taken.said(every) == {
        ("/title", "ar"): Said("رأي", State.MACHINE, Hand.MACHINE),
        ("q1", "ar"): Said("جيد؟", State.TRANSLATED, Hand.IMPORTED),
    }
    assert [(one.row, one.column, one.place, one.trouble) for one in taken.untaken] == [
        (4, "C", "q1=yes", Trouble.STALE),
        (5, "D", "q2", Trouble.NAMES_DIFFER),
        (6, "D", "q2/hint", Trouble.DIRECTION_OVERRIDE),
        (7, "A", "gone", Trouble.UNKNOWN),
        (8, "D", "q2", Trouble.EMPTY),
    ]


def test_a_workbook_that_is_none_or_of_no_language_gives_nothing() -> None:
    every = {"ar": standings(FORM, {}, "ar")}
    for content in (b"", b"PK\x03\x04 no", b"\xff" * 40):
        taken = import_table(content, every, labels.headings())
        assert taken.said(every) == {}
        assert taken.refused or taken.untaken
    stranger = import_table(filled([("q1", "a", "b", "")], "Feuille"), every, labels.headings())
    assert [one.trouble for one in stranger.untaken] == [Trouble.UNKNOWN_LANGUAGE]
    twice = filled([("/title", "Votre avis", word, "") for word in ("رأي", "نظر")])
    found = import_table(twice, every, labels.headings())
    assert (found.said(every), found.untaken[0].trouble) == ({}, Trouble.TWICE)


def test_a_formula_is_no_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled([("q2/hint", "En un mot", "", "")])))
    book["ar"]["D2"] = "=CONCATENATE(A1,B1)"
    content = io.BytesIO()
    book.save(content)
    every = {"ar": standings(FORM, {}, "ar")}
    taken = import_table(content.getvalue(), every, labels.headings())
    assert [(one.row, one.column, one.trouble) for one in taken.untaken] == [
        (2, "D", Trouble.FORMULA)
    ]

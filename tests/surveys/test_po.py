"""Texts to a translator and back: places, changed sources, names, hostile files."""

import io
from dataclasses import replace

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings, strategies as st

from participation.surveys.adapters.po import export_texts, import_texts
from participation.surveys.labels.po import TROUBLES, sentence
from participation.surveys.rules.questions import (
    Choice,
    Group,
    Question,
    QuestionKind,
    Questionnaire,
)
from participation.surveys.rules.texts import Trouble

YES_NO = (Choice("yes", 1, {"fr": "Oui"}), Choice("no", 2, {"fr": "Non"}))
FORM = Questionnaire(
    {"fr": "Votre avis"},
    ("fr",),
    (
        Group(
            "meals",
            {"fr": "Les repas"},
            (
                Question("q1", QuestionKind.YES_NO, {"fr": "C’est bon ?"}, 1, choices=YES_NO),
                Question(
                    "q2",
                    QuestionKind.YES_NO,
                    {"fr": "Vous dites « ${q1} » à 100 % ?"},
                    2,
                    hint={"fr": "Choisissez.\nOu passez."},
                    choices=YES_NO,
                ),
            ),
        ),
        Question("n", QuestionKind.NOTE, {"fr": "Merci"}, 3),
        Question("c", QuestionKind.CALCULATION, calculation="1"),
    ),
)
WORDS = {
    "/title": "رأيكم",
    "meals/group": "الوجبات",
    "q1": "هل هو جيد؟",
    "q2": "تقول ${q1} \u200f100%؟",
    "q2/hint": "اختاروا",
    "q1=yes": "نعم",
    "q1=no": "لا",
    "n": "شكرا",
}


def entries(content: bytes) -> dict[str, tuple[str, str]]:
    catalog = read_po(io.BytesIO(content), abort_invalid=True)
    return {
        str(message.context): (str(message.id), str(message.string))
        for message in catalog
        if message.id
    }


def filled(words: dict[str, str], content: bytes | None = None) -> bytes:
    """Give the exported file with these translations typed in."""
    text = (content or export_texts(FORM, "ar")).decode()
    for place, word in words.items():
        before, found, after = text.partition(f'msgctxt "{place}"\n')
        assert found
        text = before + found + after.replace('msgstr ""', f'msgstr "{word}"', 1)
    return text.encode()


def test_each_text_comes_once_with_its_place() -> None:
    found = entries(export_texts(FORM, "ar"))
    assert set(found) == set(WORDS)
    assert found["q2/hint"] == ("Choisissez.\nOu passez.", "")
    text = export_texts(FORM, "ar").decode()
    assert "#. 2 ×" in text
    assert "python-format" not in text
    assert export_texts(FORM, "ar") == export_texts(FORM, "ar")


def test_a_whole_translation_becomes_a_language() -> None:
    questionnaire, taken = import_texts(FORM, filled(WORDS), "ar")
    assert (taken.ok, taken.texts) == (True, 8)
    assert questionnaire.languages == ("fr", "ar")
    assert questionnaire.title == {"fr": "Votre avis", "ar": "رأيكم"}
    for question in list(questionnaire.questions())[:2]:
        assert [choice.label["ar"] for choice in question.choices] == ["نعم", "لا"]
    again = entries(export_texts(questionnaire, "ar"))
    assert {place: said for place, (_, said) in again.items()} == WORDS
    assert import_texts(questionnaire, export_texts(questionnaire, "ar"), "ar")[0] == questionnaire


def test_what_is_not_translated_yet_is_told_and_the_rest_taken() -> None:
    questionnaire, taken = import_texts(FORM, filled({"n": "شكرا"}), "ar")
    assert taken.texts == 1
    assert {one.trouble for one in taken.untaken} == {Trouble.EMPTY}
    assert len(taken.untaken) == 7
    assert list(questionnaire.questions())[2].label == {"fr": "Merci", "ar": "شكرا"}


def test_a_source_that_changed_since_is_stale() -> None:
    group = FORM.items[0]
    assert isinstance(group, Group)
    first = group.items[0]
    assert isinstance(first, Question)
    changed = replace(
        FORM,
        items=(
            replace(group, items=(replace(first, label={"fr": "Bon ?"}), *group.items[1:])),
            *FORM.items[2:],
        ),
    )
    questionnaire, taken = import_texts(changed, filled(WORDS), "ar")
    assert {(one.place, one.trouble) for one in taken.untaken} == {
        ("q1", Trouble.STALE),
        ("n", Trouble.UNKNOWN),
    }
    assert next(iter(questionnaire.questions())).label == {"fr": "Bon ?"}


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("تقول", Trouble.NAMES_DIFFER),
        ("${q1} ${q1}", Trouble.NAMES_DIFFER),
        ("${q9}", Trouble.NAMES_DIFFER),
        ("${q1} \u202e", Trouble.DIRECTION_OVERRIDE),
        ("${q1} \x07", Trouble.CONTROL_CHARACTER),
        ("${q1} " + "x" * 10_000, Trouble.TOO_LONG),
        ("   ", Trouble.EMPTY),
    ],
)
def test_a_text_that_would_do_harm_is_left_out(words: str, trouble: Trouble) -> None:
    content = filled({**WORDS, "q2": words})
    questionnaire, taken = import_texts(FORM, content, "ar")
    assert [(one.place, one.trouble) for one in taken.untaken] == [("q2", trouble)]
    assert list(questionnaire.questions())[1].label == {"fr": "Vous dites « ${q1} » à 100 % ?"}


def test_a_text_marked_for_review_is_left_out() -> None:
    content = filled(WORDS).replace(b'msgctxt "n"', b'#, fuzzy\nmsgctxt "n"')
    _, taken = import_texts(FORM, content, "ar")
    assert [(one.place, one.trouble) for one in taken.untaken] == [("n", Trouble.FUZZY)]


def test_a_file_for_another_language_gives_nothing() -> None:
    questionnaire, taken = import_texts(FORM, filled(WORDS), "ps")
    assert questionnaire == FORM
    assert [one.trouble for one in taken.untaken] == [Trouble.OTHER_LANGUAGE]
    assert "ar" in taken.untaken[0].facts["language"]


def test_another_source_language_may_be_chosen() -> None:
    english, _ = import_texts(FORM, filled(WORDS, export_texts(FORM, "en")), "en")
    found = entries(export_texts(english, "uk", source="en"))
    assert found["n"] == ("شكرا", "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        'msgid "é"'.encode("cp1252"),
        b'msgid "open\n',
        b'"Language: x\\n"',
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nope\\n"\n',
        b'msgid ""\nmsgstr "POT-Creation-Date: never\\n"\n',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=9; plural=n/0\\n"\n',
    ],
)
def test_a_file_that_is_no_po_gives_nothing(content: bytes) -> None:
    questionnaire, taken = import_texts(FORM, content, "ar")
    assert questionnaire == FORM
    assert [one.trouble for one in taken.untaken] == [Trouble.UNREADABLE]


def test_a_file_too_large_is_not_even_read() -> None:
    _, taken = import_texts(FORM, b"#" * (5 * 1024 * 1024 + 1), "ar")
    assert [one.trouble for one in taken.untaken] == [Trouble.TOO_LARGE]


def test_plural_forms_are_unknown_here() -> None:
    content = b'msgctxt "n"\nmsgid "Merci"\nmsgid_plural "Mercis"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
    _, taken = import_texts(FORM, content, "ar")
    assert [one.trouble for one in taken.untaken] == [Trouble.UNKNOWN]


@settings(max_examples=150)
@given(st.integers(0, 2_000), st.binary(max_size=12))
def test_a_damaged_file_never_raises(at: int, noise: bytes) -> None:
    content = filled(WORDS)
    at %= len(content)
    _, taken = import_texts(FORM, content[:at] + noise + content[at + len(noise) :], "ar")
    assert all(sentence(one) for one in taken.untaken)


def test_every_trouble_has_a_sentence() -> None:
    assert set(TROUBLES) == set(Trouble)

"""Names taken out of messages by touch; which words look like names is a suggestion."""

import re

import pytest
from hypothesis import given, strategies as st

from participation.surveys.rules.masking import MASK, mask, words_of


def likely(text: str) -> list[str]:
    """Give the words that look like names."""
    return [word.text for word in words_of(text) if word.may_be_name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le soir Ahmed crie.", ["Ahmed"]),
        ("Ahmed crie. Il est seul.", []),
        ("Merci à Mme. Diallo ! Elle aide.", ["Diallo"]),
        ("Merci madame diallo", ["diallo"]),
        ("Le chien d’Anna et l'ami de Paul", ["d’Anna", "Paul"]),
        ("TOUT VA MAL AVEC AHMED", []),
        ("When I speak, I’m heard by Sarah", ["Sarah"]),
        ("السيدة فاطمة لا تسمعني", ["فاطمة"]),
        ("أحمد لا يسمعني", []),
        ("آقای رحیمی مهربان است", ["رحیمی"]),
        ("Мне помогает Олена", ["Олена"]),
        ("le bruit\nParfois", []),
        ("", []),
    ],
)
def test_words_that_look_like_names(text: str, names: list[str]) -> None:
    assert likely(text) == names


@pytest.mark.parametrize(
    ("text", "places", "shown"),
    [
        ("Le soir, Ahmed crie.", {2}, f"Le soir, {MASK} crie."),
        ("Mme Fatou Diallo, merci", {1, 2}, f"Mme {MASK}, merci"),
        ("Le chien d’Anna !", {2}, f"Le chien d’{MASK} !"),
        ("«Ahmed»", {0}, f"«{MASK}»"),
        ("أحمد لا يسمعني", {0}, f"{MASK} لا يسمعني"),
        ("un\n\ndeux", {9}, "un\n\ndeux"),
        ("… Ahmed", {0}, "… Ahmed"),
        ("O’Neill crie", {0}, f"{MASK} crie"),
        ("merci N’Diaye", {1}, f"merci {MASK}"),
    ],
)
def test_chosen_words_are_masked(text: str, places: set[int], shown: str) -> None:
    assert mask(text, places) == shown


@given(st.text(alphabet="aéA’' .\n[…]-أ1", max_size=60), st.sets(st.integers(0, 12)))
def test_a_masked_word_is_gone_and_the_others_stay(text: str, places: set[int]) -> None:
    assert mask(text, ()) in {text, re.sub(r"(\[…\])([\s\-]+\[…\])+", MASK, text)}
    tagged = " ".join(f"mot{number}fin" for number, _word in enumerate(words_of(text)))
    shown = mask(tagged, places)
    for number, _word in enumerate(words_of(text)):
        assert (f"mot{number}fin" in shown) is (number not in places)

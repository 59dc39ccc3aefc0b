"""How a sentence finds its sound."""

import pytest

from participation.accessibility import rules
from participation.accessibility.rules import Refusal, Sound


def test_a_changed_word_or_language_is_another_sentence() -> None:
    keys = {
        rules.text_key("fr", "Bonjour"),
        rules.text_key("fr", "Bonsoir"),
        rules.text_key("en", "Bonjour"),
        rules.file_key("fr", "Bonjour"),
    }
    assert len(keys) == 4


def test_easy_french_sounds_french_and_spaces_do_not_sound() -> None:
    assert rules.text_key("fr@falc", "Bonjour  Amina\u200e") == rules.text_key(
        "fr", " Bonjour Amina"
    )
    assert rules.text_key("fr", "e\u0301te\u0301") == rules.text_key("fr", "été")
    assert rules.text_key("fa_AF", "سلام") != rules.text_key("fa", "سلام")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Oui", None),
        ("", Refusal.NO_WORDS),
        (" — … ", Refusal.NO_WORDS),
        ("a" * 600, None),
        ("a" * 601, Refusal.TOO_LONG),
    ],
)
def test_what_can_be_said(text: str, refusal: Refusal | None) -> None:
    assert rules.why_not_text(text) is refusal


def test_a_sound_is_named_by_its_content() -> None:
    assert rules.sound_key(Sound(b"a", b"b", 1)) != rules.sound_key(Sound(b"b", b"b", 1))

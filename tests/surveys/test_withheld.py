"""“I do not know” is offered once: the form's own is enough."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from participation.surveys.rules.questions import (
    DONT_KNOW,
    WONT_SAY,
    Choice,
    Question,
    QuestionKind,
    Questionnaire,
)
from participation.surveys.rules.withheld import sense_of
from tests.surveys.asking import Browser, both, open_house

YES = Choice("yes", 1, both("Oui", "نعم"))
NO = Choice("no", 2, both("Non", "لا"))
OWN_DONT_KNOW = Choice("c3", 3, both("Je ne sais pas.", "لا أعرف"))


@pytest.mark.parametrize(
    ("choice", "sense"),
    [
        (Choice("x", DONT_KNOW, {}), DONT_KNOW),
        (Choice("x", WONT_SAY, {}), WONT_SAY),
        (Choice("98", 3, {"fr": "Ne sait pas"}), DONT_KNOW),
        (Choice("98", 3, {"en": "(I don’t know)"}), DONT_KNOW),
        (Choice("98", 3, {"en": "Don't Know"}), DONT_KNOW),
        (Choice("dont_know", 3, {}), DONT_KNOW),
        (Choice("a", 3, {"ar": "لا أعرف"}), DONT_KNOW),
        (Choice("a", 3, {"fa_AF": "نمی‌دانم"}), DONT_KNOW),
        (Choice("a", 3, {"ps": "نه پوهېږم"}), DONT_KNOW),
        (Choice("a", 3, {"uk": "Не знаю!"}), DONT_KNOW),
        (Choice("99", 4, {"fr": "Je préfère ne pas répondre"}), WONT_SAY),
        (Choice("99", 4, {"fr": "Je ne veux pas le dire"}), WONT_SAY),
        (Choice("Prefer-not-to-say", 4, {}), WONT_SAY),
        (Choice("a", 4, {"ru": "Не хочу отвечать"}), WONT_SAY),
        (Choice("a", 5, {"fr": "Je ne sais pas lire"}), 5),
        (Choice("no", 2, {"fr": "Non"}), 2),
        (Choice("a", 6, {"fr": "Je refuse la viande"}), 6),
        (Choice("a", 7, {}), 7),
    ],
)
def test_what_is_no_answer_is_known_by_value_name_or_words(choice: Choice, sense: int) -> None:
    assert sense_of(choice) == sense


def ask(engine: Engine, folder: Path, kind: QuestionKind, *choices: Choice) -> str:
    """Give the page of a question with these choices."""
    question = Question("q", kind, both("Ça va ?", "هل أنت بخير؟"), 1, choices=choices)
    whole = Questionnaire(both("Avis", "رأي"), ("fr", "ar"), (question,))
    browser: Browser = open_house(engine, folder, form=whole).browser()
    return browser.begin().text


@pytest.mark.parametrize("kind_asked", [QuestionKind.ONE, QuestionKind.MANY, QuestionKind.YES_NO])
def test_the_forms_own_choice_is_not_offered_again(
    engine: Engine, tmp_path: Path, kind_asked: QuestionKind
) -> None:
    said = ask(engine, tmp_path, kind_asked, YES, NO, OWN_DONT_KNOW)
    values = [value for value in ("1", "2", "3", "-1", "-2") if f'value="{value}"' in said]
    assert values == ["1", "2", "3", "-2"], "one way not to know, and the way not to say"


def test_both_are_offered_when_the_form_has_none(engine: Engine, tmp_path: Path) -> None:
    said = ask(engine, tmp_path, QuestionKind.ONE, YES, NO)
    assert 'value="-1"' in said
    assert 'value="-2"' in said


def test_neither_is_added_to_a_form_that_has_both(engine: Engine, tmp_path: Path) -> None:
    refuse = Choice("refused", WONT_SAY, both("Je ne le dis pas", "لن أقول"))
    said = ask(engine, tmp_path, QuestionKind.ONE, YES, NO, OWN_DONT_KNOW, refuse)
    assert 'value="-1"' not in said
    assert said.count('value="-2"') == 1

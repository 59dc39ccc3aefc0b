"""Whether a question is easy to read: each check against sentences judged by hand."""

from dataclasses import replace

import pytest

from participation.surveys.adapters.bank import shipped
from participation.surveys.labels.editing import REMARKS, remark_words
from participation.surveys.rules import plainness
from participation.surveys.rules.bank import copy_of
from participation.surveys.rules.legibility import (
    Ease,
    long_words,
    measure,
    sentences_of,
    syllables,
    words_of,
)
from participation.surveys.rules.plainness import Concern, remarks
from participation.surveys.rules.questions import Choice, Question, QuestionKind, Questionnaire

WORDS = {
    1: "oui eau nuit vie pays quand chat est lit l’eau",
    2: "équipe personnes accueil question théâtre crayon payer repas maison",
    3: "réunion respecter qualité essayer",
    4: "sécurité satisfaction participer amélioré d’activités",
    5: "accompagnement établissement",
    6: "individualisé",
}
BOTH = ("fr", "fr@falc")


def asked(label: str, easy: str = "", kind: QuestionKind = QuestionKind.YES_NO) -> Question:
    text = {"fr": label} | ({"fr@falc": easy} if easy else {})
    return Question("q", kind, text)


def concerns(label: str, easy: str = "") -> list[tuple[Concern, str]]:
    return [(one.concern, one.language) for one in remarks(asked(label, easy), BOTH)]


def test_syllables_are_counted_as_they_are_said() -> None:
    told = {
        count: {word: syllables(word) for word in line.split()} for count, line in WORDS.items()
    }
    wrong = {
        word: (found, count)
        for count, line in told.items()
        for word, found in line.items()
        if found != count
    }
    assert not wrong


def test_the_index_is_that_of_kandel_and_moles() -> None:
    text = "Le chat dort sur le lit. Il est content."
    counted = measure(text)
    assert (counted.sentences, counted.words, counted.syllables) == (2, 9, 10)
    assert counted.index == pytest.approx(207 - 1.015 * 9 / 2 - 73.6 * 10 / 9)
    assert counted.ease is Ease.EASY
    hard = "L’établissement évalue régulièrement la satisfaction des bénéficiaires accompagnés."
    assert measure(hard).ease is Ease.HARD
    assert measure("").index == 100
    assert sentences_of("Bonjour ! Ça va ?\nOui.") == ("Bonjour", "Ça va", "Oui")
    assert words_of("« L’équipe », parle-t-elle ?") == ("L’équipe", "parle-t-elle")
    assert long_words("La satisfaction des ${nom_de_la_personne}") == ("satisfaction",)


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Les repas sont-ils bons ?", []),
        ("Les repas et la chambre sont-ils bons ?", [Concern.TWO_QUESTIONS]),
        ("Êtes-vous content ? Pourquoi ?", [Concern.TWO_QUESTIONS]),
        ("Donnez une note entre 0 et 10.", []),
        ("N’êtes-vous pas content ?", []),
        ("Ne pensez-vous pas que ce n’est pas bon ?", [Concern.DOUBLE_NEGATION]),
        ("Ne sortez-vous pas sans aide ?", [Concern.DOUBLE_NEGATION]),
        ("Connaissez-vous le CVS ?", [Concern.ACRONYM]),
        ("Connaissez-vous le conseil de la vie sociale (CVS) ?", []),
        ("Le CVS (conseil de la vie sociale) est-il utile ?", []),
        ("Êtes-vous content de votre hébergement ?", [Concern.JARGON]),
        ("Les prestations sont-elles bonnes ?", [Concern.JARGON]),
        ("Êtes-vous aidé par l’équipe ?", [Concern.PASSIVE]),
        ("Passez-vous par la cour ?", []),
        ("Venez-vous deux fois ici ?", [Concern.NUMBER_IN_WORDS]),
        (" ".join(["mot"] * 16) + " ?", [Concern.LONG_SENTENCE]),
        (" ".join(["mot"] * 15) + " ?", []),
        (
            "Participer régulièrement améliore-t-il votre autonomie individuelle actuelle ici ?",
            [Concern.HARD_TO_READ],
        ),
    ],
)
def test_each_check_on_sentences_judged_by_hand(label: str, found: list[Concern]) -> None:
    assert [concern for concern, _language in concerns(label)] == found


def test_the_easy_variant_is_judged_on_its_own() -> None:
    assert concerns("Ça va ?", "Ça va et ça ira ?") == [(Concern.TWO_QUESTIONS, "fr@falc")]
    five, three = (copy_of(next(iter(shipped())), BOTH, faces=faces) for faces in (5, 3))
    assert [one.concern for one in remarks(five, BOTH)] == [Concern.TOO_MANY_FACES]
    assert remarks(five, ("fr",)) == ()
    assert remarks(three, BOTH) == ()
    assert remarks(replace(five, easy=("Non", "Moyen", "Oui")), BOTH) == (), "its own three faces"
    many = tuple(Choice(str(n), n, {"fr": "x"}) for n in range(1, 10))
    listed = Question("q", QuestionKind.ONE, {"fr": "Quoi ?"}, choices=many)
    assert [one.concern for one in remarks(listed, BOTH)] == [Concern.TOO_MANY_CHOICES]
    assert remarks(asked("A et B ?", kind=QuestionKind.NOT_ASKED), BOTH) == ()


def test_the_whole_is_counted() -> None:
    questions = tuple(copy_of(one, ("fr",)) for one in shipped())
    short, long = (Questionnaire({}, ("fr",), questions[:n]) for n in (15, 16))
    assert plainness.remarks_on_all(short) == ()
    assert plainness.length_of(short).minutes == 5
    (remark,) = plainness.remarks_on_all(long)
    assert remark.concern is Concern.TOO_MANY_QUESTIONS
    assert "16 questions" in remark_words(remark)


def test_our_own_bank_passes_every_check() -> None:
    found = {
        one.identifier: list(map(remark_words, remarks(copy_of(one, BOTH, faces=3), BOTH)))
        for one in shipped()
    }
    assert {name: said for name, said in found.items() if said} == {}


def test_every_concern_has_its_sentence_and_a_book_is_judged_at_once() -> None:
    assert set(REMARKS) == set(Concern)
    for label in ("êtes " + "a" * 50_000, "est " * 20_000, "A" * 50_000, "(" * 50_000):
        assert isinstance(remarks(asked(label), BOTH), tuple)

"""Messages that say nearly the same are found in Latin and Arabic letters, at a bounded cost."""

from random import Random

import pytest

from participation.surveys.rules import likeness
from participation.surveys.rules.likeness import fold, similar_to, triples

COLD = "Les repas sont froids le soir"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉTÉ à Cœur", "ete a coeur"),
        ("أحمد", "احمد"),
        ("الغرفة", "الغرفه"),
        ("مُمْتَاز", "ممتاز"),
        ("کتاب یک", "كتاب يك"),
        ("Їжа", "їжа"),
    ],
)
def test_one_word_has_one_shape(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("said", "near", "far"),
    [
        (COLD, "les repas du soir sont FROIDS !", "Ma chambre est trop petite"),
        ("الطعام بارد في المساء", "الطّعام بارد في المساءِ جداً", "الغرفة صغيرة جدا"),
        ("Холодная еда вечером", "еда вечером холодная", "Шумно ночью"),
        ("غذا سرد است", "غذا سرد هست", "اتاق من کوچک است"),
    ],
)
def test_what_says_the_same_is_shown(said: str, near: str, far: str) -> None:
    assert similar_to(said, [("far", far), ("near", near)]) == ("near",)


def test_the_order_is_that_of_likeness_then_of_the_messages() -> None:
    others = [("b", COLD), ("near", "Les repas sont froids"), ("a", COLD)]
    assert similar_to(COLD, others) == ("b", "a", "near")
    assert similar_to(COLD, others) == similar_to(COLD, list(others))


def test_nothing_is_like_a_message_without_words() -> None:
    assert similar_to("…!", [("a", "…!"), ("b", COLD)]) == ()


def test_the_cost_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(text: str) -> frozenset[str]:
        looked.append(text)
        return triples(text)

    monkeypatch.setattr(likeness, "triples", look)
    found = similar_to(COLD, [(number, COLD) for number in range(likeness.MOST_COMPARED + 50)])
    assert len(looked) == likeness.MOST_COMPARED + 1
    assert found == tuple(range(likeness.MOST_SHOWN))
    letters = "".join(Random(1).choices("abcdefghijklmnop ", k=50_000))
    assert len(triples(letters)) < 2 * likeness.LONGEST

"""The bank of questions: what it covers, and what taking its newer words keeps."""

from dataclasses import replace

from participation.meetings.labels.words import FACES
from participation.peers.labels.words import FEELING_SCORES, FEELINGS
from participation.surveys.adapters.bank import shipped
from participation.surveys.labels.packs import PACKS
from participation.surveys.rules.bank import (
    Wish,
    copy_of,
    is_bankable,
    look_for,
    newer_of,
    origin_of,
    read_alone,
    speak_from,
    take_words,
    write_alone,
)
from participation.surveys.rules.questions import (
    Choice,
    QuestionKind,
)

BANK = {one.identifier: one for one in shipped()}


def test_the_bank_covers_the_themes_in_three_languages() -> None:
    assert len(BANK) > 40
    themes = {one.theme for one in BANK.values()}
    assert themes >= {
        *("welcome meals place safety respect rights support team activities health").split(),
        *("neighbourhood life participation complaints privacy family").split(),
    }
    for one in BANK.values():
        assert one.question.name == one.identifier
        assert set(one.question.label) == {"fr", "fr@falc", "en"}
        assert not one.criterion, "nothing is said of the HAS that nobody has read"
        assert is_bankable(one.question)
    assert [one.identifier for one in look_for(shipped(), Wish("ECOUTE equipe"))] == [
        "listening_heard",
        "listening_time",
    ]
    assert look_for(shipped(), Wish(theme="meals", words="zèbre")) == ()


def test_faces_stand_in_one_order_in_surveys_and_after_a_meeting() -> None:
    asked = [one.question for one in shipped() if one.question.kind is QuestionKind.FACES]
    orders = {tuple(choice.score for choice in one.choices) for one in asked}
    assert orders == {tuple(score for score, _words in FACES)} == {(1, 2, 3, 4, 5)}
    assert [FEELING_SCORES[felt] for felt in FEELINGS] == [1, 3, 5]


def test_new_words_are_offered_and_taken() -> None:
    old = BANK["meals_taste"]
    copied = replace(
        copy_of(old, ("fr", "en"), faces=3), relevant="1 = 1", required=True, name="mine"
    )
    assert origin_of(copied) == ("meals_taste", 1)
    assert newer_of(copied, BANK) is None
    fresh = replace(old, version=2, question=replace(old.question, label={"fr": "Miam ?"}))
    assert newer_of(copied, {"meals_taste": fresh}) is fresh
    taken = take_words(copied, fresh, ("fr", "en"))
    assert taken.label == {"fr": "Miam ?", "en": "Are the meals good?"}
    assert (taken.name, taken.relevant, taken.required) == ("mine", "1 = 1", True)
    assert [one.score for one in taken.choices] == [1, 3, 5]
    assert newer_of(taken, {"meals_taste": fresh}) is None
    spoken = speak_from(copied, BANK, "fr@falc", "fr")
    assert spoken.label["fr@falc"] == "Les repas sont bons ?"
    reworded = replace(copied, label={"fr": "Autre ?"})
    assert speak_from(reworded, BANK, "fr@falc", "fr") is reworded
    assert read_alone(write_alone(old.question)) == replace(old.question, theme="")


def test_new_words_leave_the_choices_of_a_questionnaire_their_own() -> None:
    old = BANK["priorities"]
    first, second, *rest = copy_of(old, ("fr",)).choices
    seen = replace(first, label={**first.label, "ar": "x"}, image={"fr": "a.png"})
    mine = Choice("mine", 1 + max(one.value for one in old.question.choices), {"fr": "La mienne"})
    asked = replace(copy_of(old, ("fr",)), choices=(mine, seen, *rest))
    better = replace(old.question.choices[0], label={"fr": "Mieux"})
    new = replace(mine, name="new", label={"fr": "Neuve"})
    choices = (*old.question.choices[1:], better, new)
    fresh = replace(old, version=2, question=replace(old.question, choices=choices))
    taken = {one.name: one for one in take_words(asked, fresh, ("fr",)).choices}
    order = [second.name, *(one.name for one in rest), first.name, "new", "mine"]
    assert list(taken) == order, "the bank's order, then one's own"
    assert taken[first.name] == replace(seen, label={"fr": "Mieux", "ar": "x"})
    assert taken["mine"] == mine
    assert taken["new"].value == mine.value + 1
    assert len({one.value for one in taken.values()}) == len(taken)


def test_packs_are_ready_sets_of_a_few_plain_questions() -> None:
    for pack in PACKS:
        found = look_for(shipped(), Wish(pack=pack))
        assert 1 <= len(found) <= 7, pack
        assert len({one.public for one in found}) == 1 or pack == "leaving", "one public is asked"
    assert {pack for one in shipped() for pack in one.packs} == set(PACKS)
    (basket,) = look_for(shipped(), Wish(pack="basket"))
    assert len([one for one in basket.question.choices if one.columns["pictogram"]]) == 5
    assert [one.question.kind for one in look_for(shipped(), Wish(pack="newborn"))] == [
        QuestionKind.FACES
    ] * 3

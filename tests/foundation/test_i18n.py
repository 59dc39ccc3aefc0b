"""Languages: who gets which, with what fallback, direction, dates and figures."""

import datetime as dt

import pytest

from participation.foundation import i18n
from participation.foundation.languages import CONTENT, INTERFACE, REGISTER, chain, choose, find
from participation.foundation.localized import Localized, spoken_as
from participation.settings import folder

OFFERED = tuple(language.tag for language in INTERFACE)
NOON = dt.datetime(2026, 11, 21, 13, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (["prs-AF"], "fa_AF"),
        (["prs"], "fa_AF"),
        (["fa-IR"], "fa_AF"),
        (["ps-AF"], "ps"),
        (["ar-SY", "fr"], "ar"),
        (["fr-simple"], "fr@falc"),
        (["fr-FR"], "fr"),
        (["de", "uk-UA"], "uk"),
        (["xx"], "fr"),
        ([], "fr"),
    ],
)
def test_the_first_wanted_language_that_is_offered_is_given(wanted: list[str], given: str) -> None:
    assert choose(tuple(wanted), OFFERED) == given


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr@falc", ("fr@falc", "fr")),
        ("fa_AF", ("fa_AF", "fa", "fr")),
        ("ar", ("ar", "fr")),
    ],
)
def test_the_chain_ends_in_french(tag: str, expected: tuple[str, ...]) -> None:
    assert chain(tag) == expected


def test_right_to_left_languages_say_so() -> None:
    rtl = {language.tag for language in (*INTERFACE, *CONTENT) if language.direction == "rtl"}
    assert rtl == {"ar", "fa_AF", "ps", "fa", "ckb", "ur"}


def test_no_two_languages_share_a_tag_or_a_name() -> None:
    every = (*INTERFACE, *CONTENT)
    assert len({language.tag for language in every}) == len(every) == len(REGISTER)
    assert len({language.autonym for language in every}) == len(every)


@pytest.mark.parametrize("tag", [*REGISTER, "mnk"])
def test_every_language_writes_its_days_in_latin_digits(tag: str) -> None:
    with i18n.speaking(tag):
        assert "21" in i18n.show_day(NOON.date())
        assert i18n.show_hour(NOON) == "14:30"


@pytest.mark.parametrize(("n", "words"), [(0, "0 mot"), (1, "1 mot"), (2, "2 mots")])
def test_in_french_nothing_is_singular(n: int, words: str) -> None:
    """A sentence that no catalogue has is French, whoever reads it."""
    i18n.use_translations(folder("translations"))
    for tag in ("fr", "fr@falc", "en"):
        with i18n.speaking(tag):
            assert i18n.ngettext("%(n)s mot", "%(n)s mots", n) == words
            assert i18n.staff_ngettext("%(n)s mot", "%(n)s mots", n) == words


def test_staff_read_the_plurals_of_a_page_that_residents_read_too() -> None:
    i18n.use_translations(folder("translations"))
    one, many = "Il reste %(n)s code de secours.", "Il reste %(n)s codes de secours."
    with i18n.speaking("en"):
        assert i18n.staff_ngettext(one, many, 3) == i18n.ngettext(one, many, 3) != many % {"n": 3}


@pytest.mark.parametrize(
    ("tag", "first", "eleventh"),
    [
        ("fr", "lundi 1er juin 2026", "jeudi 11 juin 2026"),
        ("fr@falc", "lundi 1er juin 2026", "jeudi 11 juin 2026"),
        ("wo", "lundi 1er juin 2026", "jeudi 11 juin 2026"),
        ("en", "Monday 1 June 2026", "Thursday 11 June 2026"),
        ("uk", "понеділок 1 червня 2026", "четвер 11 червня 2026"),
        ("ar", "الاثنين 1 يونيو 2026", "الخميس 11 يونيو 2026"),
    ],
)
def test_only_french_calls_the_first_of_a_month_premier(
    tag: str, first: str, eleventh: str
) -> None:
    with i18n.speaking(tag):
        assert i18n.show_day(dt.date(2026, 6, 1)) == first
        assert i18n.show_day(dt.date(2026, 6, 11)) == eleventh
        assert i18n.show_short_day(dt.date(2026, 6, 1)) == first.split(maxsplit=1)[1]
        assert i18n.show_short_day(dt.date(2026, 6, 21)).startswith("21 ")


def test_a_text_that_falls_back_says_in_which_language_it_is() -> None:
    text = {"fr": "Repas", "ar": "وجبات"}
    assert spoken_as(text, "ar") == ("وجبات", "ar", "rtl", False)
    assert spoken_as(text, "ps") == ("Repas", "fr", "ltr", True)
    assert spoken_as({"fa": "غذا"}, "fa_AF") == ("غذا", "fa", "rtl", True)
    assert Localized().best("ar") == ("ar", "")


def test_an_unknown_language_keeps_its_own_name() -> None:
    assert find("mnk").autonym == "mnk"


def test_empty_texts_are_no_texts_and_equal_texts_are_equal() -> None:
    assert Localized(fr="a", ar="") == Localized({"fr": "a"})
    assert hash(Localized(fr="a")) == hash(Localized({"fr": "a"}))

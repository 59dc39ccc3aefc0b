"""Words: every language whole, nothing stale, French written with its own apostrophe."""

import re

import pytest

from participation.foundation import catalogues, i18n
from participation.foundation.extraction import extract
from tests.house.places import PACKAGE, TEMPLATES, TRANSLATIONS

FOUND = extract(PACKAGE, TEMPLATES)
PLURALS = {
    "fr": {0: 0, 1: 0, 2: 1, 100: 1},
    "en": {0: 1, 1: 0, 2: 1, 11: 1},
    "ar": {0: 0, 1: 1, 2: 2, 5: 3, 11: 4, 100: 5},
    "fa_AF": {0: 0, 1: 0, 2: 1, 5: 1},
    "ps": {0: 1, 1: 0, 2: 1},
    "uk": {1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 100: 2},
    "ru": {0: 2, 1: 0, 3: 1, 11: 2, 101: 0},
}


def test_every_catalogue_is_whole_and_fresh() -> None:
    faults = list(catalogues.problems(TRANSLATIONS, FOUND))
    assert not faults, "run `participation translations update`, then translate:\n" + "\n".join(
        faults[:20]
    )


def test_every_catalogue_says_whether_a_native_reader_reviewed_it() -> None:
    for domain in ("resident", "staff"):
        for locale in catalogues.locales_of(domain):
            assert catalogues.reviewed(TRANSLATIONS, domain, locale), (domain, locale)


def test_french_is_written_with_its_own_apostrophe() -> None:
    straight = [
        text for one in FOUND for text in one.texts if re.search(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]", text)
    ]
    assert not straight, f"write ’ in {straight[:5]}"


@pytest.mark.parametrize("locale", sorted(PLURALS))
def test_plurals_follow_the_language(locale: str) -> None:
    i18n.use_translations(TRANSLATIONS)
    rule = catalogues.read(TRANSLATIONS, "resident", locale)
    loaded = i18n.catalogue("resident", locale)
    one, many = "Il reste %(n)s code de secours.", "Il reste %(n)s codes de secours."
    message = rule.get(one)
    assert message is not None
    assert isinstance(message.string, (tuple, list))
    for number, form in PLURALS[locale].items():
        assert loaded.ungettext(one, many, number) == message.string[form], (locale, number)

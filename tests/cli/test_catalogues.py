"""Catalogues: brought up to date without churn, compiled with our plurals, faults named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from participation.foundation import catalogues, i18n
from participation.foundation.extraction import Found
from participation.foundation.languages import INTERFACE, find

TEXTS = [
    Found(("Bonjour %(name)s",), "resident", "templates/a.html"),
    Found(("%(n)s jour", "%(n)s jours"), "resident", "templates/a.html"),
    Found(("Outil",), "staff", "templates/b.html"),
]
PLURALS = {
    "fr": [0, 0, 1, 1, 1, 1, 1],
    "fr@falc": [0, 0, 1, 1, 1, 1, 1],
    "en": [1, 0, 1, 1, 1, 1, 1],
    "ar": [0, 1, 2, 3, 4, 4, 5],
    "fa_AF": [0, 0, 1, 1, 1, 1, 1],
    "ps": [1, 0, 1, 1, 1, 1, 1],
    "uk": [2, 0, 1, 2, 2, 0, 2],
    "ru": [2, 0, 1, 2, 2, 0, 2],
}
"""Form of 0, 1, 2, 5, 11, 21, 100, by hand from CLDR 46."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    list(catalogues.update(tmp_path, TEXTS))
    return tmp_path


def edit(folder: Path, locale: str, change: Callable[[str], str], domain: str = "resident") -> None:
    path = catalogues.path_of(folder, domain, locale)
    path.write_text(change(path.read_text()))


def test_every_language_has_its_catalogue_and_french_says_itself(folder: Path) -> None:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.po")}
    residents = {f"{one.tag}/LC_MESSAGES/resident.po" for one in INTERFACE}
    assert found == residents | {"fr/LC_MESSAGES/staff.po", "en/LC_MESSAGES/staff.po"}
    french = catalogues.path_of(folder, "resident", "fr").read_text()
    assert french.count("Bonjour %(name)s") == 2
    assert catalogues.path_of(folder, "resident", "ar").read_text().count("Bonjour %(name)s") == 1


def test_a_second_update_changes_nothing_and_no_date_or_line_stands(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    list(catalogues.update(folder, reversed(TEXTS)))
    assert before == {path: path.read_bytes() for path in folder.rglob("*.po")}
    for content in before.values():
        assert b"Date" not in content
        assert b".html:" not in content


def test_translations_stay_and_texts_that_went_go(folder: Path) -> None:
    edit(folder, "en", lambda text: text.replace('msgstr ""\n\n', 'msgstr "Hello %(name)s"\n\n', 2))
    edit(folder, "en", lambda text: text.replace("X-Reviewed: no", "X-Reviewed: Amina, 2026-03-01"))
    list(catalogues.update(folder, TEXTS[:1]))
    english = catalogues.path_of(folder, "resident", "en").read_text()
    assert "Hello %(name)s" in english
    assert "jours" not in english
    assert catalogues.reviewed(folder, "resident", "en") == "Amina, 2026-03-01"
    assert catalogues.reviewed(folder, "resident", "ar") == "no"


@pytest.mark.parametrize("locale", sorted(PLURALS))
def test_plural_forms_are_those_of_the_register(folder: Path, locale: str) -> None:
    catalogues.compile_all(folder)
    i18n.use_translations(folder)
    plural = i18n.catalogue("resident", locale).plural
    assert [plural(n) for n in (0, 1, 2, 5, 11, 21, 100)] == PLURALS[locale]
    forms = max(PLURALS[locale]) + 1
    assert find(locale).plural.startswith(f"nplurals={forms};") or locale in ("uk", "ru")
    i18n.use_translations(Path("nowhere"))


def fill(text: str) -> str:
    """Translate the English catalogue of these tests."""
    hello = 'msgid "Bonjour %(name)s"\nmsgstr "'
    return (
        text.replace(f'{hello}"', f'{hello}Hello %(name)s"')
        .replace('msgstr[0] ""', 'msgstr[0] "%(n)s day"')
        .replace('msgstr[1] ""', 'msgstr[1] "%(n)s days"')
    )


def faults(folder: Path, place: str = "en/resident.po") -> list[str]:
    return [each for each in catalogues.problems(folder, TEXTS) if each.startswith(place)]


def test_a_whole_catalogue_has_no_fault(folder: Path) -> None:
    assert len(faults(folder)) == 2
    edit(folder, "en", fill)
    assert faults(folder) == []
    assert faults(folder, "fr/") == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("Hello %(name)s", "Hello", "other places"),
        ("Hello %(name)s", "Hello %(nom)s", "other places"),
        ("%(n)s days", "days", None),
        ("Hello %(name)s", "Bonjour %(name)s", "not translated"),
        ("Hello %(name)s", "Hello \u202e%(name)s", "control"),
        ("#, python-format\nmsgid", "#, fuzzy, python-format\nmsgid", "fuzzy"),
        ("n != 1", "n > 1", "plural rule"),
        ('msgid "Bonjour %(name)s"', 'msgid "Salut %(name)s"', "not up to date"),
    ],
)
def test_each_fault_is_named(folder: Path, right: str, wrong: str, said: str | None) -> None:
    edit(folder, "en", fill)
    edit(folder, "en", lambda text: text.replace(right, wrong))
    found = faults(folder)
    assert bool(found) == (said is not None)
    assert said is None or any(said in each for each in found)


def test_a_word_may_be_meant_identical(folder: Path) -> None:
    mark = '# identical\n#: templates/a.html\n#, python-format\nmsgid "Bonjour'
    edit(folder, "en", fill)
    edit(folder, "en", lambda text: text.replace("Hello", "Bonjour"))
    assert len(faults(folder)) == 1
    edit(
        folder,
        "en",
        lambda text: text.replace('#: templates/a.html\n#, python-format\nmsgid "Bonjour', mark),
    )
    assert faults(folder) == []
    list(catalogues.update(folder, TEXTS))
    assert faults(folder) == []


def test_each_language_is_in_its_script(folder: Path) -> None:
    edit(
        folder,
        "ar",
        lambda text: text.replace('name)s"\nmsgstr ""', 'name)s"\nmsgstr "Hi %(name)s"'),
    )
    assert any("script" in each for each in faults(folder, "ar/"))


def test_a_missing_catalogue_is_a_fault(folder: Path) -> None:
    catalogues.path_of(folder, "resident", "ps").unlink()
    assert faults(folder, "ps/") == ["ps/resident.po is missing: participation translations update"]

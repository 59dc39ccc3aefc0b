"""Finding words: by what names were imported as, by the layout a page extends."""

from pathlib import Path

import pytest

from participation.foundation.extraction import ExtractionError, Found, extract, of_source

ALIASES = """
from participation.foundation import i18n
from participation.foundation.i18n import lazy as _, ngettext, staff_lazy as team
from somewhere import gettext
A = _("Bonjour")
B = team("Bonsoir " "à tous")
C = ngettext("%(n)s jour", "%(n)s jours", 2)
D = i18n.staff_gettext("Outil")
E = gettext("not ours")
F = {"_": str("not a call of ours")}
"""


def test_a_name_is_what_it_was_imported_as() -> None:
    found = {(one.texts, one.domain) for one in of_source(ALIASES, "a.py")}
    assert found == {
        (("Bonjour",), "resident"),
        (("Bonsoir à tous",), "staff"),
        (("%(n)s jour", "%(n)s jours"), "resident"),
        (("Outil",), "staff"),
    }


@pytest.mark.parametrize("given", ["text", 'f"{text}"', '"a" + text', ""])
def test_a_text_that_nobody_could_translate_is_an_error(given: str) -> None:
    source = f"from participation.foundation.i18n import gettext as _\nx = _({given})"
    with pytest.raises(ExtractionError, match=r"a\.py:2"):
        list(of_source(source, "a.py"))


@pytest.fixture
def program(tmp_path: Path) -> tuple[Path, Path]:
    """Give a small package and its templates."""
    package, templates = tmp_path / "participation", tmp_path / "templates"
    for path, text in {
        package / "a.py": "from participation.foundation.i18n import lazy\nx = lazy('Oui')",
        package / "b.py": "from participation.foundation.i18n import staff_lazy as _\nx = _('Oui')",
        templates / "layouts/staff.html": "{{ _('Menu') }}",
        templates / "layouts/resident.html": "{{ _('Aide') }}",
        templates / "r/staff.html": "{% extends 'layouts/staff.html' %}{{ _('Tableau') }}",
        templates / "r/page.html": '{% extends "layouts/resident.html" %}{{ _("Merci", x=1) }}',
        templates / "r/part.html": "{{ ngettext('%(n)s voix', '%(n)s voix ', n) }}",
        templates / "notifications/x.txt.j2": "{{ _('Votre lien :') }} {{ link }}",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return package, templates


def test_pages_belong_to_whom_their_layout_serves(program: tuple[Path, Path]) -> None:
    assert extract(*program) == [
        Found(("%(n)s voix", "%(n)s voix "), "resident", "templates/r/part.html"),
        Found(("Aide",), "resident", "templates/layouts/resident.html"),
        Found(("Menu",), "staff", "templates/layouts/staff.html"),
        Found(("Merci",), "resident", "templates/r/page.html"),
        Found(("Oui",), "resident", "participation/a.py"),
        Found(("Tableau",), "staff", "templates/r/staff.html"),
        Found(("Votre lien :",), "resident", "templates/notifications/x.txt.j2"),
    ]


def test_a_page_without_a_fixed_text_is_an_error(program: tuple[Path, Path]) -> None:
    (program[1] / "r/bad.html").write_text("{{ _(text) }}")
    with pytest.raises(ExtractionError, match=r"bad\.html:1"):
        extract(*program)

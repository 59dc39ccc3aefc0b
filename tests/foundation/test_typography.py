"""Lines of French: no sign begins one, no day of a date ends one; the rest is left as it is."""

import pytest

from participation.foundation.typography import NARROW, WIDE, bind


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Où ?</p>", f"<p>Où{NARROW}?</p>"),
        ("<p>Non ! Oui ; quoi ?!</p>", f"<p>Non{NARROW}! Oui{NARROW}; quoi{NARROW}?!</p>"),
        ("<p>Où : ici</p>", f"<p>Où{WIDE}: ici</p>"),
        ("<p>« Où ? »</p>", f"<p>«{WIDE}Où{NARROW}?{WIDE}»</p>"),
        ("<p>Où :<br>ici</p>", f"<p>Où{WIDE}:<br>ici</p>"),
        ("<p><b>Où</b> : ici</p>", f"<p><b>Où</b>{WIDE}: ici</p>"),
        (
            "<p>le lundi 6 avril 2026, le 1er mai 2026</p>",
            f"<p>le lundi 6{WIDE}avril 2026, le 1er{WIDE}mai 2026</p>",
        ),
    ],
)
def test_what_holds_together(written: str, read: str) -> None:
    assert bind(written) == read


@pytest.mark.parametrize(
    "page",
    [
        '<input value="Où ?"><a href="/a" aria-label="Voix : lente">a</a>',
        "<textarea>\nOù ? « ici »</textarea>",
        "<select><option>Où ?</option></select>",
        "<code>${a} != 1 : b</code>",
        "<p>${a} != 1, a :b, 10:30, a?b, 12 harengs</p>",
        "<p>le 6, mars 2026 est loin</p>",
    ],
)
def test_what_is_sent_back_or_copied_stays_as_it_is(page: str) -> None:
    assert bind(page) == page

"""The file of the hours of the elected: its headings, a line a mandate and month."""

from collections.abc import Iterable, Iterator

from participation.councils.labels import words
from participation.foundation.i18n import staff_gettext as _
from participation.meetings.queries.hours import MandateMonth

Line = tuple[str | int, ...]


def headings() -> list[str]:
    """Name the columns."""
    return [
        *(_("Conseil"), _("Collège"), _("Nom"), _("Mois"), _("Réunions"), _("Minutes")),
        _("Réunions quittées avant la fin"),
    ]


def rows(lines: Iterable[MandateMonth]) -> Iterator[Line]:
    """Give the lines; minutes are whole numbers, so that a spreadsheet adds them up."""
    for one in lines:
        yield (
            one.council.name.text("fr"),
            str(words.COLLEGES[one.college.kind]),
            one.name,
            f"{one.month:%Y-%m}",
            one.times,
            one.minutes,
            one.early,
        )

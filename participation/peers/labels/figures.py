"""The figures of peer help in words; what may not be told says so."""

from collections.abc import Iterator

from participation.foundation.exports import Cell
from participation.foundation.i18n import show_number, staff_gettext as _, staff_lazy
from participation.foundation.languages import REGISTER, find
from participation.peers.queries.hours import Year
from participation.peers.rules.impact import Hidden, Impact, Line, Shown
from participation.peers.rules.kinds import AttendanceMark

from .limits import show_minutes
from .words import STATUSES

FEW = staff_lazy("moins de 5")
MARKS = {
    AttendanceMark.NOT_SEEN: staff_lazy("Ne sont pas venues"),
    AttendanceMark.PUT_OFF: staff_lazy("Ont annulé"),
    AttendanceMark.UNMARKED: staff_lazy("Pas noté"),
}


def show(value: Shown) -> str:
    """Write a figure, or that it may not be told."""
    return str(FEW) if isinstance(value, Hidden) else show_number(value)


def show_length(value: Shown) -> str:
    """Write minutes as hours, or that they may not be told."""
    return str(FEW) if isinstance(value, Hidden) else show_minutes(value)


def name_tongues(line: Line) -> str:
    """Name the languages that a line puts together."""
    named = [find(tag).autonym if tag in REGISTER else _("autre") for tag in line.names]
    return ", ".join(dict.fromkeys(named))


def name_marks(line: Line) -> str:
    """Name what became of the bookings of a line."""
    marks = (AttendanceMark(name) for name in line.names)
    return ", ".join(str(MARKS.get(mark, mark)) for mark in marks)


def headings_of_file() -> list[str]:
    """Give the headings of the file."""
    return [_("Du"), _("Au"), _("Quoi"), _("Nombre")]


def rows_of_file(seen: Year) -> Iterator[list[Cell]]:
    """Give the figures of a year as lines: days, name, number."""
    yield from _rows(f"{seen.year}-01-01", f"{seen.year}-12-31", seen.whole)
    for first, last, impact in seen.stretches:
        yield from _rows(first.isoformat(), last.isoformat(), impact)
    for line in seen.whole.not_held:
        yield [f"{seen.year}-01-01", f"{seen.year}-12-31", name_marks(line), line.bookings]
    for one in seen.hours:
        name = _("Heures : %(status)s", status=str(STATUSES[one.status]))
        yield [f"{seen.year}-01-01", f"{seen.year}-12-31", name, round(one.minutes / 60, 1)]


def _rows(first: str, last: str, impact: Impact) -> Iterator[list[Cell]]:
    minutes = impact.helper_minutes
    hours: Cell = str(FEW) if isinstance(minutes, Hidden) else round(minutes / 60, 1)
    yield [first, last, _("Moments tenus"), _cell(impact.slots)]
    yield [first, last, _("Heures de l’équipe"), hours]
    yield [first, last, _("Personnes rencontrées"), _cell(impact.people)]
    yield [first, last, _("Visites"), _cell(impact.visits)]
    yield [first, last, _("Jours avant la première rencontre"), _cell(impact.days_to_first)]
    for line in impact.languages:
        yield [first, last, name_tongues(line), line.people]


def _cell(value: Shown) -> Cell:
    return str(FEW) if isinstance(value, Hidden) else value

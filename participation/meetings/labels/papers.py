"""The words of the papers of a meeting: a member's in her language, the signed ones in French."""

from collections.abc import Iterator

from participation.councils.labels.words import COLLEGES, SEATS
from participation.councils.rules.kinds import SeatKind
from participation.followups.labels import LEVELS
from participation.foundation.i18n import (
    gettext as _,
    ngettext,
    show_day,
    show_hour,
    show_short_day,
    speaking,
    staff_gettext,
)
from participation.foundation.languages import SOURCE
from participation.foundation.localized import spoken_as
from participation.meetings.adapters.papers import Fact, MeetingPaper, Point, Signing
from participation.meetings.labels.words import QUALITIES, WRITINGS
from participation.meetings.models import AgendaItem, Minutes
from participation.meetings.queries import MeetingSheet, day_of
from participation.meetings.rules.kinds import Stage
from participation.meetings.rules.writing import paragraphs, read_sections

EMPTY_ROWS = 4
"""Lines for guests who come without a word."""


def write_convocation(locale: str, sheet: MeetingSheet, organisation: str) -> MeetingPaper:
    """Give the letter that calls a member, in her language."""
    with speaking(locale):
        return MeetingPaper(
            locale=locale,
            organisation=organisation,
            title=_("Vous êtes invité à la réunion"),
            subtitle=sheet.council.council.name.text(locale),
            greeting=(
                _("Bonjour,"),
                _("Vous faites partie de ce conseil. Votre parole compte."),
            ),
            facts=_when(sheet),
            heading=_("De quoi on va parler"),
            points=tuple(_point(one, locale) for one in sheet.agenda),
            closing=(
                _("Dites-nous si vous venez."),
                _("Un interprète ou une personne de votre choix peut vous aider. Demandez-le."),
                _("Vous ne pouvez pas venir ? Prévenez votre suppléant."),
            ),
            foot=organisation,
        )


def write_agenda(locale: str, sheet: MeetingSheet, organisation: str) -> MeetingPaper:
    """Give the agenda to hang on the wall or to lay on the table."""
    with speaking(locale):
        return MeetingPaper(
            locale=locale,
            organisation=organisation,
            title=_("De quoi on va parler"),
            subtitle=sheet.council.council.name.text(locale),
            facts=_when(sheet),
            points=tuple(_point(one, locale) for one in sheet.agenda),
            foot=organisation,
        )


def _when(sheet: MeetingSheet) -> tuple[Fact, ...]:
    meeting = sheet.meeting
    found = (
        Fact(_("Le jour"), show_day(day_of(meeting))),
        Fact(_("L’heure"), show_hour(meeting.starts_at)),
        Fact(_("Le lieu"), meeting.place),
    )
    if meeting.stage is Stage.CANCELLED:
        return (*found, Fact(_("Attention"), _("Cette réunion est annulée.")))
    return found


def _point(item: AgendaItem, locale: str) -> Point:
    notes = [str(LEVELS[item.level])]
    if item.asked_by:
        notes.append(_("Demandé par : %(who)s", who=item.asked_by))
    if item.minutes:
        notes.append(ngettext("%(n)s minute", "%(n)s minutes", item.minutes))
    title, words = spoken_as(item.title, locale), spoken_as(item.words, locale)
    spoken = tuple((one[1].partition("-")[0], one[2]) for one in (title, words))
    return Point(title[0], " · ".join(notes), paragraphs(words[0]), (spoken[0], spoken[1]))


def write_attendance(sheet: MeetingSheet, organisation: str) -> MeetingPaper:
    """Give the sheet that everybody signs who comes in: one box a seat, college by college."""
    with speaking(SOURCE):
        columns = (staff_gettext("Nom"), staff_gettext("Qualité"), staff_gettext("Signature"))
        signings = [
            Signing(
                str(COLLEGES[one.college.kind]),
                columns,
                tuple(
                    (seat.holder.name, str(SEATS[seat.seat.kind]))
                    for kind in SeatKind
                    for seat in one.of(kind)
                    if seat.holder
                ),
            )
            for one in sheet.council.colleges
            if any(seat.holder for seat in one.seats)
        ]
        guests = [
            (one.name, str(QUALITIES[one.quality])) for one in sheet.presences if not one.term_id
        ]
        rows = (*guests, *[("", "")] * EMPTY_ROWS)
        return MeetingPaper(
            locale=SOURCE,
            organisation=organisation,
            title=staff_gettext("Feuille de présence"),
            subtitle=sheet.council.council.name.text(SOURCE),
            facts=_when(sheet),
            signings=(*signings, Signing(staff_gettext("Autres personnes"), columns, rows)),
            closing=(
                staff_gettext("Un suppléant vote seulement quand son titulaire n’est pas là."),
            ),
            foot=organisation,
        )


def write_minutes(sheet: MeetingSheet, minutes: Minutes, organisation: str) -> MeetingPaper:
    """Give a version of the minutes as it was signed, or as a draft that says so."""
    with speaking(SOURCE):
        parts = read_sections(minutes.sections)
        return MeetingPaper(
            locale=SOURCE,
            organisation=organisation,
            title=staff_gettext("Relevé de conclusions"),
            subtitle=sheet.council.council.name.text(SOURCE),
            facts=(*_when(sheet)[:3], Fact(staff_gettext("Version"), _state(minutes))),
            points=tuple(Point(one.title, "", paragraphs(one.words)) for one in parts),
            closing=tuple(_signed(minutes)),
            foot=organisation,
            is_numbered=False,
        )


def _state(minutes: Minutes) -> str:
    words = f"{minutes.number} · {WRITINGS[minutes.state]}"
    return f"{words} · {minutes.because}" if minutes.because else words


def _signed(minutes: Minutes) -> Iterator[str]:
    if minutes.signed_on is None:
        yield staff_gettext("Ce relevé n’est pas signé : il peut encore changer.")
        return
    facts = {"day": show_short_day(minutes.signed_on), "name": minutes.signed_by}
    yield staff_gettext("Signé le %(day)s par %(name)s, qui préside le conseil.", **facts)
    if minutes.adopted_on is not None:
        day = show_short_day(minutes.adopted_on)
        yield staff_gettext("Adopté par le conseil le %(day)s.", day=day)

"""The words of the yearly report of a council, ready for its chair to present."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from participation.councils.adapters.sheets import Block, Figure, Sheet
from participation.councils.labels.mandates import SUPPORT_STATES, THEMES
from participation.councils.labels.words import COLLEGES, ENDS, FORMS, OFFICES, ORIGINS, SEATS
from participation.councils.models import ActivityReport
from participation.councils.queries.activity import Activity
from participation.councils.rules.kinds import SeatKind
from participation.followups.labels import STATES
from participation.followups.rules import State
from participation.foundation.i18n import (
    reader_locale,
    show_short_day,
    staff_gettext as _,
    staff_ngettext,
)

OPEN = (State.PROMISED, State.IN_PROGRESS, State.TRIED_OUT, State.OPEN)


def write_report(
    seen: Activity, written: ActivityReport | None, organisation: str, *, has_meetings: bool
) -> Sheet:
    """Give the report of a year in words: figures first, then what each of them is made of."""
    locale, council = reader_locale(), seen.sheet.council
    name = council.name.text(locale)
    blocks = [
        *_told(_("Ce que le conseil a fait"), written.done if written else ""),
        _members(seen),
        _elections(seen),
        *([_meetings(seen)] if has_meetings or seen.meetings else []),
        _trainings(seen),
        *_answers(seen),
        *_told(_("Ce qui reste à faire"), written.left if written else ""),
    ]
    presented = written.presented_on if written else None
    return Sheet(
        locale=locale,
        title=_("Rapport d’activité %(year)s", year=seen.year),
        subtitle=f"{name} · {FORMS[council.form]}",
        note=_("Présenté par la présidence le %(day)s.", day=show_short_day(presented))
        if presented
        else _("Arrêté au %(day)s. À présenter par la présidence.", day=show_short_day(seen.until)),
        figures=tuple(_figures(seen)),
        blocks=tuple(blocks),
        foot=f"{organisation} · {name} · {seen.year}",
    )


def _figures(seen: Activity) -> Iterator[Figure]:
    sitting, seats = seen.sheet.sitting, seen.sheet.majority
    yield Figure(_("%(n)s sur %(all)s", n=sitting.members, all=seats.members), _("sièges occupés"))
    meetings, elections = len(seen.meetings), len(seen.elections)
    if meetings:
        yield Figure(str(meetings), staff_ngettext("réunion", "réunions", meetings))
    else:
        yield Figure(str(elections), staff_ngettext("élection", "élections", elections))
    done, waits = seen.answered(State.DONE), seen.answered(*OPEN)
    yield Figure(str(done), staff_ngettext("chose faite", "choses faites", done))
    named = staff_ngettext("chose promise ou en cours", "choses promises ou en cours", waits)
    yield Figure(str(waits), named)


def _told(title: str, words: str) -> list[Block]:
    parts = tuple(part.strip() for part in words.split("\n") if part.strip())
    return [Block(title, parts)] if parts else []


def _members(seen: Activity) -> Block:
    rows = []
    for college in seen.sheet.colleges:
        for seat in college.seats:
            if seat.holder is None:
                continue
            office = seen.sheet.office_of(seat.holder.term)
            rows.append(
                (
                    str(COLLEGES[college.college.kind]),
                    seat.holder.name,
                    str(OFFICES[office.row.office]) if office else str(SEATS[seat.seat.kind]),
                )
            )
    moves = [*_counted(seen.arrived, ORIGINS), *_counted(seen.left, ENDS)]
    empty = sum(
        seat.holder is None for one in seen.sheet.colleges for seat in one.of(SeatKind.MEMBER)
    )
    words = [_("Dans l’année : %(moves)s.", moves=", ".join(moves))] if moves else []
    if empty:
        words.append(staff_ngettext("%(n)s siège est vide.", "%(n)s sièges sont vides.", empty))
    return Block(_("Les membres"), tuple(words), (_("Collège"), _("Nom"), _("Siège")), tuple(rows))


def _counted(counts: Mapping[Any, int], words: Mapping[Any, object]) -> list[str]:
    return [f"{str(words[key]).lower()} ({n})" for key, n in counts.items() if key in words]


def _elections(seen: Activity) -> Block:
    rows = tuple(
        (
            show_short_day(one.day),
            str(COLLEGES[one.kind]),
            _("%(voters)s sur %(registered)s", voters=one.voters, registered=one.registered)
            if one.registered
            else "—",
            str(one.elected),
        )
        for one in seen.elections
    )
    none = () if rows else (_("Aucune élection cette année."),)
    heads = (_("Jour"), _("Collège"), _("Ont voté"), _("Élus"))
    return Block(_("Les élections"), none, heads if rows else (), rows)


def _meetings(seen: Activity) -> Block:
    locale = reader_locale()
    rows = tuple(
        (
            show_short_day(one.day),
            one.subject.text(locale),
            _("%(n)s sur %(all)s", n=one.present, all=one.members),
            str(one.opinions + one.proposals) if one.is_valid else _("sans avis valable"),
        )
        for one in seen.meetings
    )
    none = () if rows else (_("Aucune réunion cette année."),)
    heads = (_("Jour"), _("Sujet"), _("Présents"), _("Avis et propositions"))
    return Block(_("Les réunions"), none, heads if rows else (), rows)


def _trainings(seen: Activity) -> Block:
    words = []
    if seen.trainings:
        words.append(
            _(
                "Formations suivies : %(list)s. %(hours)s heures en tout.",
                list=", ".join(_counted(seen.trainings, THEMES)),
                hours=seen.hours,
            )
        )
    else:
        words.append(_("Aucune formation suivie cette année."))
    if seen.wished:
        words.append(
            staff_ngettext(
                "%(n)s formation est demandée.", "%(n)s formations sont demandées.", seen.wished
            )
        )
    if seen.helped:
        helped = ", ".join(_counted(seen.helped, SUPPORT_STATES))
        words.append(_("Aides et interprètes demandés : %(list)s.", list=helped))
    return Block(_("Formations et aides"), tuple(words))


def _answers(seen: Activity) -> Sequence[Block]:
    locale, found = reader_locale(), []
    for title, states in (
        (_("Ce qui a été fait"), (State.DONE,)),
        (_("Ce qui est promis ou en cours"), OPEN),
        (_("Ce qui n’est pas possible, et pourquoi"), (State.IMPOSSIBLE,)),
    ):
        rows = tuple(
            (
                one.said.text(locale),
                one.because.text(locale) or one.decided.text(locale),
                _day_of(one.done_on or one.due_on) if one.state is not State.IMPOSSIBLE else "",
            )
            for one in seen.answers
            if one.state in states
        )
        if rows:
            heads = (_("Vous avez dit"), _("Réponse"), str(STATES[states[0]]))
            found.append(Block(title, (), heads, rows))
    return found or [Block(_("Les réponses"), (_("Aucune réponse cette année."),))]


def _day_of(day: dt.date | None) -> str:
    return show_short_day(day) if day else ""

"""The first words of minutes, from what was recorded in the room; in French, to be gone over."""

from collections.abc import Iterator

from participation.foundation.i18n import (
    show_day,
    show_hour,
    speaking,
    staff_gettext as _,
)
from participation.foundation.languages import SOURCE
from participation.meetings.labels.words import METHODS, OUTCOMES, QUALITIES, SHORT_MOTIONS
from participation.meetings.models import AgendaItem, Decision, Meeting, Presence
from participation.meetings.queries import MeetingSheet, day_of
from participation.meetings.rules.kinds import ItemState, Quality
from participation.meetings.rules.writing import Section


def draft(sheet: MeetingSheet, following: Meeting | None) -> list[Section]:
    """Give the sections of a first draft: who was there, each point, the next meeting."""
    with speaking(SOURCE):
        return [
            Section(_("Qui était là"), "\n".join(_attendance(sheet))),
            *(
                Section(one.title.text(SOURCE), "\n".join(_point(sheet, one)))
                for one in sheet.agenda
            ),
            Section(_("La prochaine réunion"), _next(following)),
        ]


def _attendance(sheet: MeetingSheet) -> Iterator[str]:
    for quality in Quality:
        names = [_named(one) for one in sheet.presences if one.quality is quality]
        if names:
            yield f"{QUALITIES[quality]} : {', '.join(names)}"
    here = {one.seat_id for one in sheet.presences} | {None}
    terms = {one.term_id for one in sheet.presences}
    away = [
        seat.holder.name
        for college in sheet.council.colleges
        for seat in college.members
        if seat.holder and seat.seat.id not in here and seat.holder.term.id not in terms
    ]
    if away:
        yield _("Absents : %(names)s", names=", ".join(away))
    for one in sheet.presences:
        if one.is_chairing:
            yield _("Préside : %(name)s", name=one.name)
        if one.is_secretary:
            yield _("Écrit le relevé : %(name)s", name=one.name)


def _named(presence: Presence) -> str:
    if not presence.stood_in_for:
        return presence.name
    return _("%(name)s (pour %(other)s)", name=presence.name, other=presence.stood_in_for)


def _point(sheet: MeetingSheet, item: AgendaItem) -> Iterator[str]:
    if item.conclusion:
        yield item.conclusion
    for decision in sheet.votes_on(item):
        yield say_decision(decision)
    if item.state is ItemState.CARRIED:
        yield _("Ce point sera vu à la prochaine réunion.")


def say_decision(decision: Decision) -> str:
    """Give a vote as a sentence of the minutes."""
    return _(
        "%(motion)s : « %(words)s ». %(method)s, pour : %(yes)s, contre : %(no)s, "
        "ne choisissent pas : %(none)s. %(outcome)s.",
        motion=str(SHORT_MOTIONS[decision.motion]),
        words=decision.words,
        method=str(METHODS[decision.method]),
        yes=decision.in_favour,
        no=decision.against,
        none=decision.abstained,
        outcome=str(OUTCOMES[decision.outcome]),
    )


def _next(following: Meeting | None) -> str:
    if following is None:
        return _("La date n’est pas encore choisie.")
    return _(
        "Elle aura lieu le %(day)s à %(hour)s.",
        day=show_day(day_of(following)),
        hour=show_hour(following.starts_at),
    )

"""What representatives write of their own mandate: office hours, notes, wishes, help wanted."""

import datetime as dt
from dataclasses import dataclass

from participation.audit.operations import journaled, record, unjournaled
from participation.audit.rules import Action
from participation.councils.models import MandateNote, OfficeHour, Support, Term, Training
from participation.councils.queries import mandates as queries
from participation.councils.queries.mandates import NOTES, Mandate
from participation.councils.rules.serving import (
    MandateRefusal,
    SupportKind,
    SupportState,
    Theme,
    TrainingState,
    why_not_asked,
    why_not_hours,
    why_not_settled,
    why_not_trained,
)
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from participation.foundation.scope import entered, within
from participation.foundation.security import sealer

from .holding import today
from .seats import resign

MOST_HOURS, MOST_NOTES = 7, 200
LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class HoursSheet:
    """When and where a representative can be met."""

    starts: str
    ends: str
    place: str
    weekday: int | None = None
    on_day: dt.date | None = None


@unjournaled("the resignation has its own entry")
def give_back(act: Act, mandate: Mandate, *, on: dt.date) -> Term:
    """Resign from one's own seat from a day on; refuse a day that is past, or outside the term."""
    if on < today(act):
        raise Refused(MandateRefusal.HOURS_PAST)
    carrier = mandate.council.carrier_id
    with within(act.session, entered(act.session) | {carrier}):
        return resign(act, mandate.term, on=on)


@journaled(Action.OFFICE_HOUR_SET)
def set_hours(act: Act, term: Term, sheet: HoursSheet) -> OfficeHour:
    """Say when a representative can be met; refuse what no diary can hold, and more than seven."""
    reason = why_not_hours(
        weekday=sheet.weekday,
        on_day=sheet.on_day,
        starts=sheet.starts,
        ends=sheet.ends,
        today=today(act),
    )
    if reason:
        raise Refused(reason)
    if len(queries.list_hours(act.session, [term.id], today(act))) >= MOST_HOURS:
        raise Refused(MandateRefusal.TOO_MANY_HOURS, most=MOST_HOURS)
    hours = OfficeHour(
        term_id=term.id,
        weekday=sheet.weekday,
        on_day=sheet.on_day,
        starts=sheet.starts,
        ends=sheet.ends,
        place=sheet.place[:120],
    )
    act.session.add(hours)
    return hours


@journaled(Action.OFFICE_HOUR_REMOVED)
def remove_hours(act: Act, hours: OfficeHour) -> OfficeHour:
    """Take office hours out of the diary and off the page of residents."""
    act.session.delete(hours)
    return hours


@unjournaled("her own notes are nobody’s business")
def write_note(act: Act, user_id: int, words: str) -> MandateNote:
    """Keep a note sealed, for its writer alone; refuse an empty one, and more than 200."""
    if not words.strip():
        raise Refused(MandateRefusal.NOTE_EMPTY)
    if len(queries.notes_of(act.session, user_id)) >= MOST_NOTES:
        raise Refused(MandateRefusal.TOO_MANY_NOTES, most=MOST_NOTES)
    sealed = sealer(NOTES).seal(words.strip()[:LONGEST_NOTE].encode())
    note = MandateNote(user_id=user_id, written_on=today(act), sealed=sealed)
    act.session.add(note)
    act.session.flush()
    return note


@unjournaled("her own notes are nobody’s business")
def erase_note(act: Act, note: MandateNote) -> None:
    """Erase a note."""
    act.session.delete(note)
    act.session.flush()


@journaled(Action.TRAINING_WISHED)
def wish_training(act: Act, mandate: Mandate, theme: Theme) -> Training:
    """Note what a representative wants to learn; refuse the same wish twice."""
    role = mandate.term.membership_id
    if role is None:
        raise Refused(MandateRefusal.NOT_YOURS)
    waiting = (TrainingState.WISHED, TrainingState.PLANNED)
    for one in queries.list_trainings(act.session, council_ids=[mandate.council.id]):
        if one.membership_id == role and one.theme is theme and one.state in waiting:
            raise Refused(MandateRefusal.ALREADY_WISHED)
    training = Training(
        council_id=mandate.council.id,
        membership_id=role,
        theme=theme,
        state=TrainingState.WISHED,
        wished_on=today(act),
    )
    act.session.add(training)
    return training


@dataclass(frozen=True, slots=True)
class TrainingSheet:
    """What became of a wish: when, how long, by whom."""

    state: TrainingState
    on_day: dt.date | None = None
    hours: int = 0
    given_by: str = ""


@journaled(Action.TRAINING_NOTED)
def note_training(act: Act, training: Training, sheet: TrainingSheet) -> Training:
    """Write down when a training is held, or that it was followed; refuse one without a day."""
    if reason := why_not_trained(sheet.state, sheet.on_day, today=today(act)):
        raise Refused(reason)
    training.state, training.on_day = sheet.state, sheet.on_day
    training.hours, training.given_by = max(0, sheet.hours), sheet.given_by[:120]
    return training


@unjournaled("writes its own entry, with what was counted")
def note_certificate(act: Act, user_id: int, hours: int) -> None:
    """Journal that courses were certified on paper, and how many minutes they lasted."""
    record(act, Action.HOURS_CERTIFIED, f"user:{to_text(user_id)}", minutes=hours * 60)


@journaled(Action.SUPPORT_ASKED)
def ask_support(
    act: Act, mandate: Mandate, kind: SupportKind, *, on: dt.date, language: str = ""
) -> Support:
    """Ask for a helper or an interpreter at a meeting (D311-32).

    Refuses an interpreter of no language, a meeting that is over, and the same request twice.
    """
    role, tongue = mandate.term.membership_id, language if kind is SupportKind.INTERPRETER else ""
    if role is None:
        raise Refused(MandateRefusal.NOT_YOURS)
    if reason := why_not_asked(kind, tongue, on, today=today(act)):
        raise Refused(reason)
    for one in queries.list_supports(act.session, council_ids=[mandate.council.id]):
        if (one.membership_id, one.kind, one.on_day) == (role, kind, on):
            raise Refused(MandateRefusal.ALREADY_ASKED)
    asked = Support(
        council_id=mandate.council.id,
        membership_id=role,
        kind=kind,
        language=tongue,
        on_day=on,
        asked_on=today(act),
    )
    act.session.add(asked)
    return asked


@journaled(Action.SUPPORT_SETTLED)
def settle_support(
    act: Act, support: Support, state: SupportState, *, found: str = "", because: str = ""
) -> Support:
    """Say who comes, or why nobody does; refuse a “no” without its reason."""
    if reason := why_not_settled(state, found=found, because=because):
        raise Refused(reason)
    support.state = state
    support.settled_on = None if state is SupportState.ASKED else today(act)
    support.found = found.strip()[:120] if state is SupportState.FOUND else ""
    support.because = because.strip()[:200] if state is SupportState.REFUSED else ""
    return support

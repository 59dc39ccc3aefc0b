"""What the tables of meetings give the law to judge: sessions, minutes, requests, reports."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.councils.models import Council, Support
from participation.councils.queries import get_council, law_on
from participation.councils.queries.activity import list_reports
from participation.councils.queries.mandates import list_supports
from participation.councils.rules.kinds import CollegeKind, SeatKind
from participation.councils.rules.life import LOOKING_BACK, CouncilLife
from participation.councils.rules.minutes import MinutesFacts
from participation.councils.rules.serving import SupportState
from participation.councils.rules.sessions import OpinionFacts, RequestFacts, SessionFacts
from participation.followups.queries import find_follow_ups
from participation.meetings.models import Decision, Meeting
from participation.meetings.rules.kinds import BEFORE, ItemState, Outcome, Quality, Stage
from participation.meetings.rules.naming import names_in
from participation.meetings.rules.quorum import Room
from participation.meetings.rules.writing import read_sections

from .meetings import day_of, list_meetings
from .people import names_of_people
from .requests import RequestSheet, list_requests
from .sheet import MeetingSheet, see_meeting
from .tellings import list_translations
from .topics import everywhere

HELD = frozenset({Stage.OPEN, Stage.CLOSED})
SURVEY = "survey:"
"""How the origin of a point begins that examines the results of a survey (R32)."""


def tell_lives(
    session: Session, council_ids: Collection[int], day: dt.date
) -> Mapping[int, CouncilLife]:
    """Give what is known of the sessions of councils on a day; what came later is left out.

    Sessions of more than a year before are counted only: nothing else of them is judged.
    """
    met: dict[int, list[Meeting]] = {key: [] for key in council_ids}
    for meeting in list_meetings(session, council_ids):
        if meeting.stage is not Stage.CANCELLED:
            met[meeting.council_id].insert(0, meeting)
    helped = list_supports(session, council_ids=council_ids)
    return {
        key: _Telling(
            session,
            get_council(session, key),
            day,
            [one for one in helped if one.council_id == key],
        ).life(own)
        for key, own in met.items()
    }


@dataclass(frozen=True, slots=True)
class _Telling:
    """One council as it is told on a day; `helped` is the help asked for its meetings."""

    session: Session
    council: Council
    day: dt.date
    helped: Sequence[Support]

    def life(self, met: Sequence[Meeting]) -> CouncilLife:
        """Give the life of the council from its meetings, the first one first."""
        old = [one for one in met if day_of(one) <= self.day - LOOKING_BACK]
        sheets = [see_meeting(self.session, one) for one in met if one not in old]
        known = [one for one in sheets if self._is_known(one)]
        return CouncilLife(
            sessions=(
                *(SessionFacts(day_of(one), is_held=one.stage in HELD) for one in old),
                *(self._session(one) for one in known),
            ),
            minutes=tuple(
                self._minutes(one, known[place + 1 :])
                for place, one in enumerate(known)
                if one.meeting.stage is Stage.CLOSED and day_of(one.meeting) <= self.day
            ),
            requests=tuple(
                self._request(one)
                for one in list_requests(self.session, self.council)
                if one.row.opened_on <= self.day
            ),
            presented=tuple(
                (one.year, one.presented_on)
                for one in list_reports(self.session, self.council.id)
                if one.presented_on is not None and one.presented_on <= self.day
            ),
        )

    def _is_known(self, of: MeetingSheet) -> bool:
        """Say whether a meeting was on its way or over on the day."""
        begun = [one.added_on for one in of.items]
        return day_of(of.meeting) <= self.day or min(begun, default=self.day) <= self.day

    def _until(self, on: dt.date | None) -> dt.date | None:
        return on if on is not None and on <= self.day else None

    def _request(self, of: RequestSheet) -> RequestFacts:
        """Give a session that was asked for: from the day on which enough had asked."""
        asked = of.asked.until(self.day)
        law = law_on(self.day)
        since = asked.owed_since(law) if law.is_known else None
        since = since or of.row.opened_on
        return RequestFacts(
            asked_on=since,
            asking=len(asked.days),
            members=asked.members,
            by_manager=asked.manager_on is not None,
            called_on=self._until(of.called_after(since)),
        )

    def _session(self, of: MeetingSheet) -> SessionFacts:
        meeting, on = of.meeting, day_of(of.meeting)
        called = self._until(meeting.called_on)
        held = meeting.stage in HELD and on <= self.day
        asked = [one for one in self.helped if one.on_day == on and one.asked_on <= self.day]
        found = [one for one in asked if one.state is SupportState.FOUND]
        room = _room(of)
        return SessionFacts(
            on=on,
            is_held=held,
            agenda_on=called,
            items=frozenset(_keys(of)),
            without_papers=sum(
                not (one.words.text("fr").strip() or one.origin or of.files_of(one))
                for one in of.agenda
            ),
            members=room.members,
            present=room.present,
            represented=room.represented,
            opinions=tuple(self._opinions(of)) if held else (),
            postponed=frozenset(one.id for one in of.agenda if one.state is ItemState.CARRIED),
            not_counted=_not_counted(of) if held else 0,
            help_asked=len(asked),
            help_booked=sum(self._until(one.settled_on) is not None for one in found),
            names_survey=any(one.origin.startswith(SURVEY) for one in of.agenda),
        )

    def _opinions(self, of: MeetingSheet) -> list[OpinionFacts]:
        """Give what was adopted; its answer is read wherever it is kept."""
        adopted = [one for one in of.decisions if one.outcome is Outcome.ADOPTED]
        wanted = {one.follow_up_id for one in adopted if one.follow_up_id is not None}
        with everywhere(self.session):
            answers = find_follow_ups(self.session, wanted)
        return [
            OpinionFacts(
                one.item_id,
                one.in_favour,
                one.is_second,
                self._until(owed.answered_on if owed else None),
            )
            for one in adopted
            for owed in [answers.get(one.follow_up_id or 0)]
        ]

    def _minutes(self, of: MeetingSheet, later: Sequence[MeetingSheet]) -> MinutesFacts:
        """Give the relevé: signed minutes leave with the next agenda, which adopts them."""
        agendas = [self._until(one.meeting.called_on) for one in later]
        agenda_on = next((on for on in agendas if on is not None), None)
        held = [day_of(one.meeting) for one in later if one.meeting.stage not in BEFORE]
        signed = _first(one.signed_on for one in of.minutes)
        return MinutesFacts(
            session_on=day_of(of.meeting),
            secretary=_secretary(of),
            signed_on=self._until(signed),
            sent_on=agenda_on if signed and agenda_on and signed <= agenda_on else None,
            adopted_on=self._until(_first(one.adopted_on for one in of.minutes)),
            manager_on=self._until(_first(one.sent_to_manager_on for one in of.minutes)),
            authority_on=self._until(_first(one.sent_to_authority_on for one in of.minutes)),
            published_on=self._until(of.published.published_on if of.published else None),
            strangers=len(self._strangers(of)),
            next_agenda_on=agenda_on,
            next_on=self._until(min(held, default=None)),
        )

    def _strangers(self, of: MeetingSheet) -> tuple[str, ...]:
        """Give the whole names of people who are no members in what residents read (D311-28).

        First names alone are left to who published it: they are words of everyday, too.
        """
        if of.published is None:
            return ()
        told = list(read_sections(of.published.told or []))
        for row in list_translations(self.session, of.meeting):
            told += read_sections(row.sections)
        people = names_of_people(self.session, of.council.services, day_of(of.meeting))
        guests = {one.name for one in of.presences if one.quality is Quality.GUEST}
        whole = {one for one in people | guests if " " in one.strip()}
        own = {one.name for one in of.seated} | {one.name for one in of.presences if one.term_id}
        return names_in("\n".join(f"{one.title}\n{one.told}" for one in told), whole, own)


def _first(days: Iterable[dt.date | None]) -> dt.date | None:
    return min((one for one in days if one is not None), default=None)


def _keys(of: MeetingSheet) -> set[int]:
    """Give the points of an agenda, and those of earlier meetings that they go on with."""
    own = {one.id for one in of.agenda}
    return own | {one.carried_from_id for one in of.agenda if one.carried_from_id is not None}


def _room(of: MeetingSheet) -> Room:
    """Give the room as it was at its smallest when a first opinion was adopted, else as noted."""
    first = [
        one for one in of.decisions if one.outcome is Outcome.ADOPTED and not one.is_second
    ] or [one for one in of.decisions if one.outcome is Outcome.ADOPTED]
    if not first:
        return of.room
    least = min(first, key=lambda one: one.represented)
    return Room(least.represented, least.others, least.members)


def _not_counted(of: MeetingSheet) -> int:
    """Count votes that nobody had: of who has no titulaire's seat, or more than there were."""
    seats = {one.seat.id for college in of.council.colleges for one in college.members}
    wrongly = sum(one.seat_id is not None and one.seat_id not in seats for one in of.presences)
    return wrongly + sum(_over(one) for one in of.decisions)


def _over(vote: Decision) -> int:
    cast = vote.in_favour + vote.against + vote.abstained
    return max(0, cast - vote.represented - vote.others)


def _secretary(of: MeetingSheet) -> CollegeKind | None:
    """Give the college of who writes the minutes; an advisory voice speaks for the manager."""
    writer = next((one for one in of.presences if one.is_secretary), None)
    if writer is None:
        return None
    for college in of.council.colleges:
        for seat in (*college.of(SeatKind.MEMBER), *college.of(SeatKind.SUBSTITUTE)):
            if seat.holder and seat.holder.term.id == writer.term_id:
                return college.college.kind
    return CollegeKind.MANAGING_BODY

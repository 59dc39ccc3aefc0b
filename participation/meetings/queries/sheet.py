"""A meeting as a whole: its council on the day, who is there, and whether opinions count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.councils.queries import CouncilSheet, SeatSheet
from participation.councils.rules.composition import speaks_for_residents
from participation.councils.rules.kinds import Office, SeatKind
from participation.meetings.models import (
    AgendaItem,
    Decision,
    Invitation,
    Meeting,
    MeetingFile,
    Minutes,
    Presence,
)
from participation.meetings.rules.attendance import Place, Sitting
from participation.meetings.rules.kinds import ItemState
from participation.meetings.rules.merging import mark_of
from participation.meetings.rules.quorum import Room

from . import meetings as rows


def places_of(sheet: CouncilSheet) -> dict[int, Place]:
    """Give every seat of a council on the day, by its key."""
    return {
        seat.seat.id: Place(
            seat.seat.id,
            one.college.id,
            seat.seat.kind,
            seat.seat.rank,
            one.college.substitute_order,
            seat.holder.term.id if seat.holder else None,
        )
        for one in sheet.colleges
        for seat in one.seats
    }


def room_of(sheet: CouncilSheet, presences: Iterable[Presence]) -> Room:
    """Count who votes now: one vote a seat, for the represented and for the others.

    Members are the titulaires who sit: empty seats do not block (D311-6).
    """
    heard = {
        seat.seat.id
        for one in sheet.colleges
        if speaks_for_residents(one.line)
        for seat in one.members
    }
    seats = [one.seat_id for one in presences if one.seat_id is not None and not one.has_left]
    represented = sum(seat in heard for seat in seats)
    return Room(represented, len(seats) - represented, sheet.sitting.members)


def see_room(session: Session, meeting: Meeting) -> tuple[CouncilSheet, Room]:
    """Give the council on the day of its meeting, and who votes in the room now."""
    sheet = councils.see_council(session, rows.council_of(session, meeting), rows.day_of(meeting))
    return sheet, room_of(sheet, rows.list_presences(session, meeting))


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """A meeting with all that hangs on it."""

    meeting: Meeting
    council: CouncilSheet
    items: Sequence[AgendaItem]
    files: Sequence[MeetingFile]
    invitations: Sequence[Invitation]
    presences: Sequence[Presence]
    decisions: Sequence[Decision]
    minutes: Sequence[Minutes]
    room: Room

    @property
    def agenda(self) -> list[AgendaItem]:
        """Give the points that stand on the agenda."""
        return [one for one in self.items if one.state is not ItemState.WITHDRAWN]

    @property
    def current(self) -> AgendaItem | None:
        """Give the point that is spoken of now."""
        key = self.meeting.current_item_id
        return next((one for one in self.agenda if one.id == key), None)

    @property
    def is_stale(self) -> bool:
        """Say whether the day, the place or the agenda changed since it was sent."""
        sent = self.meeting.called_version
        return sent is not None and sent < self.meeting.version

    @property
    def last_minutes(self) -> Minutes | None:
        """Give the last version of the minutes."""
        return self.minutes[-1] if self.minutes else None

    @property
    def published(self) -> Minutes | None:
        """Give the last version that residents may read."""
        return next((one for one in reversed(self.minutes) if one.told is not None), None)

    @property
    def here(self) -> list[Presence]:
        """Give who is in the room now."""
        return [one for one in self.presences if not one.has_left]

    @property
    def sittings(self) -> list[Sitting]:
        """Give who was noted as the rules of attendance read them."""
        return [Sitting(one.term_id, one.name, one.seat_id) for one in self.presences]

    @property
    def seated(self) -> list[Sitting]:
        """Give everybody who has a seat on the day, there or not."""
        both = (*self.seats(SeatKind.MEMBER), *self.seats(SeatKind.SUBSTITUTE))
        return [Sitting(one.holder.term.id, one.holder.name, None) for one in both if one.holder]

    def seats(self, kind: SeatKind) -> list[SeatSheet]:
        """Give the occupied seats of a kind, college by college."""
        return [seat for one in self.council.colleges for seat in one.of(kind) if seat.holder]

    def files_of(self, item: AgendaItem | None) -> list[MeetingFile]:
        """Give the files of a point, or those of the whole meeting."""
        return [one for one in self.files if one.item_id == (item.id if item else None)]

    def votes_on(self, item: AgendaItem) -> list[Decision]:
        """Give the votes on a point."""
        return [one for one in self.decisions if one.item_id == item.id]

    def presence_of(self, term_id: int) -> Presence | None:
        """Give the row of somebody who was noted, or nothing."""
        return next((one for one in self.presences if one.term_id == term_id), None)

    def on_seat(self, seat_id: int) -> Presence | None:
        """Give who has the vote of a seat now, or nothing."""
        return next((one for one in self.presences if one.seat_id == seat_id), None)

    @property
    def mark(self) -> str:
        """Give a mark of what a shared screen shows: it changes with all that is said or noted."""
        own = self.meeting
        facts = (
            (own.stage.value, own.version, own.current_item_id),
            [(one.id, one.state.value, one.conclusion) for one in self.items],
            [(one.id, one.seat_id, one.has_left) for one in self.presences],
            [one.id for one in self.decisions],
        )
        return mark_of(repr(facts))

    @property
    def chairs(self) -> set[int]:
        """Give the people who chair or deputise on the day, by their accounts."""
        found = (self.council.holder_of(office) for office in Office)
        return {one.holder.user_id for one in found if one and one.holder.user_id is not None}

    def user_of(self, presence: Presence) -> int | None:
        """Give the account behind somebody who was noted."""
        for seat in (*self.seats(SeatKind.MEMBER), *self.seats(SeatKind.SUBSTITUTE)):
            if seat.holder and seat.holder.term.id == presence.term_id:
                return seat.holder.user_id
        return None

    @property
    def writers(self) -> set[int]:
        """Give the accounts of who may write the minutes besides those who look after it."""
        named = {self.user_of(one) for one in self.presences if one.is_secretary}
        return {key for key in named if key is not None} | self.chairs

    def terms_of(self, user_id: int | None) -> set[int]:
        """Give the terms that a person holds on the day; none when she does not sit."""
        seats = (*self.seats(SeatKind.MEMBER), *self.seats(SeatKind.SUBSTITUTE))
        holders = [seat.holder for seat in seats if seat.holder]
        return {
            one.term.id for one in holders if one.user_id is not None and one.user_id == user_id
        }


def see_meeting(session: Session, meeting: Meeting) -> MeetingSheet:
    """Give a meeting with all that hangs on it, and its council as it stood on that day."""
    council = rows.council_of(session, meeting)
    sheet = councils.see_council(session, council, rows.day_of(meeting))
    presences = rows.list_presences(session, meeting)
    return MeetingSheet(
        meeting=meeting,
        council=sheet,
        items=rows.list_items(session, meeting),
        files=rows.list_files(session, meeting),
        invitations=rows.list_invitations(session, meeting),
        presences=presences,
        decisions=rows.list_decisions(session, meeting),
        minutes=rows.list_minutes(session, meeting),
        room=room_of(sheet, presences),
    )

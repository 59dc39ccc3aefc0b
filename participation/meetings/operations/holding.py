"""Taking a meeting in hand: those who look after it, its chair, its secretary; one at a time."""

import datetime as dt
from dataclasses import dataclass

from participation.audit.operations import unjournaled
from participation.councils import operations as councils
from participation.councils.rules.refusals import Refusal as CouncilRefusal
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.types import lock_for_transaction
from participation.meetings import queries
from participation.meetings.models import Meeting
from participation.meetings.rules.kinds import Stage
from participation.meetings.rules.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose deed it is: of somebody who looks after the council, or of a person of the meeting."""

    is_keeper: bool = False
    user_id: int | None = None


KEEPER = Hand(is_keeper=True)


@unjournaled("changes nothing by itself")
def hold_meeting(
    act: Act, meeting: Meeting, *stages: Stage, hand: Hand = KEEPER, gives_up: bool = False
) -> None:
    """Let one person at a time change a meeting, in some stages only.

    A keeper must look after the service that carries the council. Everybody else must chair it,
    deputise, or be the secretary who was named. Once the council has ended, what it did before is
    finished (minutes are signed and published), and a meeting after its end is only given up.
    """
    if hand.is_keeper:
        council = queries.council_of(act.session, meeting)
        councils.look_after(act, council)
        over = council.ended_on is not None and council.ended_on <= queries.day_of(meeting)
        if over and not gives_up:
            raise Refused(CouncilRefusal.COUNCIL_ENDED)
    else:
        writers = queries.see_meeting(act.session, meeting).writers
        if hand.user_id is None or hand.user_id not in writers:
            raise Refused(Refusal.NOT_YOURS)
        lock_for_transaction(act.session.connection(), meeting.council_id)
    act.session.refresh(meeting)
    if stages and meeting.stage not in stages:
        raise Refused(Refusal.WRONG_STAGE)


@unjournaled("reads the clock")
def today(act: Act) -> dt.date:
    """Give the day of a deed where the services are."""
    return act.now.astimezone(PARIS).date()


@unjournaled("changes nothing by itself")
def one_line(act: Act, text: str, most: int) -> str:
    """Give a text on one line, cut to the place there is for it."""
    del act
    return " ".join(text.split())[:most]

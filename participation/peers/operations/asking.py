"""What nobody can take today: it is kept with a promised day, and seen by the coordinator."""

from dataclasses import dataclass

from sqlalchemy import select

from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.peers.models import HelpRequest
from participation.peers.queries.choosing import Asked
from participation.peers.queries.tickets import ASKING
from participation.peers.rules.booking import Refusal, promised_day
from participation.peers.rules.kinds import Gender, RequestState

from .meeting import UNTOLD, Guest, give_code


@dataclass(frozen=True, slots=True)
class Promised:
    """A request with its promised day; `code` is shown once, empty for an account."""

    request: HelpRequest
    code: str


@unjournaled(UNTOLD)
def ask_for_help(act: Act, asked: Asked, guest: Guest, *, service_id: int) -> Promised:
    """Keep what somebody looks for until a person of the team finds it; promise a day.

    Refuses a second request of one person in a service while the first waits. The topic is taken
    away with the answer.
    """
    if guest.user_id is not None:
        own = (HelpRequest.user_id == guest.user_id, HelpRequest.service_id == service_id)
        waits = select(HelpRequest.id).where(*own, HelpRequest.state.in_(ASKING))
        if act.session.scalar(waits.limit(1)) is not None:
            raise Refused(Refusal.ASKED_ALREADY)
    today = act.now.astimezone(PARIS).date()
    request = HelpRequest(
        service_id=service_id,
        user_id=guest.user_id,
        channel=guest.channel,
        locale=guest.locale,
        topic=asked.topic,
        gender=asked.gender or Gender.UNSAID,
        not_from_here=asked.not_from_here,
        asked_on=today,
        promised_for=promised_day(today),
        state=RequestState.WAITING,
    )
    code = give_code(act, request) if guest.user_id is None else ""
    act.session.add(request)
    act.session.flush()
    return Promised(request, code)


@unjournaled(UNTOLD)
def withdraw_request(act: Act, request: HelpRequest) -> None:
    """Take a request back; refuse when it was answered or taken back before."""
    if request.state not in ASKING:
        raise Refused(Refusal.IS_OVER)
    request.state, request.topic = RequestState.WITHDRAWN, None
    request.code_digest = request.contact = None
    act.session.flush()

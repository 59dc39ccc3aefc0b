"""Proposing a seat to a substitute, and her answer: nobody is seated without a word."""

from participation.accounts.queries import contact_of, get_user
from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils import queries
from participation.councils.models import Council, SeatOffer, Term
from participation.councils.queries import mandates, successions
from participation.councils.queries.successions import Step
from participation.councils.rules.serving import MandateRefusal, OfferState
from participation.foundation.act import Act, Refused
from participation.foundation.scope import entered, within
from participation.notifications.operations import queue
from participation.notifications.rules import Kind

from .holding import hold, today
from .terms import seat_substitute


@journaled(Action.SEAT_OFFERED)
def offer_seat(act: Act, vacated: Term, *, link: str = "") -> SeatOffer:
    """Propose the seat of a titulaire who left to the substitute who follows (D311-8).

    She is written to, in neutral words, where `link` leads her to her own page and she has an
    address. Refuses while another was asked and has not answered, when the seat is not empty, and
    when nobody is left to ask.
    """
    council = queries.council_of(act.session, vacated)
    hold(act, council)
    sheet = queries.see_council(act.session, council, today(act))
    found = next(
        (
            one
            for one in successions.successions(act.session, sheet, today(act))
            if one.who and one.who.term.id == vacated.id and one.step is not Step.GONE
        ),
        None,
    )
    if found is not None and found.step is Step.ASKED:
        raise Refused(MandateRefusal.ALREADY_OFFERED)
    if found is None or found.next is None:
        raise Refused(MandateRefusal.NOBODY_LEFT)
    offer = SeatOffer(
        council_id=council.id,
        vacated_id=vacated.id,
        substitute_id=found.next.term.id,
        offered_on=today(act),
    )
    act.session.add(offer)
    act.session.flush()
    if link and found.next.user_id is not None:
        _write_to(act, found.next.user_id, offer, link)
    return offer


def _write_to(act: Act, user_id: int, offer: SeatOffer, link: str) -> None:
    address = contact_of(get_user(act.session, user_id))
    if address is not None:
        dedupe = f"seat-offer:{offer.id}"
        queue(act, address=address, kind=Kind.TASK_WAITS, dedupe=dedupe, link=link)


@journaled(Action.SEAT_OFFER_ANSWERED)
def answer_offer(act: Act, offer: SeatOffer, *, accepts: bool) -> SeatOffer:
    """Write down what a substitute said: with a yes she takes the seat from today on.

    Refuses an offer that was answered, and one that somebody else's seating has overtaken.
    """
    council = queries.get_council(act.session, offer.council_id)
    with within(act.session, entered(act.session) | {council.carrier_id}):
        hold(act, council)
        act.session.refresh(offer)
        if offer.state is not OfferState.ASKED:
            raise Refused(MandateRefusal.OFFER_ANSWERED)
        if accepts:
            _seat(act, council, offer)
    offer.state = OfferState.ACCEPTED if accepts else OfferState.DECLINED
    offer.answered_on = today(act)
    return offer


def _seat(act: Act, council: Council, offer: SeatOffer) -> None:
    vacated = queries.get_term(act.session, offer.vacated_id)
    substitute = queries.get_term(act.session, offer.substitute_id)
    said_no = [
        one.substitute_id
        for one in mandates.list_offers(act.session, [council.id])
        if one.vacated_id == vacated.id and one.state is OfferState.DECLINED
    ]
    day = max(today(act), vacated.ended_on or today(act))
    seated = seat_substitute(act, vacated, on=day, passing_over=said_no)
    if (seated.membership_id, seated.name) != (substitute.membership_id, substitute.name):
        raise Refused(MandateRefusal.OFFER_STALE)


@unjournaled("asks nothing of the database but a comparison")
def refuse_another(act: Act, term_id: int, user_id: int | None) -> Term:
    """Give a term of this very person; refuse anybody else's."""
    term = queries.get_term(act.session, term_id)
    keys = [term.membership_id] if term.membership_id is not None else []
    owners = queries.user_of(act.session, keys)
    if user_id is None or owners.get(term.membership_id or 0) != user_id:
        raise Refused(MandateRefusal.NOT_YOURS)
    return term

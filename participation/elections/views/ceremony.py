"""What the devices of assessors, and the page of cards, ask and say in the ceremonies."""

from typing import Any

from participation.belenios.checks import Check, require
from participation.belenios.encoding import fingerprint, parse
from participation.elections import queries
from participation.elections.models import SealedVote, Trustee
from participation.elections.operations import sealed as operations
from participation.elections.queries import rounds, sealed as found
from participation.foundation import cycle
from participation.foundation.access import allow
from participation.foundation.permissions import PUBLIC

from .cards import bp
from .speaking import Said, affirms, invited, refuse_other_card_maker, sealed_here, speaks, told

__all__ = ["bp"]
DONE = ("certificate", "dealing", "key", "possession")
SHARED = "shared"
"""What a device says with a round when it holds the invitations of several people, and with a
share of the tally when it has read the card of another person before."""


def _tell(sealed: SealedVote, trustee: Trustee) -> Said:
    """Say to an assessor where the ceremony stands, and what is written to her."""
    session = cycle.act().session
    session.flush()
    trustees = found.list_trustees(session, sealed)
    certificates = rounds.values_of(trustees, "certificate")
    routed = rounds.route(sealed, trustees)
    key: Any = parse(trustee.key, "the key") if trustee.key else {}
    return {
        "phase": sealed.phase.value,
        "index": trustee.place,
        "name": trustee.name,
        "size": len(trustees),
        "threshold": sealed.threshold,
        "uuid": sealed.uuid,
        "certificates": certificates,
        "commitments": rounds.values_of(trustees, "commitment") if certificates else None,
        "routed": routed[trustee.place - 1] if routed else None,
        "private_key": key.get("private_key"),
        "election": sealed.election,
        "trustees": sealed.trustees,
        "fingerprint": fingerprint(sealed.election.encode()) if sealed.election else None,
        "challenge": trustee.challenge,
        "done": _done(trustee),
        "others": [
            {"index": each.place, "name": each.name, "done": _done(each)}
            for each in trustees
            if each.place != trustee.place
        ],
    }


def _done(trustee: Trustee) -> dict[str, bool]:
    done = {name: getattr(trustee, name) is not None for name in DONE}
    return {**done, "decryption": trustee.partial is not None}


@bp.get("/ceremony")
@allow(PUBLIC)
@speaks
def ceremony(contest_id: int) -> Said:
    """Say to an assessor where the ceremony stands."""
    _contest, sealed = sealed_here(contest_id)
    return _tell(sealed, invited(sealed))


@bp.post("/ceremony/certificate")
@allow(PUBLIC, once=False)
@speaks
def certificate(contest_id: int) -> Said:
    """Round 1."""
    contest, sealed = sealed_here(contest_id)
    trustee, (given, commitment) = invited(sealed), told("certificate", "commitment")
    operations.give_certificate(
        cycle.act(), contest, trustee, given, commitment, shared=affirms(SHARED)
    )
    return _tell(sealed, trustee)


@bp.post("/ceremony/dealing")
@allow(PUBLIC, once=False)
@speaks
def dealing(contest_id: int) -> Said:
    """Round 3."""
    contest, sealed = sealed_here(contest_id)
    trustee, (dealt,) = invited(sealed), told("dealing")
    operations.deal(cycle.act(), contest, trustee, dealt)
    return _tell(sealed, trustee)


@bp.post("/ceremony/key")
@allow(PUBLIC, once=False)
@speaks
def key(contest_id: int) -> Said:
    """Round 5."""
    contest, sealed = sealed_here(contest_id)
    trustee, (made,) = invited(sealed), told("key")
    operations.give_key(cycle.act(), contest, trustee, made)
    return _tell(sealed, trustee)


@bp.post("/ceremony/possession")
@allow(PUBLIC, once=False)
@speaks
def possession(contest_id: int) -> Said:
    """Show that a key card opens."""
    contest, sealed = sealed_here(contest_id)
    trustee, (proof,) = invited(sealed), told("proof")
    operations.prove_possession(cycle.act(), contest, trustee, proof, shared=affirms(SHARED))
    return _tell(sealed, trustee)


@bp.post("/ceremony/decryption")
@allow(PUBLIC, once=False)
@speaks
def decryption(contest_id: int) -> Said:
    """Give a partial decryption of the tally."""
    contest, sealed = sealed_here(contest_id)
    trustee, (partial,) = invited(sealed), told("partial")
    require(isinstance(partial, str), Check.FIELDS, "partial is not a string")
    operations.give_partial(cycle.act(), contest, trustee, partial.encode(), shared=affirms(SHARED))
    return _tell(sealed, trustee)


@bp.get("/cards")
@allow(PUBLIC)
@speaks
def show_cards(contest_id: int) -> Said:
    """Say to who makes the cards for which election, and how many electors there are."""
    return _tell_cards(contest_id)


def _tell_cards(contest_id: int) -> Said:
    contest, sealed = sealed_here(contest_id)
    refuse_other_card_maker(sealed)
    session = cycle.act().session
    listed = found.credentials_of(session, sealed)
    electors = [each for each in queries.list_roll(session, contest) if each.may_vote]
    return {
        "uuid": sealed.uuid,
        "phase": sealed.phase.value,
        "given": sealed.cards,
        "paper": sealed.papers,
        "fingerprint": fingerprint(listed) if sealed.cards else None,
        "electors": len(electors),
    }


@bp.post("/cards")
@allow(PUBLIC, once=False)
@speaks
def publish_cards(contest_id: int) -> Said:
    """Take the public credentials of the cards, and of paper ballots."""
    contest, sealed = sealed_here(contest_id)
    refuse_other_card_maker(sealed)
    cards, papers = told("credentials", "paper")
    both = isinstance(cards, list) and isinstance(papers, list)
    require(both, Check.FIELDS, "credentials and paper are no lists")
    operations.publish_cards(cycle.act(), contest, cards, papers)
    return _tell_cards(contest_id)

"""Beginning a sealed vote: who keeps the keys, who makes the cards, the server's own key."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.belenios.credentials import draw_token
from participation.belenios.encoding import canonical
from participation.belenios.group import draw_scalar, entropy
from participation.belenios.keys import make_key
from participation.elections.models import Contest, SealedVote, Trustee
from participation.elections.queries.sealed import digest_of, find_sealed
from participation.elections.rules.sealed import BEFORE_OPENING, GROUPS, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act, Refused
from participation.foundation.security import sealer

from .holding import hold_contest, refuse_stage

PURPOSE = "election-key"
UUID_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Invitations:
    """What is told once and never kept: the doors of each assessor, and of who makes the cards."""

    sealed: SealedVote
    trustees: Sequence[tuple[str, str]]
    """Name and token, in their order."""
    cards: str


@unjournaled("what it keeps is journaled as the ceremony begins; doors are told, not kept")
def prepare(act: Act, contest: Contest, names: Sequence[str], *, title: str) -> Invitations:
    """Begin the ceremony of the keys: three assessors of whom two are needed, or five and three.

    Begun again before the vote opens, everything of the first one is void: keys, cards, doors.
    Refuses before the list is settled, another number of assessors, and once the urn was opened.
    """
    kept = [" ".join(name.split())[:120] for name in names]
    tokens = [secrets.token_urlsafe(24) for _name in kept]
    cards = secrets.token_urlsafe(24)
    sealed = _begin(act, contest, kept, tokens, digest_of(cards), title)
    return Invitations(sealed, list(zip(kept, tokens, strict=True)), cards)


@journaled(Action.CEREMONY_BEGUN)
def _begin(
    act: Act, contest: Contest, names: list[str], tokens: list[str], cards: str, title: str
) -> SealedVote:
    election = hold_contest(act, contest)
    refuse_stage(act, election, Stage.LIST)
    if len(names) not in GROUPS or len({name.casefold() for name in names} - {""}) != len(names):
        raise Refused(SealedRefusal.WRONG_GROUP)
    forget_ceremony(act, contest)
    secret = draw_scalar(entropy)
    sealed = SealedVote(
        contest_id=contest.id,
        uuid=draw_token(UUID_LENGTH, entropy),
        name=title[:400],
        threshold=GROUPS[len(names)],
        server_key=sealer(PURPOSE).seal(str(secret).encode()),
        server_public=canonical(make_key(secret, entropy)),
        cards_invitation=cards,
    )
    act.session.add(sealed)
    act.session.flush()
    for place, (name, token) in enumerate(zip(names, tokens, strict=True), 1):
        challenge = secrets.token_urlsafe(24)
        act.session.add(
            Trustee(
                sealed_id=sealed.id,
                place=place,
                name=name,
                invitation=digest_of(token),
                challenge=challenge,
            )
        )
    return sealed


@unjournaled("part of the deed that begins anew, or that chooses paper")
def forget_ceremony(act: Act, contest: Contest) -> None:
    """Make keys, cards and doors of a ceremony void; refuses once its urn was opened."""
    earlier = find_sealed(act.session, contest.id)
    if earlier is None:
        return
    if earlier.phase not in BEFORE_OPENING:
        raise Refused(SealedRefusal.ALREADY_OPENED)
    act.session.execute(delete(SealedVote).where(SealedVote.id == earlier.id))
    act.session.expunge(earlier)

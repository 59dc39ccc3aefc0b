"""Decrypting the tally, and nothing else; the result; destroying the keys."""

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.belenios.group import Point
from participation.belenios.tally import (
    Grid,
    count_votes,
    decrypt,
    verify_partial,
    write_result,
)
from participation.belenios.trustees import read_trustees
from participation.councils.operations.holding import today
from participation.elections.adapters.urn import Judge, States, urn_of
from participation.elections.models import Contest, SealedVote, Trustee
from participation.elections.queries.sealed import (
    list_partials,
    list_trustees,
    read_sealing,
    read_sums,
)
from participation.elections.rules.sealed import COUNTED, LEAST_BALLOTS, Phase, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act, Refused
from participation.foundation.security import sealer

from .holding import hold_contest, hold_sealed
from .preparing import PURPOSE


@unjournaled("follows from the tally being fixed")
def decrypt_by_server(act: Act, sealed: SealedVote) -> None:
    """Decrypt, as the server, the tally that was fixed; it opens nothing without the assessors."""
    del act
    if sealed.server_key is None:
        raise Refused(SealedRefusal.NO_RESULT)
    opened = sealer(PURPOSE).open(sealed.server_key)
    if opened is None:
        raise Refused(SealedRefusal.NO_RESULT)
    partial = decrypt(read_sealing(sealed.election or ""), read_sums(sealed), int(opened))
    sealed.server_partial = partial.decode()


@journaled(Action.TALLY_DECRYPTED)
def give_partial(
    act: Act, contest: Contest, trustee: Trustee, raw: bytes, *, shared: bool = False
) -> Trustee:
    """Keep an assessor's partial decryption of the tally, its proofs verified (InvalidError).

    With as many as are needed, the result is there. Of more, none is taken. `shared`: her device
    said that it had read another person's card before, which procès-verbal no. 2 tells.
    """
    sealed = hold_sealed(act, contest, Phase.COUNT, Phase.RESULT)
    act.session.refresh(trustee)
    if trustee.partial is not None:
        if trustee.partial.encode() != raw:
            raise Refused(SealedRefusal.DONE_OTHERWISE)
        return trustee
    if sealed.phase is Phase.RESULT:
        raise Refused(SealedRefusal.WRONG_ROUND)
    trustees = read_trustees((sealed.trustees or "").encode())
    election, sums = read_sealing(sealed.election or ""), read_sums(sealed)
    verify_partial(election, trustees.keys[trustee.place + 1], sums, raw)
    before = [each for each in list_trustees(act.session, sealed) if each.partial is not None]
    trustee.partial, trustee.arrived = raw.decode(), len(before) + 1
    trustee.shared_at_count = shared
    act.session.flush()
    if len(before) + 1 >= sealed.threshold:
        factors: dict[int, Grid[Point]] = {
            owner: verify_partial(election, trustees.keys[owner], sums, partial)
            for owner, partial in list_partials(act.session, sealed)
        }
        votes = count_votes(trustees, sums, factors, sealed.ballots or 0)
        sealed.result, sealed.phase = write_result(votes).decode(), Phase.RESULT
    return trustee


@journaled(Action.KEYS_DESTROYED)
def destroy_keys(act: Act, contest: Contest) -> SealedVote:
    """Destroy what could decrypt a single ballot, and empty the urn, after the challenges.

    The archive stays: it is verified without any key. Refuses before the result may no longer
    be challenged (TOO_EARLY).
    """
    election = hold_contest(act, contest)
    over = election.stage is Stage.ANNULLED or (
        election.stage is Stage.PROCLAIMED and today(act) > election.challenge_ends_on
    )
    if not over:
        raise Refused(SealedRefusal.TOO_EARLY)
    sealed = hold_sealed(act, contest, *Phase)
    _destroy(act, contest, sealed)
    return sealed


@journaled(Action.KEYS_DESTROYED)
def leave_closed(act: Act, contest: Contest, *, because: str) -> SealedVote:
    """Never open an urn with too few ballots for secrecy: its keys and ballots are destroyed.

    Refuses from five ballots on (ENOUGH_BALLOTS): nobody makes a vote vanish that can be counted.
    """
    hold_contest(act, contest)
    sealed = hold_sealed(act, contest, Phase.PAPER)
    _destroy(act, contest, sealed, _refuse_enough)
    sealed.left_closed_because = because
    return sealed


def _refuse_enough(states: States) -> None:
    if sum(state in COUNTED for state in states.values()) >= LEAST_BALLOTS:
        raise Refused(SealedRefusal.ENOUGH_BALLOTS)


def _destroy(act: Act, contest: Contest, sealed: SealedVote, judge: Judge | None = None) -> None:
    urn_of(act.session, contest.id).empty(judge)
    sealed.server_key = None
    for trustee in list_trustees(act.session, sealed):
        trustee.key, trustee.dealing, trustee.invitation = None, None, f"gone-{trustee.place}"
    sealed.cards_invitation = ""
    sealed.phase = Phase.DESTROYED

"""What an election no longer needs once nobody can challenge it: voices, pictures, ballots."""

import datetime as dt

from sqlalchemy import ColumnElement, and_, or_, select, update

from participation.audit.operations import unjournaled
from participation.elections.models import Candidacy, Challenge, Contest, Election, SealedVote
from participation.elections.rules.sealed import Phase
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.retention import Kept, oldest_kept

from . import sealed as urns
from .bureau import forget_codes

OVER = (Stage.PROCLAIMED, Stage.ANNULLED)
SAME = and_(Election.organisation_id == Contest.organisation_id, Election.id == Contest.election_id)
SEALED = and_(
    SealedVote.organisation_id == Contest.organisation_id, SealedVote.contest_id == Contest.id
)


@unjournaled("the result stays; what went was shown to those who voted")
def forget_candidates(act: Act) -> int:
    """Erase the voices and pictures of candidates two months after the last day to challenge."""
    old = _settled(Kept.CANDIDATE, _today(act))
    contests = select(Contest.id).join(Election, SAME).where(*old)
    shown = or_(Candidacy.has_sound, Candidacy.has_photo)
    erased = (
        update(Candidacy)
        .where(Candidacy.contest_id.in_(contests), shown)
        .values(sound=None, aac=None, photo=None, has_sound=False, has_photo=False)
        .returning(Candidacy.id)
    )
    options = {"synchronize_session": False}
    return len(act.session.scalars(erased, execution_options=options).all())


@unjournaled("the destruction of each key is journaled")
def forget_ballots(act: Act) -> int:
    """Destroy keys and ballots that a bureau left, two months after the last day to challenge.

    Leaves an election of which a challenge waits for its answer. The archive stays: it is verified
    without any key.
    """
    found = act.session.execute(
        select(Contest, Election)
        .join(Election, SAME)
        .join(SealedVote, SEALED)
        .where(SealedVote.phase != Phase.DESTROYED, *_settled(Kept.BALLOT, _today(act)))
    ).all()
    for contest, election in found:
        urns.destroy_keys(act, contest)
        act.session.flush()
        forget_codes(act, election)
    return len(found)


def _settled(kept: Kept, today: dt.date) -> tuple[ColumnElement[bool], ...]:
    """Say of which elections the last day to challenge was long ago, and no challenge waits."""
    waiting = select(Challenge.id).where(
        Challenge.organisation_id == Election.organisation_id,
        Challenge.election_id == Election.id,
        Challenge.decided_on.is_(None),
    )
    return (
        Election.stage.in_(OVER),
        Election.challenge_ends_on < oldest_kept(kept, today),
        ~waiting.exists(),
    )


def _today(act: Act) -> dt.date:
    return act.now.astimezone(PARIS).date()

"""The sealed way of voting: keys, cards, the urn, the count; ballots never open but together."""

from .cards import exchange_card, publish_cards, revoke_card
from .casting import cast_ballot, find_state
from .ceremony import deal, give_certificate, give_key, prove_possession
from .closing import (
    close_urn,
    fix_tally,
    open_urn,
    reconcile,
    refuse_unready,
    resume_urn,
    suspend_urn,
)
from .counting import destroy_keys, give_partial, leave_closed
from .preparing import Invitations, forget_ceremony, prepare
from .witnessing import choose_witness, judge_witness, open_witness

__all__ = [
    "Invitations",
    "cast_ballot",
    "choose_witness",
    "close_urn",
    "deal",
    "destroy_keys",
    "exchange_card",
    "find_state",
    "fix_tally",
    "forget_ceremony",
    "give_certificate",
    "give_key",
    "give_partial",
    "judge_witness",
    "leave_closed",
    "open_urn",
    "open_witness",
    "prepare",
    "prove_possession",
    "publish_cards",
    "reconcile",
    "refuse_unready",
    "resume_urn",
    "revoke_card",
    "suspend_urn",
]

"""What helpers have learnt, noted by the coordinator; without it nothing new is given."""

import datetime as dt
from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.peers.models import Peer, Qualification
from participation.peers.rules.planning import Refusal


@dataclass(frozen=True, slots=True)
class QualificationSheet:
    """A training or an accreditation: its name, its days, and whether one may help without it."""

    name: str
    got_on: dt.date
    expires_on: dt.date | None = None
    is_required: bool = False


@journaled(Action.QUALIFICATION_NOTED)
def note_qualification(act: Act, peer: Peer, sheet: QualificationSheet) -> Qualification:
    """Note a training; refuses one without a name, or that expires before it was followed.

    One followed again is noted again under the same name: the later day counts.
    """
    name = " ".join(sheet.name.split())
    if not name:
        raise Refused(Refusal.NAME)
    if sheet.expires_on is not None and sheet.expires_on <= sheet.got_on:
        raise Refused(Refusal.DATES)
    row = Qualification(helper_id=peer.id, name=name, got_on=sheet.got_on)
    row.expires_on, row.is_required = sheet.expires_on, sheet.is_required
    act.session.add(row)
    return row


@journaled(Action.QUALIFICATION_REMOVED)
def remove_qualification(act: Act, qualification: Qualification) -> Qualification:
    """Take away what was noted by mistake."""
    act.session.delete(qualification)
    return qualification

"""Asking for a file of results: journaled first, taken away afterwards."""

import datetime as dt
from enum import StrEnum

from participation.audit.operations import record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from participation.surveys.models import Campaign
from participation.surveys.rules.stages import Refusal, Stage

MINUTES = 5
"""How long a file that was asked for may be taken away."""


class ExportKind(StrEnum):
    """What a file holds and how it is written."""

    RESPONSES_CSV = "responses.csv"
    RESPONSES_XLSX = "responses.xlsx"
    TABLES_CSV = "tables.csv"
    TABLES_XLSX = "tables.xlsx"


@unjournaled("writes its own entry, with the kind of file")
def ask_export(act: Act, campaign: Campaign, kind: ExportKind) -> None:
    """Journal that somebody takes results away; refuse before the wave is closed."""
    if campaign.stage not in {Stage.CLOSED, Stage.PUBLISHED}:
        raise Refused(Refusal.NOT_CLOSED)
    record(act, Action.RESULTS_EXPORTED, export_subject(campaign), kind=kind.value)


def export_subject(campaign: Campaign) -> str:
    """Name a campaign as the journal does."""
    return f"campaign:{to_text(campaign.id)}"


def earliest(now: dt.datetime) -> dt.datetime:
    """Give the instant before which an asked file may no longer be taken away."""
    return now - dt.timedelta(minutes=MINUTES)

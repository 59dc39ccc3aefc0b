"""Asking for a file of results: journaled first, taken away afterwards."""

from participation.audit.operations import record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.surveys.models import Campaign
from participation.surveys.queries.downloads import export_subject
from participation.surveys.rules.exports import ExportKind
from participation.surveys.rules.stages import ENDED, Refusal


@unjournaled("writes its own entry, with the kind of file")
def ask_export(act: Act, campaign: Campaign, kind: ExportKind) -> None:
    """Journal that somebody takes results away; refuse before the wave is closed."""
    if campaign.stage not in ENDED:
        raise Refused(Refusal.NOT_CLOSED)
    record(act, Action.RESULTS_EXPORTED, export_subject(campaign), kind=kind.value)

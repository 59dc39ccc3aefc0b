"""Writing to those who agreed that a wave is open, and again: each message once in each service."""

from participation.audit.operations import record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.types import lock_for_transaction
from participation.notifications.operations import queue
from participation.surveys.models import Campaign, SurveyCall
from participation.surveys.queries import calls as queries
from participation.surveys.rules.calls import Call, Refusal


@unjournaled("writes its own entry, with numbers and no name")
def call_people(act: Act, campaign: Campaign, call: Call, *, link: str) -> int:
    """Queue a message of a wave wherever it may leave today; give to how many people.

    The message is the same for all, with the common link: no row can tie it to an answer, for it
    carries nothing that an answer could keep. Two who send at once wait for each other, and the
    second is refused: each message leaves once in each service. Somebody who lives in two
    services is written to once. Refuses, with the reason of the first service, when it may leave
    nowhere.
    """
    lock_for_transaction(act.session.connection(), act.organisation_id)
    act.session.refresh(campaign)  # it may have been closed while this one waited
    found = queries.see_calls(act.session, campaign, act.now)
    ready, readers = found.ready(call), found.readers(call)
    if not ready:
        raise Refused(found.places[0].why_not(call, found.today) or Refusal.NOBODY)
    for place in ready:
        act.session.add(
            SurveyCall(
                service_id=place.service.id,
                survey_id=place.survey_id,
                call=call,
                sent_on=found.today,
                people=len(place.readers),
            )
        )
    act.session.flush()
    for reader in readers.values():
        queue(
            act,
            address=reader.address,
            kind=queries.KINDS[call],
            dedupe=f"survey-{call.value}:{campaign.id}:{reader.user_id}",
            link=link,
        )
    record(act, Action.SURVEY_CALLED, subject_of(campaign), call=call.value, people=len(readers))
    return len(readers)

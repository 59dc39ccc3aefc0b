"""Keeping the counts of surveys true: one more with each response, answers once they are all in."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from participation.audit.operations import unjournaled
from participation.foundation.act import Act
from participation.surveys.models import (
    AnswerCount,
    Campaign,
    ChooserCount,
    ResponseCount,
    Survey,
    TraitCount,
)
from participation.surveys.queries import counts
from participation.surveys.queries.campaigns import (
    get_version,
    list_surveys,
    read_questionnaire,
)
from participation.surveys.queries.counts import Ways
from participation.surveys.rules.columns import asks_stay, is_scale
from participation.surveys.rules.questions import QuestionKind
from participation.surveys.rules.stages import ENDED

Kept = type[ResponseCount | AnswerCount | ChooserCount | TraitCount]
Numbers = Mapping[Any, int]
"""Key of a count (`Ways`, `Said`, `Chose` or `Traited`) → number."""
QUIETLY = {"synchronize_session": False}
_ONE_MORE = (
    update(ResponseCount)
    .where(*(getattr(ResponseCount, name) == bindparam(f"of_{name}") for name in Ways._fields))
    .values(number=ResponseCount.number + bindparam("more"))
)
"""Built once: building it at each response would cost more than running it."""


@unjournaled("nobody may learn when somebody answered")
def count_in(act: Act, service_id: int, ways: Ways, *, more: int = 1) -> None:
    """Add to the count of responses that came in one way, in the transaction that keeps them.

    The last statement about a response: the row that others wait for is held until the commit
    alone. Of two who begin a count at once, each is heard.
    """
    named = {f"of_{name}": value for name, value in ways._asdict().items()} | {"more": more}
    if _add(act, named):
        return
    row = ways._asdict() | {"service_id": service_id, "number": more}
    try:
        with act.session.begin_nested():
            act.session.execute(
                insert(ResponseCount), [row | {"organisation_id": act.organisation_id}]
            )
    except IntegrityError:
        _add(act, named)


def _add(act: Act, named: Mapping[str, Any]) -> bool:
    found = act.session.execute(_ONE_MORE, named, execution_options=QUIETLY)
    return bool(found.rowcount)  # type: ignore[attr-defined]


@unjournaled("counts of a whole survey, which name nobody")
def count_answers(act: Act, campaign: Campaign) -> None:
    """Count the answers of a campaign that takes no more of them.

    Closing does it: until then nobody may read answers, and afterwards nobody scans them.
    """
    _check_answers(act, campaign, mend=True)


@unjournaled("counts of a whole survey, which name nobody")
def recount(act: Act, campaign: Campaign, *, mend: bool = True) -> int:
    """Count responses, and answers once closed, as they are; give how many counts were wrong.

    `mend` writes what was found. No response comes in meanwhile: whoever sends one holds the
    campaign (`get_asked`), as this does.
    """
    holding = select(Campaign.id).where(Campaign.id == campaign.id).with_for_update(of=Campaign)
    act.session.execute(holding)
    surveys = list_surveys(act.session, campaign.id)
    keys = [survey.id for survey in surveys]
    kept, true = counts.read_ways(act.session, keys), counts.scan_ways(act.session, keys)
    wrong = _settle(act, ResponseCount, surveys, kept, true, mend=mend)
    if campaign.stage in ENDED:
        wrong += _check_answers(act, campaign, mend=mend)
    return wrong


def _check_answers(act: Act, campaign: Campaign, *, mend: bool) -> int:
    session, surveys = act.session, list_surveys(act.session, campaign.id)
    keys = [survey.id for survey in surveys]
    spoken_for = sorted({each.survey_id for each in counts.read_ways(session, keys) if each.proxy})
    asked = tuple(read_questionnaire(get_version(session, campaign.version_id)).questions())
    several = [question.number for question in asked if question.kind is QuestionKind.MANY]
    values = counts.scan_values(session, keys, spoken_for=spoken_for)
    choosers = counts.scan_choosers(session, keys, several, spoken_for=spoken_for)
    said, chose = counts.read_values(session, keys), counts.read_choosers(session, keys)
    wrong = _settle(act, AnswerCount, surveys, said, values, mend=mend)
    wrong += _settle(act, ChooserCount, surveys, chose, choosers, mend=mend)
    scales = [each.number for each in asked if is_scale(each)]
    stay = next((each.number for each in asked if asks_stay(each)), None)
    ways = counts.scan_traits(session, keys, scales, stay)
    return wrong + _settle(
        act, TraitCount, surveys, counts.read_traits(session, keys), ways, mend=mend
    )


def _settle(
    act: Act, kind: Kept, surveys: Sequence[Survey], kept: Numbers, true: Numbers, *, mend: bool
) -> int:
    """Write the counts that differ from what is kept, all or none; give how many differ."""
    wrong = sum(kept.get(key) != true.get(key) for key in kept.keys() | true.keys())
    if not wrong or not mend:
        return wrong
    service_of = {survey.id: survey.service_id for survey in surveys}
    keys = sorted(service_of)
    act.session.execute(delete(kind).where(kind.survey_id.in_(keys)), execution_options=QUIETLY)
    rows = [
        key._asdict()
        | {
            "organisation_id": act.organisation_id,
            "service_id": service_of[key.survey_id],
            "number": number,
        }
        for key, number in sorted(true.items())
    ]
    if rows:
        act.session.execute(insert(kind), rows)
    return wrong

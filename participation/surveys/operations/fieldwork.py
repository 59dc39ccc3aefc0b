"""Paper sheets taken in, and the counts of people who did not answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.surveys.models import Survey, SurveyTally
from participation.surveys.operations.responses import UNTOLD, ResponseSheet, record_response
from participation.surveys.rules.stages import Refusal
from participation.surveys.rules.tallies import OUTCOMES, Tally

Place = tuple[int, int]
"""A service and its survey."""


@dataclass(frozen=True, slots=True)
class Twice:
    """What a second typing told: lines compared, lines that were read otherwise."""

    lines: int
    differing: int


@unjournaled(UNTOLD)
def keep_sheet(act: Act, survey: Survey, sheet: ResponseSheet, twice: Twice | None = None) -> bool:
    """Keep a paper sheet like any other response; False when its key was kept before.

    Nobody can find the sheet that was typed twice: while it is compared, both typings travel
    sealed in the typist's own browser and no row exists; once settled, one response is written as
    for everybody, and three counts of the whole survey grow. Neither the two readings, nor the
    questions that differed, nor who typed, nor when, is written anywhere. Refuses what
    `record_response` refuses.
    """
    if not record_response(act, survey.id, sheet):
        return False
    if twice is not None:
        _write(act, (survey.service_id, survey.id), Tally.TYPED_TWICE, 1, adding=True)
        _write(act, (survey.service_id, survey.id), Tally.LINES_COMPARED, twice.lines, adding=True)
        _write(
            act, (survey.service_id, survey.id), Tally.LINES_DIFFERING, twice.differing, adding=True
        )
    return True


@unjournaled("counts of a whole survey, which name nobody")
def write_outcomes(act: Act, survey: Survey, numbers: Mapping[Tally, int]) -> None:
    """Write how many people did not answer, by reason, in place of what was written before.

    Only numbers are taken: who refused, or who could not, is written nowhere. Refuses more people
    than are present.
    """
    found = {kind: numbers.get(kind, 0) for kind in OUTCOMES}
    counted = sum(found.values())
    if counted > survey.population:
        raise Refused(Refusal.MORE_THAN_PRESENT, sum=counted, people=survey.population)
    for kind, number in found.items():
        _write(act, (survey.service_id, survey.id), kind, number, adding=False)


@unjournaled("a count of a whole survey, which names nobody")
def add_tally(act: Act, service_id: int, survey_id: int, kind: Tally) -> None:
    """Count one more of something that belongs to nobody."""
    _write(act, (service_id, survey_id), kind, 1, adding=True)


def _write(act: Act, place: Place, kind: Tally, number: int, *, adding: bool) -> None:
    """Write a count or add to it; of two who begin it at once, each is heard."""
    if _change(act, place, kind, number, adding=adding):
        return
    try:
        with act.session.begin_nested():
            _insert(act, place, kind, number)
    except IntegrityError:
        _change(act, place, kind, number, adding=adding)


def _change(act: Act, place: Place, kind: Tally, number: int, *, adding: bool) -> bool:
    written = SurveyTally.number + number if adding else number
    changed = act.session.execute(
        update(SurveyTally)
        .where(SurveyTally.survey_id == place[1], SurveyTally.kind == kind)
        .values(number=written),
        execution_options={"synchronize_session": False},
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def _insert(act: Act, place: Place, kind: Tally, number: int) -> None:
    row = {
        "organisation_id": act.organisation_id,
        "service_id": place[0],
        "survey_id": place[1],
        "kind": kind,
        "number": number,
    }
    act.session.execute(insert(SurveyTally), [row])

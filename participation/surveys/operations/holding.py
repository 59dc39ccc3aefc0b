"""What public screens tell of the closed answers that they hold: a number, never a content."""

from collections.abc import Mapping

from sqlalchemy import delete

from participation.audit.operations import unjournaled
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.foundation.types import lock_for_transaction
from participation.surveys.models import SurveyScreen
from participation.surveys.queries.answering import list_open
from participation.surveys.queries.holding import find_screen, list_survey_keys
from participation.surveys.rules.holding import EVERY, told_at


@unjournaled("a sign of life is no deed, and its hours would tell when people answer")
def note_holding(
    act: Act, *, screen_id: int, service_id: int, label: str, waiting: Mapping[str, int]
) -> int:
    """Keep that a public screen answers and how much it holds; give seconds to its next sign.

    0 when no survey of its service is open and it holds nothing: it need not answer. Surveys of
    other services are dropped. Nothing is written when nothing changed within five minutes. Two
    signs of one screen at once come one after the other.
    """
    lock_for_transaction(act.session.connection(), screen_id)
    known = list_survey_keys(act.session)
    held = {key: number for key, number in waiting.items() if number and key in known}
    row = find_screen(act.session, screen_id)
    is_open = bool(list_open(act.session, told_at(act.now).date()))
    if not is_open and not held and not (row is not None and row.waiting):
        return 0
    if row is None:
        row = SurveyScreen(screen_id=screen_id, service_id=service_id)
        act.session.add(row)
    row.label, row.waiting = label[:60] or to_text(screen_id), held
    row.answered_at = told_at(act.now)
    act.session.flush()
    return int(EVERY.total_seconds())


@unjournaled("the screen was cut off, which has its own entry")
def forget_screen(act: Act, screen_id: int) -> None:
    """Forget what a screen told: one that was cut off is no more waited for."""
    gone = delete(SurveyScreen).where(SurveyScreen.screen_id == screen_id)
    act.session.execute(gone, execution_options={"synchronize_session": False})

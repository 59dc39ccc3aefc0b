"""What public screens tell of the envelopes that they hold."""

from collections.abc import Mapping

from participation.audit.operations import unjournaled
from participation.elections.models import VotingScreen
from participation.elections.queries.devices import find_screen, list_laid_urns
from participation.elections.rules.devices import EVERY, MOST
from participation.elections.rules.sealed import Phase
from participation.foundation.act import Act
from participation.foundation.keys import to_text

VOTING = frozenset({Phase.OPEN, Phase.SUSPENDED})


@unjournaled("a sign of life is no deed, and its hours would tell when people vote")
def note_echo(
    act: Act,
    *,
    screen_id: int,
    service_id: int,
    label: str,
    waiting: Mapping[str, int],
    refused: Mapping[str, int],
) -> int:
    """Keep that a public screen answers, with what it holds; give seconds to its next sign of life.

    0 when no sealed vote of its service is open and it holds nothing: it need not answer. Counts
    of contests that are not of the service are dropped.
    """
    laid = list_laid_urns(act.session)
    waits = {key: min(count, MOST) for key, count in waiting.items() if key in laid}
    lost = {key: count for key, count in refused.items() if key in laid}
    row = find_screen(act.session, screen_id)
    held = bool(row is not None and row.waiting)
    if not VOTING & set(laid.values()) and not waits and not lost and not held:
        return 0
    if row is None:
        row = VotingScreen(screen_id=screen_id, waiting={}, refused={})
        act.session.add(row)
    row.service_id, row.label = service_id, label[:60] or to_text(screen_id)
    row.answered_at = act.now.replace(second=0, microsecond=0)
    row.waiting = waits
    row.refused = dict(row.refused) | {
        key: min(row.refused.get(key, 0) + count, MOST) for key, count in lost.items()
    }
    act.session.flush()
    return EVERY

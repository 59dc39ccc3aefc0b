"""Which results ask for a decision: few people content, or fewer than the time before."""

from collections.abc import Mapping, Sequence

from .comparison import Verdict
from .contrasts import Compared
from .findings import Findings
from .lines import Line
from .scores import Share

CONTENT_ENOUGH = 0.60
"""Under six people of ten a result asks for a decision: this program's choice, no law's."""
MOST_WEAK = 5
"""More decisions than that are not kept."""


def weakest(
    found: Sequence[Findings], compared: Mapping[str, Compared], line: Line
) -> list[tuple[Findings, Share]]:
    """Give the weak results of a line that may be shown, the weakest first."""
    seen = [(each, share) for each in found if isinstance(share := each.share(line), Share)]
    weak = [
        (each, share)
        for each, share in seen
        if share.value < CONTENT_ENOUGH or _fell(compared.get(each.question.name))
    ]
    return sorted(weak, key=lambda pair: (pair[1].value, pair[0].question.number))[:MOST_WEAK]


def _fell(found: Compared | None) -> bool:
    return bool(found and found.change and found.change.verdict is Verdict.WORSE)

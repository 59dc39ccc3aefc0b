"""Who passes which door of the state of the law, written by hand as its neighbours are."""

from participation.foundation.permissions import Permission as P  # noqa: N817

COMPLIANCE: dict[str, str | P] = {
    "compliance.change": P.COUNCIL_MANAGE,
    "compliance.index": P.COUNCIL_MANAGE,
    "compliance.record": P.COUNCIL_MANAGE,
    "compliance.remove": P.COUNCIL_MANAGE,
    "compliance.show": P.COUNCIL_MANAGE,
}

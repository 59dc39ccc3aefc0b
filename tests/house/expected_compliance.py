"""Who passes which door of the state of the law, written by hand as its neighbours are."""

from participation.foundation.permissions import PUBLIC, Permission as P  # noqa: N817

COMPLIANCE: dict[str, str | P] = {
    "compliance.change": P.COUNCIL_MANAGE,
    "compliance.index": P.COUNCIL_MANAGE,
    "compliance.record": P.COUNCIL_MANAGE,
    "compliance.remove": P.COUNCIL_MANAGE,
    "compliance.show": P.COUNCIL_MANAGE,
    "trust.accessibility": PUBLIC,
    "trust.change_incident": P.TRUST_MANAGE,
    "trust.facts": P.TRUST_MANAGE,
    "trust.incidents": P.TRUST_READ,
    "trust.index": P.TRUST_READ,
    "trust.notice": PUBLIC,
    "trust.paper": P.TRUST_READ,
    "trust.print_paper": P.TRUST_READ,
    "trust.write_incident": P.TRUST_MANAGE,
}

"""Where what a rule asks for is done: one link for each thing found."""

from collections.abc import Mapping

from flask import url_for

from participation.compliance.queries import Found
from participation.foundation.keys import to_text
from participation.organisations.models import Service
from participation.organisations.rules.rulings import Rule
from participation.surveys.rules.duties import Miss

R = Rule
PAPERS = frozenset({R.R02, R.R03, R.R21})
SEATS = frozenset({R.R04, R.R05, R.R09, R.R15, R.R38})
ROLL = frozenset({R.R11, R.R12})
STANDING = frozenset({R.R07, R.R08, R.R10})
RESULTS = frozenset({R.R13, R.R14})
RECORDED: Mapping[str, str] = {
    Miss.NOT_POSTED: "results-posted",
    Miss.NOT_EXAMINED: "results-examined",
}


def place_of(found: Found, service: Service) -> str | None:
    """Give the address where it is done, or nothing where no page of this program does it."""
    rule, council_id = found.ruling.rule, found.council_id
    if found.milestone_id is not None:
        return url_for("compliance.change", service=service.slug, milestone_id=found.milestone_id)
    if rule is R.R32:
        return _of_survey(found, service)
    if found.election_id is not None:
        return _of_election(found)
    if council_id is None:
        return url_for("councils.new", service=to_text(service.id)) if rule is R.R01 else None
    if rule in PAPERS:
        return url_for("councils.change", council_id=council_id)
    if rule in SEATS:
        return url_for("councils.composition", council_id=council_id)
    if rule is R.R16:
        return url_for("elections.new", council_id=council_id)
    if rule is R.R19:
        return url_for("councils.chair", council_id=council_id)
    return url_for("councils.show", council_id=council_id)


def _of_survey(found: Found, service: Service) -> str | None:
    kind = RECORDED.get(found.ruling.lack)
    if kind is None:
        return url_for("campaigns.index")
    return url_for("compliance.record", service=service.slug, kind=kind)


def _of_election(found: Found) -> str:
    rule = found.ruling.rule
    if rule in STANDING and found.contest_id is not None:
        return url_for("elections.candidacies", contest_id=found.contest_id)
    if rule in RESULTS:
        return url_for("votes.result", election_id=found.election_id)
    return url_for("elections.show", election_id=found.election_id)
